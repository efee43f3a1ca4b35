import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deviceFactsSchema, type DeviceFacts } from '../../../src/core/facts/device-facts.ts';
import { createMirror } from '../../../src/engine/mirror/mirror.ts';
import { traitsOf } from '../../../src/engine/mirror/traits-of.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';

const fact = (value: unknown) => ({ value, source: 'intuneList', observedAt: 1 });
const device = (facts: Record<string, unknown>): DeviceFacts =>
  deviceFactsSchema.parse({
    serial: 'F2LXK0A7JG5H',
    ...Object.fromEntries(Object.entries(facts).map(([kind, value]) => [kind, fact(value)])),
  });
const identity = {
  id: 'i',
  tokenId: 'T',
  profileId: 'p',
  profileAssignedAt: null,
  enrollmentState: 'notContacted',
  isDeleted: false,
  createdAt: null,
  lastContactedAt: null,
};
const enrollment = {
  id: 'e',
  enrolledAt: 5,
  managementState: 'managed',
  managementAgent: 'mdm',
  enrollmentType: 'appleBulkWithUser',
  profileName: 'Standard iPhone',
  userPrincipalName: null,
  lastSyncAt: null,
  osVersion: null,
};

describe('the traits of a device', () => {
  it('are all open when nothing was read', () => {
    expect(traitsOf(device({}))).toEqual({
      family: 'unknown',
      organizationId: null,
      serviceId: undefined,
      tokenId: null,
      profileId: null,
      enrolledProfile: null,
      isEnrolled: false,
    });
  });

  it('tell a device on no service from one that was never asked for', () => {
    const membership = { state: 'member', organizationId: 'o' };
    expect(traitsOf(device({ membership })).serviceId).toBeUndefined();
    const assignment = { organizationId: 'o', serviceId: null };
    expect(traitsOf(device({ membership, assignment }))).toMatchObject({
      organizationId: 'o',
      serviceId: null,
    });
  });

  it('take the newest identity among the rows that are not deleted', () => {
    const identities = [
      { ...identity, tokenId: 'a', createdAt: 1 },
      { ...identity, tokenId: 'b', createdAt: 3, isDeleted: true },
      { ...identity, tokenId: 'c', createdAt: 2 },
    ];
    expect(traitsOf(device({ identities })).tokenId).toBe('c');
  });

  it('take only rows of an automated enrollment that Intune manages', () => {
    const others = [
      { ...enrollment, managementState: 'retirePending' },
      { ...enrollment, enrollmentType: 'userEnrollment' },
    ];
    expect(traitsOf(device({ enrollments: others })).isEnrolled).toBe(false);
    expect(traitsOf(device({ enrollments: [...others, enrollment] }))).toMatchObject({
      isEnrolled: true,
      enrolledProfile: 'Standard iPhone',
    });
  });

  it('are those by which the mirror counts it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'resetbench-traits-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'mirror.sqlite');
    const mirror = createMirror({ file, clock: createManualClock(10) });
    onTestFinished(() => mirror.close());
    const known = device({ identities: [identity], enrollments: [enrollment] });
    const listed = <T>(value: T) => ({ value, source: 'intuneList' as const, observedAt: 1 });
    mirror.put(known.serial, 'identities', listed(known.identities?.value ?? []));
    mirror.put(known.serial, 'enrollments', listed(known.enrollments?.value ?? []));
    expect(mirror.tally()).toEqual([{ ...traitsOf(known), count: 1 }]);
  });
});

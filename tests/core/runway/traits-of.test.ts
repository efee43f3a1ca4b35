import { describe, expect, it } from 'vitest';
import { deviceFactsSchema, type DeviceFacts } from '../../../src/core/facts/device-facts.ts';
import { traitsOf } from '../../../src/core/runway/traits-of.ts';

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
      count: 1,
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

  it('take the first token by id among the rows that are not deleted', () => {
    const identities = [
      { ...identity, tokenId: 'b' },
      { ...identity, tokenId: 'a', isDeleted: true },
      { ...identity, tokenId: 'c' },
    ];
    expect(traitsOf(device({ identities })).tokenId).toBe('b');
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
});

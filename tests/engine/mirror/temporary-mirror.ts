import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Assignment, Hardware, Identity } from '../../../src/core/facts/device-facts.ts';
import type { Fact, FactSource } from '../../../src/core/facts/fact.ts';
import {
  type SerialNumber,
  serialNumberSchema,
} from '../../../src/core/identifiers/serial-number.ts';
import type { Instant } from '../../../src/core/time.ts';
import { createMirror, type Mirror } from '../../../src/engine/mirror/mirror.ts';
import { createManualClock, type ManualClock } from '../../../src/sandbox/manual-clock.ts';

export const START: Instant = Date.UTC(2026, 10, 23, 9, 0, 0);

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'resetbench-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface MirrorOnDisk {
  readonly mirror: Mirror;
  readonly clock: ManualClock;
  readonly file: string;
}

/** A real mirror file of its own, closed when the test ends. */
export function temporaryMirror(
  file = path.join(temporaryFolder(), 'mirror.sqlite'),
): MirrorOnDisk {
  const clock = createManualClock(START);
  const mirror = createMirror({ file, clock });
  onTestFinished(() => mirror.close());
  return { mirror, clock, file };
}

export function aSerial(text: string): SerialNumber {
  return serialNumberSchema.parse(text);
}

export function aFact<T>(
  value: T,
  observedAt: Instant = START,
  source: FactSource = 'appleList',
): Fact<T> {
  return { value, source, observedAt };
}

export function someHardware(overrides: Partial<Hardware> = {}): Hardware {
  return { family: 'iPhone', model: 'iPhone 16', imei: [], meid: [], ...overrides };
}

export function anAssignment(serviceId: string | null, assignedAt?: Instant): Assignment {
  return { organizationId: 'org', serviceId, ...(assignedAt !== undefined && { assignedAt }) };
}

export function anIdentity(overrides: Partial<Identity> = {}): Identity {
  return {
    id: 'identity',
    tokenId: 'token',
    profileId: null,
    profileAssignedAt: null,
    enrollmentState: 'notContacted',
    isDeleted: false,
    createdAt: START,
    lastContactedAt: null,
    ...overrides,
  };
}

import type { ActivationLock } from '../../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { MINUTE, type Instant } from '../../../core/time.ts';
import type { AppleCloud } from '../apple/apple-cloud.ts';
import { datedAssignment } from '../assignment.ts';
import type { CallOptions, CloudFailure } from '../http/cloud-failure.ts';
import { factFrom, heard } from '../tenant.ts';
import { noteAgreement } from './contradiction.ts';
import type { RevalidationOptions } from './revalidate.ts';

export interface AppleQuestionsOptions extends RevalidationOptions {
  /** The question `device`, shared with everybody who asks it. */
  readonly askDevice: (serial: SerialNumber, call: CallOptions) => Promise<void>;
  /** Asks for the assignment once more, a little later. */
  readonly recheck: (serial: SerialNumber) => void;
}

/** Each says whether an answer came; the answer is in the mirror then. */
export interface AppleQuestions {
  device(serial: SerialNumber, call: CallOptions): Promise<boolean>;
  assignment(serial: SerialNumber, call: CallOptions): Promise<boolean>;
  lock(serial: SerialNumber, call: CallOptions): Promise<boolean>;
}

export function createAppleQuestions(options: AppleQuestionsOptions): AppleQuestions {
  return {
    device: (serial, call) => askDevice(options, serial, call),
    assignment: (serial, call) => askAssignment(options, serial, call),
    lock: (serial, call) => askLock(options, serial, call),
  };
}

/** The known organization first. `absent` is written only when every one of them answered with its own 404. */
async function askDevice(
  { apple, mirror }: AppleQuestionsOptions,
  serial: SerialNumber,
  call: CallOptions,
): Promise<boolean> {
  const knownIn = organizationOf(mirror.fact(serial, 'membership')?.value);
  const clouds = apple.toSorted((one, other) => rank(one, knownIn) - rank(other, knownIn));
  const absences: Instant[] = [];
  for (const cloud of clouds) {
    const reading = heard(mirror, await cloud.readDevice(serial, call));
    if (reading?.value === 'absent') absences.push(reading.askedAt);
    if (!reading || reading.value === 'absent') continue;
    const { hardware, deviceCheck } = reading.value;
    const membership = { state: 'member' as const, organizationId: cloud.organizationId };
    mirror.putAll([
      { serial, kind: 'hardware', fact: factFrom(reading, 'appleDevice', hardware) },
      { serial, kind: 'membership', fact: factFrom(reading, 'appleDevice', membership) },
      { serial, kind: 'deviceCheck', fact: factFrom(reading, 'appleDevice', deviceCheck) },
    ]);
    return true;
  }
  if (absences.length === 0 || absences.length < clouds.length) return false;
  const observedAt = Math.min(...absences);
  mirror.put(serial, 'membership', {
    value: { state: 'absent' },
    source: 'appleDevice',
    observedAt,
  });
  return true;
}

/** A null is believed only of a device that was just seen: of an unknown serial Apple says the same. */
async function askAssignment(
  options: AppleQuestionsOptions,
  serial: SerialNumber,
  call: CallOptions,
): Promise<boolean> {
  const { mirror, clock, recheck } = options;
  const cloud = await cloudOf(options, serial, call);
  const reading = cloud && heard(mirror, await cloud.readAssignment(serial, call));
  if (!cloud || !reading) return false;
  const { organizationId } = cloud;
  if (reading.value === null) {
    await seeDevice(options, serial, call);
    const isMember = organizationOf(mirror.fact(serial, 'membership')?.value) === organizationId;
    if (!isMember) return true;
  }
  const known = mirror.fact(serial, 'assignment');
  const read = { organizationId, serviceId: reading.value };
  const isOurDoing = isPostedLately(cloud, serial, clock.now());
  const agreement = noteAgreement(mirror, serial, {
    known,
    read,
    askedAt: reading.askedAt,
    isOurDoing,
  });
  if (agreement === 'contradicts') recheck(serial);
  const dated = datedAssignment(known?.value, read, reading.cloudAt);
  mirror.put(serial, 'assignment', factFrom(reading, 'appleDevice', dated));
  return true;
}

async function askLock(
  options: AppleQuestionsOptions,
  serial: SerialNumber,
  call: CallOptions,
): Promise<boolean> {
  const { mirror, clock, policy } = options;
  const cloud = await cloudOf(options, serial, call);
  if (!cloud) return false;
  const answer = await cloud.readLock(serial, call);
  const reading = heard(mirror, answer);
  if (reading) {
    mirror.put(serial, 'lock', factFrom(reading, 'appleDevice', { state: reading.value }));
    return true;
  }
  if (answer.ok || !saysUnreadable(answer.error)) return false;
  const known = mirror.fact(serial, 'lock');
  const now = clock.now();
  const isKnownWell =
    known && known.value.state !== 'unreadable' && now - known.observedAt <= policy.freshness.lock;
  if (isKnownWell) return false;
  const value: ActivationLock = { state: 'unreadable', failures: failuresOf(known?.value) + 1 };
  mirror.put(serial, 'lock', { value, source: 'appleDevice', observedAt: now });
  return false;
}

/** No network, no sign-in and no quota say nothing about the lock; any other refusal does. */
function saysUnreadable({ kind }: CloudFailure): boolean {
  return kind !== 'unreachable' && kind !== 'unauthorized' && kind !== 'throttled';
}

function failuresOf(lock: ActivationLock | undefined): number {
  return lock?.state === 'unreadable' ? lock.failures : 0;
}

/** The organization to ask about this serial; undefined when it is in none as far as can be said. */
async function cloudOf(
  options: AppleQuestionsOptions,
  serial: SerialNumber,
  call: CallOptions,
): Promise<AppleCloud | undefined> {
  const { apple, mirror, askDevice: ask } = options;
  if (mirror.fact(serial, 'membership')?.value.state !== 'member') await ask(serial, call);
  const organizationId = organizationOf(mirror.fact(serial, 'membership')?.value);
  return apple.find((cloud) => cloud.organizationId === organizationId);
}

/** Makes sure that the device itself was asked for a moment ago. */
async function seeDevice(
  { mirror, clock, askDevice: ask }: AppleQuestionsOptions,
  serial: SerialNumber,
  call: CallOptions,
): Promise<void> {
  const membership = mirror.fact(serial, 'membership');
  const isLive =
    membership?.source === 'appleDevice' && clock.now() - membership.observedAt < 5 * MINUTE;
  if (!isLive) await ask(serial, call);
}

/** An assignment is over after minutes; until then a change of service is what we asked for. */
function isPostedLately(cloud: AppleCloud, serial: SerialNumber, now: Instant): boolean {
  const postedAt = cloud.postedAt(serial);
  return postedAt !== undefined && now - postedAt < 30 * MINUTE;
}

function organizationOf(
  membership: { state: 'member'; organizationId: string } | { state: 'absent' } | undefined,
): string | undefined {
  return membership?.state === 'member' ? membership.organizationId : undefined;
}

function rank(cloud: AppleCloud, knownIn: string | undefined): number {
  return cloud.organizationId === knownIn ? 0 : 1;
}

import type { Enrollment, Identity } from '../../../src/core/facts/device-facts.ts';
import type { Fact } from '../../../src/core/facts/fact.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import type { World } from './builders.ts';

type Demand = (world: World) => boolean;

/**
 * What must hold in any world in which a device may be erased or switched on, gate by gate, written without looking
 * at how `assess` finds out.
 */
const DEMANDS: Readonly<Record<string, Demand>> = {
  'one slot': ({ view }) => new Set(view.sightings.map(({ slot }) => slot)).size <= 1,
  'the scanned serial': ({ device, view }) =>
    (view.scannedSerial ?? device?.serial) === device?.serial,
  'no other serial on the cable': ({ device, view }) =>
    view.sightings.every(({ serialRead }) => (serialRead ?? device?.serial) === device?.serial),
  'no label of another device': ({ view }) => view.brokenBond === undefined,
  'not set aside': ({ view }) => view.setAside === undefined,
  'hardware is known': ({ device }) => device?.hardware !== undefined,
  'no Watch': ({ device }) => device?.hardware?.value.family !== 'Watch',
  'not handed over': ({ view }) => view.handedOverAt === undefined,
  'enrollments are known': (world) => isYoung(world.device?.enrollments, 10 * MINUTE, world),
  'every managed row has a date': (world) =>
    intuneRows(world).every((row) => row.enrolledAt !== null || !isManaged(row)),
  'not right in Intune already': (world) => !isRightInIntune(world),
  'release and migration are known': (world) =>
    !world.policy.migrationCheck || isYoung(world.device?.deviceCheck, 8 * HOUR, world),
  'not migrating': ({ device }) =>
    [undefined, null, 'SUCCESS'].includes(device?.deviceCheck?.value.migrationStatus),
  'not released': ({ device }) => (device?.deviceCheck?.value.releasedAt ?? null) === null,
  'its user does not keep the data': ({ view }) =>
    !(view.keepsData ?? view.expectation?.keepsData ?? false),
  'no contradiction': ({ device }) => device?.contradiction === undefined,
  'tokens are known': (world) => isYoung(world.tenant.tokens, HOUR, world),
  'the token can enroll': (world) => {
    const token = world.tenant.tokens?.value.find(({ id }) => id === targetOf(world)?.tokenId);
    return (token?.expiresAt ?? 0) > world.now.cloud && token?.lastSyncErrorCode === 0;
  },
  'the push certificate is known': (world) => isYoung(world.tenant.pushCertificate, HOUR, world),
  'the push certificate is valid': ({ tenant, now }) =>
    (tenant.pushCertificate?.value.expiresAt ?? 0) > now.cloud,
  'membership is known': (world) => isYoung(world.device?.membership, 4 * HOUR, world),
  'assignment is known': (world) => isYoung(world.device?.assignment, 4 * HOUR, world),
  'on a target': (world) => targetOf(world) !== undefined,
  'its organization agrees': (world) => {
    const home = world.device?.membership?.value;
    const { organizationId } = world.device?.assignment?.value ?? {};
    const isHome = home?.state === 'member' && home.organizationId === organizationId;
    return isHome && organizationId === targetOf(world)?.organizationId;
  },
  'identities are known': (world) => isYoung(world.device?.identities, 4 * HOUR, world),
  'an allowed profile has settled': (world) =>
    identitiesOf(world).some((identity) => isSettled(identity, world)),
  'no work under way': ({ view }) =>
    view.work
      .filter(({ kind }) => kind === 'reassign' || kind === 'assignProfile')
      .every(({ state }) => state === 'confirmed' || state === 'failed'),
  'the lock is known': (world) => !hasLock(world) || isYoung(world.device?.lock, 8 * HOUR, world),
  'not locked': (world) =>
    !hasLock(world) || world.device?.lock?.value.state === 'none' || isAttested(world),
};

/** Names the demands that are not met. */
export function brokenDemands(world: World): string[] {
  return Object.keys(DEMANDS).filter((demand) => !DEMANDS[demand]?.(world));
}

/** Signs that a device is in factory state: without one it is never `start`. */
const SIGNS: readonly Demand[] = [
  ({ view }) => view.sightings.some((seen) => seen.isInSetupAssistant),
  ({ view, device }) =>
    view.expectation?.isSealedNew === true && device?.enrollments?.value.length === 0,
  ({ view, device, policy }) =>
    (device?.identities?.value ?? []).some(({ profileAssignedAt }) => {
      const settledAt = (profileAssignedAt ?? Infinity) + policy.profileSettle;
      return (view.resetRecord?.cloudAt ?? -1) >= settledAt;
    }),
];

export function hasFactorySign(world: World): boolean {
  return SIGNS.some((sign) => sign(world));
}

/** The target on whose service it is, if the manifest allows that one. */
function targetOf({ device, view, policy }: World) {
  const serviceId = device?.assignment?.value.serviceId;
  return policy.targets.find(
    (target) =>
      target.serviceId === serviceId && target.id === (view.expectation?.targetId ?? target.id),
  );
}

function allowedOf(world: World): readonly string[] {
  const named = world.view.expectation?.profileIds ?? [];
  const family = world.device?.hardware?.value.family ?? 'unknown';
  return named.length > 0 ? named : (targetOf(world)?.allowedProfileIds[family] ?? []);
}

function identitiesOf(world: World): readonly Identity[] {
  const rows = world.device?.identities?.value ?? [];
  const tokenId = targetOf(world)?.tokenId;
  return rows.filter((row) => row.tokenId === tokenId && !row.isDeleted);
}

function isSettled(identity: Identity, world: World): boolean {
  const { profileId, profileAssignedAt, enrollmentState } = identity;
  const isAllowed = allowedOf(world).includes(profileId ?? '') && enrollmentState !== 'blocked';
  const at = profileAssignedAt ?? Infinity;
  const isAfter = at > (world.device?.assignment?.value.assignedAt ?? -1);
  return isAllowed && isAfter && at + world.policy.profileSettle <= world.now.cloud;
}

function intuneRows({ device }: World): readonly Enrollment[] {
  return (device?.enrollments?.value ?? []).filter((row) => row.managementAgent !== 'jamf');
}

function isManaged(row: Enrollment): boolean {
  return row.managementState === 'managed' && row.enrollmentType.startsWith('appleBulk');
}

/** By names alone; whichever of several newest rows is taken. */
function isRightInIntune(world: World): boolean {
  if (!isYoung(world.tenant.profiles, 4 * HOUR, world)) return false;
  const rows = intuneRows(world);
  const newestAt = Math.max(-1, ...rows.map((row) => row.enrolledAt ?? -1));
  const newest = rows.filter((row) => row.enrolledAt === newestAt);
  const assignedAt = (world.device?.identities?.value ?? []).map(
    (row) => row.profileAssignedAt ?? 0,
  );
  const isSince = newestAt > Math.max(0, ...assignedAt);
  return newest.length > 0 && isSince && newest.every((row) => isRightRow(row, world));
}

function isRightRow(row: Enrollment, world: World): boolean {
  const profiles = world.tenant.profiles?.value ?? [];
  const namesakes = profiles.filter(({ name }) => name === row.profileName);
  const allowed = allowedOf(world);
  return (
    isManaged(row) && namesakes.length > 0 && namesakes.every(({ id }) => allowed.includes(id))
  );
}

function hasLock({ device }: World): boolean {
  return device?.hardware?.value.family !== 'AppleTV';
}

function isAttested({ device, view, policy, now }: World): boolean {
  const lock = device?.lock?.value;
  const age = now.bench - (view.lockAttestedAt ?? Infinity);
  const isUnreadable = lock?.state === 'unreadable' && lock.failures >= 3;
  return policy.lockAttestation && isUnreadable && age >= 0 && age <= 8 * HOUR;
}

function isYoung(fact: Fact<unknown> | undefined, limit: number, { now }: World): boolean {
  if (!fact) return false;
  const age = now.bench - fact.observedAt;
  return age <= limit && age >= -5 * MINUTE;
}

import type { Enrollment } from '../../../src/core/facts/device-facts.ts';
import type { Fact } from '../../../src/core/facts/fact.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import type { World } from './builders.ts';

/**
 * What design.md §3 demands of any world in which a device may be erased or switched on, gate by gate, written
 * without looking at how `assess` finds out. Names the demands that are not met.
 */
export function brokenDemands(world: World): string[] {
  const demands = {
    ...ofDevice(world),
    ...ofEnrollments(world),
    ...ofTenant(world),
    ...ofTarget(world),
    ...ofProfile(world),
    ...ofLock(world),
  };
  return Object.entries(demands)
    .filter(([, isMet]) => !isMet)
    .map(([demand]) => demand);
}

/** Is there any sign that the device is in factory state? Without one it is never `start`. */
export function hasFactorySign({ view, policy, device }: World): boolean {
  const settled = (device?.identities?.value ?? []).map(
    ({ profileAssignedAt }) => (profileAssignedAt ?? Infinity) + policy.profileSettle,
  );
  const resetAt = view.resetRecord?.cloudAt ?? -1;
  const isAtHello = view.sightings.some((seen) => seen.isInSetupAssistant);
  const isSealed =
    view.expectation?.isSealedNew === true && device?.enrollments?.value.length === 0;
  return isAtHello || isSealed || settled.some((at) => resetAt >= at);
}

function ofDevice(world: World) {
  const { device, view, policy, now } = world;
  const check = device?.deviceCheck?.value;
  const status = check?.migrationStatus ?? null;
  const serials = view.sightings.flatMap(({ serialRead }) => serialRead ?? []);
  return {
    'one device': new Set(view.sightings.map(({ slot }) => slot)).size <= 1,
    'the scanned one': [...serials, view.scannedSerial ?? device?.serial].every(
      (serial) => serial === device?.serial,
    ),
    'no Watch': device?.hardware !== undefined && device.hardware.value.family !== 'Watch',
    'not handed over': view.handedOverAt === undefined,
    'it was checked': !policy.migrationCheck || isYoung(device?.deviceCheck, 8 * HOUR, now.bench),
    'it does not migrate': status === null || status === 'SUCCESS',
    'it was not released': check?.releasedAt == null,
    'its user does not keep the data': !(view.keepsData ?? view.expectation?.keepsData ?? false),
    'no cloud contradicts itself': device?.contradiction === undefined,
  };
}

/** The newest row that Intune manages is not what the move was for, and each of them has a date. */
function ofEnrollments(world: World) {
  const { device, tenant, now } = world;
  const isManaged = (row: Enrollment) =>
    row.managementState === 'managed' && row.enrollmentType.startsWith('appleBulk');
  const rows = (device?.enrollments?.value ?? []).filter((row) => row.managementAgent !== 'jamf');
  const newestAt = Math.max(-1, ...rows.map((row) => row.enrolledAt ?? -1));
  const newest = rows.filter((row) => row.enrolledAt === newestAt);
  const assignedAt = (device?.identities?.value ?? []).map((row) => row.profileAssignedAt ?? 0);
  const { allowed } = wantedOf(world);
  const isRight = newest.every((row) => {
    const namesakes = (tenant.profiles?.value ?? []).filter(({ name }) => name === row.profileName);
    const isAllowed = namesakes.length > 0 && namesakes.every(({ id }) => allowed.includes(id));
    return isManaged(row) && isAllowed && newestAt > Math.max(...assignedAt);
  });
  const areNamesYoung = isYoung(tenant.profiles, 4 * HOUR, now.bench);
  return {
    'its enrollments are known': isYoung(device?.enrollments, 10 * MINUTE, now.bench),
    'every enrollment has a date': rows.every((row) => row.enrolledAt !== null || !isManaged(row)),
    'it is not right in Intune already': newest.length === 0 || !isRight || !areNamesYoung,
  };
}

function ofTenant({ tenant, now }: World) {
  const expiresAt = tenant.pushCertificate?.value.expiresAt ?? 0;
  return {
    'tokens are known': isYoung(tenant.tokens, HOUR, now.bench),
    'the push certificate is known': isYoung(tenant.pushCertificate, HOUR, now.bench),
    'the push certificate is valid': expiresAt > now.cloud,
  };
}

function ofTarget(world: World) {
  const { device, tenant, now } = world;
  const { target } = wantedOf(world);
  const home =
    device?.membership?.value.state === 'member' && device.membership.value.organizationId;
  const token = tenant.tokens?.value.find(({ id }) => id === target?.tokenId);
  return {
    'it is on a target': target !== undefined,
    'its assignment is known': isYoung(device?.assignment, 4 * HOUR, now.bench),
    'its membership is known': isYoung(device?.membership, 4 * HOUR, now.bench),
    'its organization has it':
      home === target?.organizationId && home === device?.assignment?.value.organizationId,
    'its token is valid': (token?.expiresAt ?? 0) > now.cloud && token?.lastSyncErrorCode === 0,
  };
}

function ofProfile(world: World) {
  const { device, view, policy, now } = world;
  const { target, allowed } = wantedOf(world);
  const reassignedAt = device?.assignment?.value.assignedAt ?? -1;
  const isRight = (device?.identities?.value ?? [])
    .filter(({ tokenId, isDeleted }) => tokenId === target?.tokenId && !isDeleted)
    .some(({ profileId, profileAssignedAt, enrollmentState }) => {
      const at = profileAssignedAt ?? Infinity;
      const isAllowed = allowed.includes(profileId ?? '') && enrollmentState !== 'blocked';
      return isAllowed && at > reassignedAt && at + policy.profileSettle <= now.cloud;
    });
  const isOpen = view.work
    .filter(({ kind }) => kind === 'reassign' || kind === 'assignProfile')
    .some(({ state }) => !['confirmed', 'failed'].includes(state));
  return {
    'its identities are known': isYoung(device?.identities, 4 * HOUR, now.bench),
    'its profile is right and settled': isRight,
    'no cloud work is under way': !isOpen,
  };
}

function ofLock({ device, view, policy, now }: World) {
  if (device?.hardware?.value.family === 'AppleTV') return {};
  const lock = device?.lock?.value;
  const attestedAgo = now.bench - (view.lockAttestedAt ?? Infinity);
  const isAttested = policy.lockAttestation && attestedAgo >= 0 && attestedAgo <= 8 * HOUR;
  const isUnreadable = lock?.state === 'unreadable' && lock.failures >= 3;
  return {
    'its lock is known': isYoung(device?.lock, 8 * HOUR, now.bench),
    'it is not locked': lock?.state === 'none' || (isUnreadable && isAttested),
  };
}

/** The target on whose service it is, if the manifest allows it, and the profiles it may come up with there. */
function wantedOf({ device, view, policy }: World) {
  const target = policy.targets.find(
    ({ id, serviceId }) =>
      serviceId === device?.assignment?.value.serviceId &&
      id === (view.expectation?.targetId ?? id),
  );
  const named = view.expectation?.profileIds ?? [];
  const family = device?.hardware?.value.family ?? 'unknown';
  const allowed = named.length > 0 ? named : (target?.allowedProfileIds[family] ?? []);
  return { target, allowed };
}

function isYoung(fact: Fact<unknown> | undefined, limit: number, bench: number): boolean {
  if (!fact) return false;
  const age = bench - fact.observedAt;
  return age <= limit && age >= -5 * MINUTE;
}

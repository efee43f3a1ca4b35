import type { Enrollment } from '../../facts/device-facts.ts';
import { found, holds, isFresh, unknownFact, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';

/**
 * Is this row, the newest one, what the move was for: enrolled after the profile was assigned, with an allowed
 * profile? A row tells its profile by name only, and names change; Intune's own count (`enrolled` or
 * `pendingReset`) settles what a name leaves open. Old or missing identities are asked for by their own gate.
 */
export function enrolledAsWanted(row: Enrollment, situation: Situation): GateReport {
  const { device, identity, policy } = situation;
  const notDone = holds(device.enrollments);
  if (!isFresh(device.identities, policy.freshness.identity, situation)) return notDone;
  if (row.enrolledAt === null || identity?.profileAssignedAt == null) return notDone;
  if (row.enrolledAt <= identity.profileAssignedAt) return notDone;
  switch (judgedByName(row, situation) ?? judgedByCount(row, situation)) {
    case 'right':
      return found(inIntune(row, situation), device.enrollments, device.identities);
    case 'wrong':
      return notDone;
    case 'open':
      return found(askProfiles(row, situation), device.enrollments, device.identities);
  }
}

/** A name that several profiles bear, or none, says nothing. */
function judgedByName(row: Enrollment, situation: Situation): 'right' | 'wrong' | undefined {
  const { tenant, policy, allowedProfileIds } = situation;
  if (!isFresh(tenant.profiles, policy.freshness.identity, situation)) return undefined;
  const profiles = tenant.profiles?.value ?? [];
  const namesakes = profiles.filter(({ name }) => name === row.profileName);
  const allowed = namesakes.filter(({ id }) => allowedProfileIds.includes(id));
  if (namesakes.length === 0) return undefined;
  if (allowed.length === namesakes.length) return 'right';
  return allowed.length === 0 ? 'wrong' : undefined;
}

function judgedByCount(row: Enrollment, situation: Situation): 'right' | 'wrong' | 'open' {
  const { identity, enrollmentState, allowedProfileIds } = situation;
  if (!isCountedSince(row, situation)) return 'open';
  if (enrollmentState === 'pendingReset') return 'wrong';
  const isAllowed = allowedProfileIds.includes(identity?.profileId ?? '');
  return enrollmentState === 'enrolled' && isAllowed ? 'right' : 'open';
}

/** Were the identities read after this enrollment? */
function isCountedSince({ enrolledAt }: Enrollment, { device, now }: Situation): boolean {
  const readAt = (device.identities?.observedAt ?? 0) - now.bench + now.cloud;
  return enrolledAt !== null && readAt > enrolledAt;
}

function inIntune({ profileName }: Enrollment, { tenant, identity }: Situation) {
  const assigned = tenant.profiles?.value.find(({ id }) => id === identity?.profileId);
  const profile = profileName || assigned?.name || identity?.profileId || '';
  return { code: 'inIntune', params: { profile } } as const;
}

function askProfiles(row: Enrollment, situation: Situation) {
  return unknownFact(situation, {
    asking: 'profilesAsking',
    offline: 'profilesOffline',
    question: isCountedSince(row, situation) ? 'tenant' : 'identities',
  });
}

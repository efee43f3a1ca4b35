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
  switch (judge(row, situation)) {
    case 'right':
      return found(inIntune(row, situation), device.enrollments, device.identities);
    case 'wrong':
      return notDone;
    case 'open':
      return found(askProfiles(row, situation), device.enrollments, device.identities);
  }
}

function judge(row: Enrollment, situation: Situation): 'right' | 'wrong' | 'open' {
  const { tenant, policy, identity, allowedProfileIds } = situation;
  const areNamesFresh = isFresh(tenant.profiles, policy.freshness.identity, situation);
  const profiles = areNamesFresh ? (tenant.profiles?.value ?? []) : [];
  const named = profiles.filter(({ name }) => name === row.profileName);
  const allowed = named.filter(({ id }) => allowedProfileIds.includes(id));
  if (named.length > 0 && allowed.length === named.length) return 'right';
  if (named.length > 0 && allowed.length === 0) return 'wrong';
  if (!isCountedSince(row, situation)) return 'open';
  if (identity?.enrollmentState === 'pendingReset') return 'wrong';
  const isAllowed = allowedProfileIds.includes(identity?.profileId ?? '');
  return identity?.enrollmentState === 'enrolled' && isAllowed ? 'right' : 'open';
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

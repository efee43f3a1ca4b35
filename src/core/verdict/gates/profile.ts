import { onBenchClock, type Instant } from '../../time.ts';
import { firstOf, found, HOLDS, holds, type Finding, type GateReport } from '../finding.ts';
import type { Situation } from '../situation.ts';
import { failedWork, workUnderWay } from '../work.ts';

/** Gate 8: the right profile, given after the assignment at Apple, and settled. */
export function profileSettled(situation: Situation): GateReport {
  return firstOf(noProfileUnderWay(situation), hasSettledProfile(situation));
}

function noProfileUnderWay({ view }: Situation): GateReport {
  const work = workUnderWay(view, 'assignProfile');
  return work ? found({ code: 'profileUnderWay', until: work.nextAt }) : HOLDS;
}

/** Without an identity, or with no profile to compare it with, an earlier gate has failed. */
function hasSettledProfile(situation: Situation): GateReport {
  const { device, identity, policy, now, allowedProfileIds } = situation;
  if (!identity || allowedProfileIds.length === 0) return HOLDS;
  const wrong = wrongProfile(situation);
  if (wrong) return found(wrong, device.identities);
  const settledAt = (identity.profileAssignedAt ?? now.cloud) + policy.profileSettle;
  if (settledAt > now.cloud) {
    const until: Instant = onBenchClock(settledAt, now);
    return found({ code: 'profileSettling', until, params: { untilAt: until } }, device.identities);
  }
  return holds(device.identities);
}

function wrongProfile(situation: Situation): Finding | undefined {
  const { identity, allowedProfileIds, tenant, view } = situation;
  const failed = failedWork(view, 'assignProfile');
  const code = profileFault(situation);
  if (!code) return undefined;
  const names = tenant.profiles?.value ?? [];
  const nameOf = (id: string | null | undefined) =>
    names.find((profile) => profile.id === id)?.name ?? id ?? '';
  const failure = failed?.failure ?? '…';
  const params = {
    profile: nameOf(identity?.profileId),
    wanted: nameOf(allowedProfileIds[0]),
    failure,
    failureNext: failure,
  };
  return { code: failed ? 'profileFailed' : code, params, fix: 'assignProfile' };
}

function profileFault({ identity, device, allowedProfileIds }: Situation) {
  if (!identity?.profileId) return 'noProfile';
  if (!allowedProfileIds.includes(identity.profileId)) return 'profileNotAllowed';
  const assignedAt = device.assignment?.value.assignedAt;
  if (identity.profileAssignedAt === null) return 'profileOlderThanAssignment';
  const isOlder = assignedAt !== undefined && identity.profileAssignedAt <= assignedAt;
  return isOlder ? 'profileOlderThanAssignment' : undefined;
}

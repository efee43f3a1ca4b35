import { MINUTE } from '../../time.ts';
import type { Finding } from '../finding.ts';
import type { Situation } from '../situation.ts';

/** The clouds' clock is told to the second and estimated between answers. */
const CLOCK_TOLERANCE = MINUTE;

/** Every gate holds: is it in factory state already (`start`), or must it be erased (`clear`)? */
export function openLane(situation: Situation): Finding {
  const { device, view, identity } = situation;
  const name = { name: device.hardware?.value.model || device.serial };
  const isAtHello = view.sightings.some((seen) => seen.isInSetupAssistant);
  const isSealed = view.expectation?.isSealedNew === true;
  if (isResetProven(situation)) return { code: 'resetProven' };
  if (isSealed && !isAtHello && isKnownInUse(situation)) return { code: 'sealedButEnrolled' };
  if (identity?.enrollmentState === 'failed') return { code: 'enrollmentFailed', params: name };
  if (isAtHello) return { code: 'atSetupAssistant' };
  if (isSealed) return { code: 'sealedNew' };
  if (identity?.enrollmentState === 'pendingReset') return { code: 'pendingReset', params: name };
  return { code: 'allGatesHold', params: name };
}

/** Anybody's row counts here, that of a compliance partner too: somebody has used it. */
function isKnownInUse({ device, identity }: Situation): boolean {
  const isCounted = ['enrolled', 'pendingReset', 'failed'].includes(
    identity?.enrollmentState ?? '',
  );
  return isCounted || (device.enrollments?.value.length ?? 0) > 0;
}

/** A reset counts when it came after the profile had settled and nothing has used the device since. */
function isResetProven({ device, view, identity, policy, now }: Situation): boolean {
  const { resetRecord } = view;
  if (!resetRecord || identity?.profileAssignedAt == null) return false;
  const { cloudAt } = resetRecord;
  if (cloudAt > now.cloud + CLOCK_TOLERANCE) return false;
  const isAfterSettling = cloudAt >= identity.profileAssignedAt + policy.profileSettle;
  const rows = device.enrollments?.value ?? [];
  const isUsedSince = rows.some((row) => (row.enrolledAt ?? Infinity) > cloudAt);
  const failedAt = identity.lastContactedAt ?? Infinity;
  const isFailedSince = identity.enrollmentState === 'failed' && failedAt > cloudAt;
  return isAfterSettling && !isUsedSince && !isFailedSince;
}

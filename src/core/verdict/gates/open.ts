import { MINUTE, type Instant } from '../../time.ts';
import type { Finding } from '../finding.ts';
import type { ReasonCode } from '../reasons.ts';
import type { Situation } from '../situation.ts';

/** The clouds' clock is told to the second and estimated between answers. */
const CLOCK_TOLERANCE = MINUTE;
/** An erase with the longest restart takes a few minutes; old and full devices take longer. */
const LONGEST_RESTART = 15 * MINUTE;

/** Every gate holds: is it in factory state already (`start`), or must it be erased (`clear`)? */
export function openLane(situation: Situation): Finding {
  const { hardware, serial } = situation.device;
  const code = openReason(situation);
  const params = { name: hardware?.value.model || serial };
  return code === 'sealedButEnrolled' ? { code, params, fix: 'agreeErase' } : { code, params };
}

/** What the bench sees itself goes before what the manifest promised and Intune counts. */
function openReason(situation: Situation): ReasonCode {
  const { view, enrollmentState } = situation;
  const isAtHello = view.sightings.some((seen) => seen.isInSetupAssistant);
  const isSealed = isSaidToBeSealed(view) && !isAtHello;
  if (isResetProven(situation)) return 'resetProven';
  if (isRestarting(situation)) return 'resetUnderWay';
  if (isSealed && isKnownInUse(situation)) return 'sealedButEnrolled';
  if (enrollmentState === 'failed') return 'enrollmentFailed';
  if (isAtHello) return 'atSetupAssistant';
  if (isSealed) return 'sealedNew';
  return enrollmentState === 'pendingReset' ? 'pendingReset' : 'allGatesHold';
}

/** It went dark after the operator began to erase it; who stays away longer was pulled out. */
function isRestarting({ view, now }: Situation): boolean {
  return view.awaySince !== undefined && now.bench - view.awaySince < LONGEST_RESTART;
}

/** Who has opened the box and agreed to erase what is in it knows better than the manifest. */
function isSaidToBeSealed({ expectation, keepsData }: Situation['view']): boolean {
  return expectation?.isSealedNew === true && keepsData !== false;
}

/** Anybody's row counts here, that of a compliance partner too: somebody has used it. */
function isKnownInUse({ device, enrollmentState }: Situation): boolean {
  const isCounted = ['enrolled', 'pendingReset', 'failed'].includes(enrollmentState);
  return isCounted || (device.enrollments?.value.length ?? 0) > 0;
}

/**
 * A reset counts when it came after the profile had settled and nothing has used the device since. One that was
 * only ordered was seen by nobody: it never leads to SWITCH ON.
 */
function isResetProven(situation: Situation): boolean {
  const { view, identity, policy, now } = situation;
  if (view.resetRecord?.level === 'ordered') return false;
  const resetAt = view.resetRecord?.cloudAt;
  const assignedAt = identity?.profileAssignedAt ?? null;
  if (resetAt === undefined || assignedAt === null) return false;
  if (resetAt > now.cloud + CLOCK_TOLERANCE) return false;
  return resetAt >= assignedAt + policy.profileSettle && !isUsedSince(situation, resetAt);
}

function isUsedSince({ device, identity, enrollmentState }: Situation, moment: Instant): boolean {
  const rows = device.enrollments?.value ?? [];
  const failedAt = identity?.lastContactedAt ?? Infinity;
  const hasFailed = enrollmentState === 'failed' && failedAt > moment;
  return hasFailed || rows.some((row) => (row.enrolledAt ?? Infinity) > moment);
}

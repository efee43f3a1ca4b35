import type { Enrollment } from '../../core/facts/device-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { JobFailureCode } from '../../core/jobs/failures.ts';
import type { Result } from '../../core/result.ts';
import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../../core/time.ts';
import type { Target } from '../../core/verdict/policy.ts';
import type { CloudFailure } from '../clouds/http/cloud-failure.ts';
import type { ManagedDevice } from '../clouds/microsoft/managed-device.ts';
import { askFor, failAll, readSince, unreadOf } from './asking.ts';
import {
  allOf,
  enter,
  failed,
  later,
  openMembers,
  openSerials,
  withoutApproval,
  type Job,
} from './job.ts';
import { newestIdentity } from './profile.ts';
import { MAX_CALLS, PACE, WIPES_A_DAY } from './rules.ts';
import { become, conclude, type Effect, type Step, type View } from './step.ts';

/**
 * Everything the verdict of a device rests on is read again before it is erased: from Apple in the last minutes, and
 * from Intune, which has no such quota, in the last seconds.
 */
const OF_APPLE = ['device', 'lock', 'assignment'] as const;
const OF_INTUNE = ['identities', 'enrollments'] as const;

/** The last look before a device is erased from afar. One device per job: each wipe is a call of its own. */
export function checkAndWipe(job: Job, target: Target, view: View): Step {
  if (!view.policy.intuneWipe) return failAll(job, view, 'wipeSwitchedOff');
  const isFirst = job.calls === 0;
  if (isFirst && view.wipesToday() >= WIPES_A_DAY) return failAll(job, view, 'wipeLimit');
  const asking = askOnceMore(job, view);
  if (asking) return asking;
  const [serial] = openSerials(job);
  if (serial === undefined) return become(enter(job, 'confirmed', at(view)));
  const row = rowToWipe(serial, target, view);
  if (typeof row === 'string') return failAll(job, view, row);
  // Another row by now: whoever agreed has agreed to wipe the one before.
  if (job.managedDeviceId !== row.id) {
    return become({ ...withoutApproval(job), managedDeviceId: row.id });
  }
  return { kind: 'call', call: 'wipe', target };
}

function askOnceMore(job: Job, view: View): Step | undefined {
  const appleSince = readSince(job, view, PACE.recentReading);
  const ofApple = unreadOf(job, (serial) => oldestOfApple(view, serial), appleSince);
  if (ofApple.length > 0) return askFor(job, ofApple, OF_APPLE, view);
  const intuneSince = readSince(job, view, PACE.tokenPoll);
  const ofIntune = unreadOf(job, (serial) => oldestOfIntune(view, serial), intuneSince);
  return ofIntune.length > 0 ? askFor(job, ofIntune, OF_INTUNE, view) : undefined;
}

/** Without a reply to the wipe the row itself must tell; with one it is only to show that the wipe is over. */
export function readRow(_job: Job, target: Target): Step {
  return { kind: 'call', call: 'readManagedDevice', target };
}

/** Intune has taken the order: from now on it counts, and the enrollment that follows is awaited. */
export function afterWipeTaken(job: Job, view: View): Step {
  const now = view.now.bench;
  const effects = openMembers(job).flatMap(({ serial }) => orderOf(serial, job, view));
  const taken = withoutApproval(job);
  return become(enter(taken, 'finished', { now, nextAt: now + POLL_SOON }), effects);
}

/**
 * Its target is gone before anybody knew whether Intune has taken it, and maybe the tenant too, so that its row must
 * not be asked for any more. The order counts as given: better one too many on record than a device that is erased and
 * nobody ordered it.
 */
export function wipeWithoutTarget(job: Job, view: View): Step {
  const effects = openMembers(job).flatMap(({ serial }) => orderOf(serial, job, view));
  const outcomes = allOf(openSerials(job), failed('targetGone'));
  return conclude(job, outcomes, view.now.bench, effects);
}

/** What the row says: `absent` is Intune's own 404, and means that the device has left its management. */
export function afterManagedDevice(
  job: Job,
  answer: Result<ManagedDevice | 'absent', CloudFailure>,
  view: View,
): Step {
  const now = view.now.bench;
  if (!answer.ok) {
    const nextAt = Math.max(now + PACE.lostReplyPoll, answer.error.retryAt ?? 0);
    return become(later(job, nextAt, 'noAnswer', answer.error.detail));
  }
  const fate = fateOf(answer.value, job);
  if (job.state === 'submitted') {
    return fate === 'nothing' ? judgeLostWipe(job, view) : afterWipeTaken(job, view);
  }
  if (fate === 'over') {
    return conclude(job, allOf(openSerials(job), { outcome: 'confirmed' }), now);
  }
  if (fate === 'refused') return failAll(job, view, 'wipeFailed');
  return become(later(job, now + pollPause(job, now), 'proof'));
}

const POLL_SOON = 30 * SECOND;
const TAKEN = ['wipePending', 'wipeIssued'];
const REFUSED = ['wipeFailed', 'wipeCanceled'];
/** No document says under which of its two names a wipe is listed (docs/protocol/intune.md#managed-devices). */
const WIPES = ['wipe', 'factoryReset'];
const AUTOMATED = new Set(['appleBulkWithUser', 'appleBulkWithoutUser']);

/** `over`: it has left the management, or came back by a new enrollment. */
function fateOf(
  row: ManagedDevice | 'absent',
  { cloudCalledAt = Infinity }: Job,
): 'over' | 'taken' | 'refused' | 'nothing' {
  if (row === 'absent' || (row.enrollment.enrolledAt ?? 0) > cloudCalledAt) return 'over';
  const { managementState } = row.enrollment;
  const action = row.actions.find(
    ({ name, startedAt }) => WIPES.includes(name) && (startedAt ?? 0) >= cloudCalledAt,
  );
  if (REFUSED.includes(managementState) || action?.state === 'failed') return 'refused';
  return action || TAKEN.includes(managementState) ? 'taken' : 'nothing';
}

/** No effect for long enough: it did not happen, and everything is looked at anew before the next try. */
function judgeLostWipe(job: Job, view: View): Step {
  const now = view.now.bench;
  if (now < job.since + PACE.lostReply) {
    return become(later(job, now + PACE.lostReplyPoll, 'lostReply', job.note));
  }
  if (job.calls >= MAX_CALLS) return failAll(job, view, 'noReply', job.note);
  return become(enter(job, 'queued', at(view)));
}

function orderOf(serial: SerialNumber, job: Job, view: View): Effect[] {
  const { approvedBy = '', managedDeviceId: reference = '' } = job;
  const data = { by: 'intune', approvedBy, reference } as const;
  return [
    { kind: 'record', serial, happening: { type: 'resetOrdered', data } },
    { kind: 'await', serial, since: job.cloudCalledAt ?? view.now.cloud },
  ];
}

/** The row in Intune, or why this device is not to be wiped. */
function rowToWipe(serial: SerialNumber, target: Target, view: View): Enrollment | JobFailureCode {
  const identity = newestIdentity(serial, target, view);
  if (identity?.enrollmentState !== 'pendingReset') return 'notPendingReset';
  const rows = view.device(serial).enrollments?.value ?? [];
  const managed = rows
    .filter((row) => row.managementState === 'managed' && AUTOMATED.has(row.enrollmentType))
    .toSorted((one, other) => (other.enrolledAt ?? 0) - (one.enrolledAt ?? 0));
  const [newest] = managed;
  if (!newest) return 'notManaged';
  return view.isClear(serial) ? newest : 'noLongerClear';
}

function oldestOfApple(view: View, serial: SerialNumber): Fact<unknown> | undefined {
  const { deviceCheck, assignment } = view.device(serial);
  return olderOf(deviceCheck, assignment);
}

function oldestOfIntune(view: View, serial: SerialNumber): Fact<unknown> | undefined {
  const { identities, enrollments } = view.device(serial);
  return olderOf(identities, enrollments);
}

function olderOf(
  one: Fact<unknown> | undefined,
  other: Fact<unknown> | undefined,
): Fact<unknown> | undefined {
  if (!one || !other) return undefined;
  return one.observedAt < other.observedAt ? one : other;
}

/** It may lie in a drawer: soon first, then ever more seldom. */
function pollPause({ since }: Job, now: Instant): number {
  const age = now - since;
  if (age < 10 * MINUTE) return POLL_SOON;
  if (age < 2 * HOUR) return 2 * MINUTE;
  return age < DAY ? 15 * MINUTE : HOUR;
}

function at({ now }: View): { now: Instant; nextAt: Instant } {
  return { now: now.bench, nextAt: now.bench };
}

import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { JobFailure, JobFailureCode } from '../../core/jobs/failures.ts';
import type { Result } from '../../core/result.ts';
import type { CloudFailure, CloudFailureKind } from '../clouds/http/cloud-failure.ts';
import { awaitApproval } from './approval.ts';
import { failAll as failEach } from './asking.ts';
import {
  allOf,
  enter,
  later,
  openMembers,
  openSerials,
  withoutApproval,
  type Activity,
  type Job,
  type Outcome,
} from './job.ts';
import {
  activityPoll,
  backoff,
  FIRST_PROOF,
  firstProof,
  MAX_REFUSED_CALLS,
  PACE,
} from './rules.ts';
import { become, conclude, type Step, type View } from './step.ts';
import { afterWipeTaken } from './wipe.ts';

/** What Apple says of an activity; `isOver` with the rows of its log, if they could be read. */
export interface ActivityReport extends Activity {
  readonly isOver: boolean;
}

/** What a call to a cloud fails with that this bench is not connected to. */
export const notConnected: CloudFailure = { kind: 'notFound', detail: 'notConnected' };

/** Apple's answer to a batch. Without any answer the job stays `submitted`: it may have happened. */
export function afterPost(job: Job, answer: Result<string, CloudFailure>, view: View): Step {
  const now = view.now.bench;
  if (answer.ok) {
    return become({
      ...later(job, now + PACE.activityPoll, 'activity'),
      activity: { id: answer.value },
    });
  }
  if (answer.error.kind === 'rejected') return afterRefusal(job, answer.error, view);
  return afterFailure(job, answer.error, view);
}

/** A wipe that was taken shows in the row at Intune; without an answer the row must tell (wipe.ts). */
export function afterWipe(job: Job, answer: Result<unknown, CloudFailure>, view: View): Step {
  return answer.ok ? afterWipeTaken(job, view) : afterFailure(job, answer.error, view);
}

export function afterActivity(
  job: Job,
  answer: Result<ActivityReport, CloudFailure>,
  view: View,
): Step {
  const now = view.now.bench;
  if (!answer.ok) return afterUnreadActivity(job, answer.error, view);
  const { isOver, ...activity } = answer.value;
  const isForgotten = now >= (job.calledAt ?? now) + PACE.activityPatience;
  if (!isOver && !isForgotten) {
    const nextAt = now + activityPoll(now - (job.calledAt ?? now));
    return become(later({ ...job, activity }, nextAt, 'activity'));
  }
  const nextAt = now + firstProof(openMembers(job).length);
  return become({ ...enter(job, 'finished', { now, nextAt }), activity });
}

/** No document says what a sync that comes too early is answered; so any refusal means "later". */
export function afterSync(job: Job, answer: Result<unknown, CloudFailure>, view: View): Step {
  const now = view.now.bench;
  if (answer.ok) return become(later(withoutApproval(job), now + PACE.tokenPoll, 'activity'));
  const isTooEarly = answer.error.kind === 'rejected' && job.calls < MAX_EARLY_SYNCS;
  if (!isTooEarly) return afterFailure(job, answer.error, view);
  const nextAt = answer.error.retryAt ?? now + 2 * PACE.tokenPoll;
  const queued = enter(job, 'queued', { now, nextAt });
  const waiting = answer.error.status === CONFLICT ? 'alreadySyncing' : 'syncSpacing';
  return become(later(queued, nextAt, waiting, wordsOf(answer.error)));
}

/** One bad serial must not fail its whole chunk: named offenders leave, else the chunk is halved. */
export function afterAssignProfile(
  job: Job,
  answer: Result<unknown, CloudFailure>,
  view: View,
): Step {
  const now = view.now.bench;
  if (answer.ok) {
    return become(enter(withoutApproval(job), 'finished', { now, nextAt: now + FIRST_PROOF }));
  }
  if (answer.error.kind !== 'rejected') return afterFailure(job, answer.error, view);
  const offenders = offendersIn(job, answer.error);
  if (offenders.length > 0 && offenders.length < openMembers(job).length) {
    const queued = enter(job, 'queued', { now, nextAt: now });
    return conclude(queued, allOf(offenders, refusedBy(answer.error)), now);
  }
  return halve(job, answer.error, view);
}

/** The cloud's own words, as short as they come. */
function wordsOf({ status, code, detail, kind }: CloudFailure): string {
  const head = [status, code].filter((part) => part !== undefined && part !== '').join(' ');
  return [head || kind, detail].filter((part) => part !== '').join(': ');
}

const MAX_EARLY_SYNCS = 8;
/** How Intune answers a sync while one is under way. */
const CONFLICT = 409;

function afterRefusal(job: Job, refusal: CloudFailure, view: View): Step {
  const now = view.now.bench;
  if (job.calls >= MAX_REFUSED_CALLS) return failAll(job, refusal, view);
  const queued = enter(job, 'queued', { now, nextAt: now });
  const offenders = offendersIn(job, refusal);
  if (offenders.length > 0) return conclude(queued, allOf(offenders, refusedBy(refusal)), now);
  return become({ ...queued, rejection: wordsOf(refusal) });
}

/**
 * `throttled` never happened and is repeated when the cloud says so. No answer at all leaves the job
 * `submitted`, to be judged by a re-read. Everything else ends it.
 */
function afterFailure(job: Job, failure: CloudFailure, view: View): Step {
  const now = view.now.bench;
  if (failure.kind === 'approvalNeeded' && failure.approvalCode !== undefined) {
    return awaitApproval(job, failure.approvalCode, view);
  }
  if (failure.kind === 'throttled') {
    const nextAt = failure.retryAt ?? now + PACE.postSpacing;
    const queued = enter(job, 'queued', { now, nextAt });
    return become({ ...later(queued, nextAt, 'quota', wordsOf(failure)), calls: job.calls - 1 });
  }
  const mayHaveHappened = ['unreachable', 'serverError', 'malformed'].includes(failure.kind);
  if (!mayHaveHappened) return failAll(job, failure, view);
  // Not since the call was begun: of one that the computer slept through, the last part may leave when it wakes.
  return become({
    ...later(job, now + PACE.tokenPoll, 'lostReply', wordsOf(failure)),
    since: now,
  });
}

function afterUnreadActivity(job: Job, failure: CloudFailure, view: View): Step {
  const now = view.now.bench;
  const isGone = failure.kind === 'notFound';
  if (isGone) return become(enter(job, 'finished', { now, nextAt: now + FIRST_PROOF }));
  const nextAt = failure.retryAt ?? now + backoff(job.tries + 1);
  return become({ ...later(job, nextAt, 'noAnswer', wordsOf(failure)), tries: job.tries + 1 });
}

function halve(job: Job, refusal: CloudFailure, view: View): Step {
  const open = openMembers(job);
  if (open.length < 2) return failAll(job, refusal, view);
  const leaving = open.slice(Math.ceil(open.length / 2));
  const gone = new Set(leaving.map((member) => member.serial));
  const kept = job.members.filter((member) => !gone.has(member.serial));
  const now = view.now.bench;
  const half: Job = {
    ...enter(withoutApproval(job), 'queued', { now, nextAt: now }),
    members: kept,
  };
  return become(half, [{ kind: 'split', from: half, members: leaving }]);
}

function failAll(job: Job, failure: CloudFailure, view: View): Step {
  const { code, detail } = failureBy(failure);
  return failEach(job, view, code, detail);
}

function refusedBy(failure: CloudFailure): Outcome {
  return { outcome: 'failed', failure: failureBy(failure) };
}

/** Some refusals have a next step of their own; of the others the cloud's words are all there is. */
function failureBy(failure: CloudFailure): JobFailure {
  if (failure === notConnected) return { code: 'notConnected' };
  return { code: OF_KIND[failure.kind] ?? 'cloudRefused', detail: wordsOf(failure) };
}

const OF_KIND: Partial<Record<CloudFailureKind, JobFailureCode>> = {
  unauthorized: 'notSignedIn',
  forbidden: 'notPermitted',
};

function offendersIn(job: Job, failure: CloudFailure): readonly SerialNumber[] {
  return openSerials(job).filter((serial) => failure.offenders?.includes(serial));
}

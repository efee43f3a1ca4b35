import type { CancelledCode, JobView } from '../../contract/campaign.ts';
import type { JobState } from '../../core/jobs/job.ts';
import { onBenchClock, type Now } from '../../core/time.ts';
import type { Policy } from '../../core/verdict/policy.ts';
import type { JobMirror } from './clouds.ts';
import { isCancelled, isClosed, openMembers, type Job, type Member } from './job.ts';
import { leftOver, type LeftOver } from './left-over.ts';

/** Where the names of a job's target and profile come from. */
export interface JobNames {
  readonly policy: Policy;
  readonly mirror: Pick<JobMirror, 'tenant'>;
  readonly now: Now;
}

const SHOWN_MEMBERS = 100;
const STATES: readonly JobState[] = ['queued', 'submitted', 'finished'];

/** All jobs as the campaign screen shows them, the newest first. All awaited enrollments are one job. */
export function jobViewsOf(jobs: readonly Job[], names: JobNames): JobView[] {
  const shown = jobs.filter(({ kind }) => kind !== 'confirm');
  const left = leftOver(jobs);
  const views = shown.map((job) => jobViewOf(job, left, names));
  return [...views, ...awaitedView(jobs, left, names)].toSorted(
    (one, other) => other.queuedAt - one.queuedAt,
  );
}

/** `left`: of all jobs, among which this one is. */
export function jobViewOf(job: Job, left: LeftOver, names: JobNames): JobView {
  const { policy, mirror, now } = names;
  const target = policy.targets.find(({ id }) => id === job.targetId);
  const profile = mirror.tenant().profiles?.value.find(({ id }) => id === job.profileId);
  return {
    id: job.id,
    kind: job.kind,
    state: shownStateOf(job),
    ...placeOf(job),
    target: target?.name ?? null,
    profile: profile?.name ?? job.profileId ?? null,
    ...countsOf(job),
    left: left.leftIn(job),
    queuedAt: job.queuedAt,
    since: job.since,
    ...waitOf(job),
    ...(job.activity && { activityId: job.activity.id }),
    ...(job.approval && { approvalCode: job.approval.code }),
    ...(job.cloudDeadlineAt !== undefined && {
      deadlineAt: onBenchClock(job.cloudDeadlineAt, now),
    }),
    ...retryIn(job, left),
    mayCancel: mayCancel(job),
    members: membersOf(job.members),
  };
}

/** A wipe that may have been taken goes on until that is known: that it was ordered must stand in the record. */
export function mayCancel(job: Job): boolean {
  const mayBeErasing = job.kind === 'wipe' && job.state === 'submitted';
  return !isClosed(job) && job.kind !== 'confirm' && !mayBeErasing;
}

/**
 * What cannot be taken back any more: of this step, else of those before it in the same request. Cancelling calls
 * nothing back from a cloud.
 */
export function happenedIn(job: Job, jobs: readonly Job[]): CancelledCode {
  const isSent = job.calls > 0 && (job.state !== 'queued' || job.kind === 'sync');
  const isScheduled = job.members.some(({ scheduledAt }) => scheduledAt !== undefined);
  if (isSent || isScheduled) return SENT[job.kind] ?? 'nothingSent';
  const requests = new Set(openMembers(job).map(({ askedFor }) => askedFor));
  const before = jobs.filter(
    (other) =>
      other.id !== job.id &&
      SENT[other.kind] !== undefined &&
      other.members.some(
        ({ askedFor, outcome, scheduledAt }) =>
          requests.has(askedFor) && (outcome === 'confirmed' || scheduledAt !== undefined),
      ),
  );
  const farthest = before.toSorted((one, other) => rankOf(other) - rankOf(one))[0];
  return (farthest && SENT[farthest.kind]) ?? 'nothingSent';
}

const SENT: Partial<Record<Job['kind'], CancelledCode>> = {
  reassign: 'sentNotUndone',
  sync: 'syncRuns',
  assignProfile: 'profileStays',
  migrate: 'migrationStays',
  changeDeadline: 'migrationStays',
  cancelMigration: 'migrationStays',
  wipe: 'wipeStays',
};

/** A sync is forgotten beside the move that it followed. */
function rankOf({ kind }: Job): number {
  return kind === 'sync' ? 0 : 1;
}

function retryIn(job: Job, left: LeftOver): Pick<JobView, 'mayRetry' | 'retries'> {
  const members = left.retryOf(job);
  return { mayRetry: members !== undefined, retries: members?.length ?? 0 };
}

function shownStateOf(job: Job): JobView['state'] {
  return isCancelled(job) ? 'cancelled' : job.state;
}

function placeOf({ kind, state }: Job): Pick<JobView, 'step' | 'steps'> {
  if (kind === 'confirm') return { step: 1, steps: 1 };
  const place = STATES.indexOf(state);
  return { step: place === -1 ? STATES.length : place + 1, steps: STATES.length };
}

function countsOf({ members }: Job) {
  const count = (outcome: Member['outcome']) =>
    members.filter((member) => member.outcome === outcome).length;
  return {
    open: count('open'),
    confirmed: count('confirmed'),
    failed: count('failed'),
    cancelled: count('cancelled'),
  };
}

function waitOf(job: Job): Pick<JobView, 'nextAt' | 'waiting' | 'note'> {
  const isOpen = !isClosed(job);
  return {
    ...(isOpen && { nextAt: job.nextAt }),
    ...(isOpen && job.waiting !== undefined && { waiting: job.waiting }),
    ...(job.note !== undefined && { note: job.note }),
  };
}

const ORDER: readonly Member['outcome'][] = ['failed', 'open', 'cancelled', 'confirmed'];

function membersOf(members: readonly Member[]): JobView['members'] {
  return members
    .toSorted((one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome))
    .slice(0, SHOWN_MEMBERS)
    .map(({ serial, outcome, failure }) => ({
      serial,
      outcome,
      ...(failure !== undefined && { failure }),
    }));
}

function awaitedView(jobs: readonly Job[], left: LeftOver, names: JobNames): JobView[] {
  const awaited = jobs.filter((job) => job.kind === 'confirm' && !isClosed(job));
  const [first] = awaited;
  if (!first) return [];
  const together: Job = {
    ...first,
    id: 'confirm',
    members: awaited.flatMap(({ members }) => members),
    queuedAt: Math.min(...awaited.map(({ queuedAt }) => queuedAt)),
    since: Math.min(...awaited.map(({ since }) => since)),
    nextAt: Math.min(...awaited.map(({ nextAt }) => nextAt)),
  };
  return [jobViewOf(together, left, names)];
}

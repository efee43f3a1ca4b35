import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import { DAY, type Instant, type Now } from '../../core/time.ts';
import type { Policy } from '../../core/verdict/policy.ts';
import { makeJob } from './job-list.ts';
import type { QueueParts } from './job-queue.ts';
import { happenedIn, jobViewOf, jobViewsOf, mayCancel } from './job-view.ts';
import { allOf, enter, openSerials, settle, type Job, type Member } from './job.ts';
import type { Jobs } from './jobs.ts';
import { leftOver } from './left-over.ts';
import { WIPES_A_DAY } from './rules.ts';
import type { Effect } from './step.ts';
import { wipesSince } from './view.ts';

export interface ChangeParts extends QueueParts {
  readonly policy: Policy;
}

/** What a person sees of the jobs and can do with them. */
export function changeCalls(
  parts: ChangeParts,
): Pick<Jobs, 'sync' | 'retry' | 'cancel' | 'views' | 'wipesLeft'> {
  const { clock, mirror, board, keep, policy } = parts;
  const names = () => ({ policy, mirror, now: { bench: clock.now(), cloud: mirror.cloudNow() } });
  const show = (job: Job) => jobViewOf(board.find(job.id) ?? job, leftOver(board.all()), names());
  return {
    views: () => jobViewsOf(board.all(), names()),
    wipesLeft: () => Math.max(0, WIPES_A_DAY - wipesSince(board.all(), clock.now() - DAY)),
    sync(target) {
      const job = queuedSync(board.all(), target.id) ?? newSync(target.id, names().now);
      if (!board.find(job.id)) keep([job]);
      return show(job);
    },
    retry(id) {
      const job = board.find(id);
      if (!job) return failure({ code: 'unknownJob' });
      const members = leftOver(board.all()).retryOf(job);
      if (!members) return failure({ code: 'notOffered' });
      const again = afresh(job, members, names().now);
      keep([again]);
      return success({ ...show(again), serials: [...openSerials(again)] });
    },
    cancel(id) {
      const job = board.find(id);
      if (!job) return failure({ code: 'unknownJob' });
      if (!mayCancel(job)) return failure({ code: 'notOffered' });
      const happened = happenedIn(job, board.all());
      const serials = openSerials(job);
      const ended = cancelled(job, clock.now());
      board.apply(
        ended,
        serials.map((serial) => cancelledEffect(job, serial)),
      );
      return success({ happened, serials: serials.length, job: show(ended) });
    },
  };
}

/** A sync for no serial in particular that has yet to start. */
function queuedSync(jobs: readonly Job[], targetId: string): Job | undefined {
  return jobs.find(
    (job) =>
      job.kind === 'sync' &&
      job.targetId === targetId &&
      job.state === 'queued' &&
      job.members.length === 0,
  );
}

/** Any sync that ends later than this moment will do. */
function newSync(targetId: string, { bench, cloud }: Now): Job {
  const wish = { kind: 'sync', targetId, members: [], nextAt: bench } as const;
  return { ...makeJob(wish, bench), syncAfter: cloud };
}

/** A job like this one for these of its members; a sync for nobody in particular has none. */
function afresh(job: Job, members: readonly Member[], now: Now): Job {
  if (members.length === 0) return newSync(job.targetId, now);
  const { kind, targetId, profileId, cloudDeadlineAt } = job;
  const again = members.map((member) => openAgain(member, now.bench));
  const wish = { kind, targetId, profileId, cloudDeadlineAt, members: again, nextAt: now.bench };
  return makeJob(wish, now.bench);
}

function openAgain(
  { failure: _failure, scheduledAt: _scheduledAt, ...member }: Member,
  now: Instant,
): Member {
  return { ...member, outcome: 'open', askedFor: now };
}

function cancelled(job: Job, now: Instant): Job {
  const serials = openSerials(job);
  if (serials.length > 0) return settle(job, allOf(serials, { outcome: 'cancelled' }), now);
  return enter(job, 'failed', { now, nextAt: now });
}

function cancelledEffect({ kind }: Job, serial: SerialNumber): Effect {
  return { kind: 'record', serial, happening: { type: 'workCancelled', data: { kind } } };
}

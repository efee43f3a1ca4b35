import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { isFinal } from '../../core/jobs/failures.ts';
import type { JobKind } from '../../core/jobs/job.ts';
import { isCancelled, type Job, type Member } from './job.ts';
import { serialsUnderWay } from './under-way.ts';

/** What has failed and was not taken up again since. */
export interface LeftOver {
  /**
   * How many members of this job have failed that no newer job of its kind has taken up. A sync for nobody in particular
   * counts as one.
   */
  leftIn(job: Job): number;
  /**
   * The members that a retry takes: those left over that are not on their way and for which it may help. A sync for
   * nobody in particular has none. Undefined when nothing can be retried.
   */
  retryOf(job: Job): readonly Member[] | undefined;
}

/**
 * Reads all jobs once, and only if one is asked for that has failed: a list of many asks for each of its jobs. They
 * stand in the order in which they were made, which decides what is newer: their times are of a clock that may be set.
 */
export function leftOver(jobs: readonly Job[]): LeftOver {
  const newest = once(() => newestOf(jobs));
  const underWay = onceEach((kind: JobKind) => serialsUnderWay(jobs, kind));
  const membersIn = (job: Job): readonly Member[] =>
    job.members.filter(
      ({ serial, outcome }) =>
        outcome === 'failed' && newest().get(job.kind)?.get(serial)?.id === job.id,
    );
  const after = ({ id }: Job) => jobs.slice(jobs.findIndex((other) => other.id === id) + 1);
  const isBareSync = (job: Job): boolean =>
    job.members.length === 0 && isFailed(job) && !after(job).some((other) => isLike(other, job));
  return {
    leftIn: (job) => (isBareSync(job) ? 1 : membersIn(job).length),
    retryOf(job) {
      if (!mayBeRetried(job)) return undefined;
      if (job.members.length === 0) return isBareSync(job) ? [] : undefined;
      const members = membersIn(job).filter(
        ({ serial, failure }) => !isFinal(failure ?? '') && !underWay(job.kind).has(serial),
      );
      return members.length > 0 ? members : undefined;
    },
  };
}

/** A wipe needs a second person each time, and a wait for an enrollment cannot fail. */
function mayBeRetried({ kind }: Job): boolean {
  return kind !== 'wipe' && kind !== 'confirm';
}

/** Which job of a kind has a serial last; one that was cancelled for it has left it where it was. */
function newestOf(jobs: readonly Job[]): ReadonlyMap<JobKind, ReadonlyMap<SerialNumber, Job>> {
  const newest = new Map<JobKind, Map<SerialNumber, Job>>();
  const ofKind = (kind: JobKind) => {
    const known = newest.get(kind) ?? new Map<SerialNumber, Job>();
    newest.set(kind, known);
    return known;
  };
  for (const job of jobs) {
    const holders = ofKind(job.kind);
    for (const { serial, outcome } of job.members) {
      if (outcome !== 'cancelled') holders.set(serial, job);
    }
  }
  return newest;
}

function isFailed(job: Job): boolean {
  return job.kind === 'sync' && job.state === 'failed' && !isCancelled(job);
}

/** Any later sync of the token does what this one was to do. */
function isLike(other: Job, { kind, targetId }: Job): boolean {
  return other.kind === kind && other.targetId === targetId && !isCancelled(other);
}

function once<T>(read: () => T): () => T {
  const each = onceEach(read);
  return () => each(undefined);
}

function onceEach<Key, T>(read: (key: Key) => T): (key: Key) => T {
  const known = new Map<Key, T>();
  return (key) => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
}

import type { Fact } from '../../core/facts/fact.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { writeFailure, type JobFailure, type JobFailureCode } from '../../core/jobs/failures.ts';
import type { Question } from '../../core/verdict/verdict.ts';
import {
  allOf,
  enter,
  failed,
  later,
  openSerials,
  pendingMembers,
  pendingSerials,
  type Job,
  type Member,
} from './job.ts';
import { backoff, proofDelay } from './rules.ts';
import { become, conclude, type Step, type View } from './step.ts';

/** Asked in this round already: what was not answered by now is not going to be. */
export function hasAsked(job: Job): boolean {
  return job.askedAt >= job.nextAt;
}

/** How old a reading may be; one of this round always counts, since a large batch takes its time. */
export function readSince(job: Job, view: View, age: number): number {
  const oldest = view.now.bench - age;
  return hasAsked(job) ? Math.min(oldest, job.askedAt) : oldest;
}

/** The open serials whose fact is older than that, or missing. */
export function unreadOf(
  job: Job,
  factOf: (serial: SerialNumber) => Fact<unknown> | undefined,
  since: number,
): readonly SerialNumber[] {
  return pendingSerials(job).filter((serial) => (factOf(serial)?.observedAt ?? 0) < since);
}

/** Asks; a question that stays open keeps the job waiting, unless the others of the batch were answered. */
export function askFor(
  job: Job,
  unread: readonly SerialNumber[],
  questions: readonly Question[],
  view: View,
): Step {
  if (!hasAsked(job)) return { kind: 'ask', serials: unread, questions };
  const wasNobodyAnswered = unread.length === pendingMembers(job).length;
  if (wasNobodyAnswered || job.tries < 3) {
    return become(later(job, view.now.bench + backoff(job.tries), 'noAnswer'));
  }
  return conclude(job, allOf(unread, failed('notAnswered')), view.now.bench);
}

/** Waits for the next proof; after the last one every serial that was read and is not there has failed. */
export function proveAgain(
  job: Job,
  view: View,
  factOf: (member: Member) => Fact<unknown> | undefined,
  failureOf: (member: Member) => JobFailure,
): Step {
  const now = view.now.bench;
  const delay = proofDelay(job.tries);
  if (delay !== undefined) return become(later(job, now + delay, 'proof'));
  const wasRead = (member: Member) => (factOf(member)?.observedAt ?? 0) >= job.askedAt;
  const read = pendingMembers(job).filter(wasRead);
  if (read.length === 0) return become(later(job, now + backoff(job.tries), 'noAnswer'));
  const unproven = read.map(
    (member) => [member.serial, { outcome: 'failed', failure: failureOf(member) }] as const,
  );
  return conclude(job, new Map(unproven), now);
}

/** The end of every serial that is still open, or of a job that is for no serial at all. */
export function failAll(job: Job, view: View, code: JobFailureCode, detail?: string): Step {
  const now = view.now.bench;
  const serials = openSerials(job);
  if (serials.length > 0) return conclude(job, allOf(serials, failed(code, detail)), now);
  const note = writeFailure({ code, detail });
  return become({ ...enter(job, 'failed', { now, nextAt: now }), note });
}

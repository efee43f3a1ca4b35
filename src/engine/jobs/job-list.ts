import { randomUUID } from 'node:crypto';
import type { JobLine } from '../../contract/status.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Work } from '../../core/jobs/job.ts';
import type { Instant } from '../../core/time.ts';
import { isClosed, openMembers, type Job, type Member } from './job.ts';
import { leftOver } from './left-over.ts';
import { MIGRATION_CHUNK, PROFILE_CHUNK, REASSIGN_CHUNK } from './rules.ts';

/** What new members ask for. */
export interface Wish {
  readonly kind: Job['kind'];
  readonly targetId: string;
  readonly profileId?: string | undefined;
  readonly cloudDeadlineAt?: Instant | undefined;
  readonly approvedBy?: string | undefined;
  readonly members: readonly Member[];
  readonly nextAt: Instant;
}

/** The queued job that takes these members too, and new ones for those it has no room for. Pure but for the new ids. */
export function enlist(jobs: Iterable<Job>, wish: Wish, now: Instant): readonly Job[] {
  const known = [...jobs].find((job) => isLike(job, wish) && roomIn(job) > 0);
  const fitting = wish.members.slice(0, known ? roomIn(known) : 0);
  const { nextAt } = wish;
  const filled = known && { ...known, nextAt, members: [...known.members, ...fitting] };
  const others = inChunks(wish.members.slice(fitting.length), LIMITS[wish.kind] ?? Infinity);
  return [
    ...(filled ? [filled] : []),
    ...others.map((members) => makeJob({ ...wish, members }, now)),
  ];
}

function inChunks(members: readonly Member[], size: number): (readonly Member[])[] {
  const chunks: (readonly Member[])[] = [];
  for (let from = 0; from < members.length; from += size) {
    chunks.push(members.slice(from, from + size));
  }
  return chunks;
}

/** A job of its own for these members. */
export function makeJob(wish: Wish, now: Instant): Job {
  const { kind, targetId, profileId, cloudDeadlineAt, approvedBy, members, nextAt } = wish;
  return {
    ...emptyJob(now),
    kind,
    targetId,
    ...(profileId !== undefined && { profileId }),
    ...(cloudDeadlineAt !== undefined && { cloudDeadlineAt }),
    ...(approvedBy !== undefined && { approvedBy }),
    members,
    nextAt,
  };
}

/** A wait for the enrollment of one serial later than `since` (cloud clock). */
export function awaiting(serial: SerialNumber, since: Instant, now: Instant): Job {
  const member: Member = { serial, askedFor: now, outcome: 'open' };
  const wish = { kind: 'confirm', targetId: '', members: [member], nextAt: now } as const;
  return { ...makeJob(wish, now), cloudCalledAt: since };
}

/** Whose enrollment is waited for already. */
export function awaitedSerials(jobs: readonly Job[]): ReadonlySet<SerialNumber> {
  const awaited = jobs.filter((job) => job.kind === 'confirm' && !isClosed(job));
  return new Set(awaited.flatMap(({ members }) => members.map(({ serial }) => serial)));
}

/** A job like this one for some of its members. */
export function splitOff(from: Job, members: readonly Member[], now: Instant): Job {
  return { ...from, ...emptyIdentity(now), members };
}

/**
 * The newest request for this serial, step by step, as the verdict and the card show it. An open member of a
 * closed job does not exist, so the state of the member wins only when it has ended. What was cancelled has not failed:
 * it is no work any more.
 */
export function workIn(jobs: readonly Job[], serial: SerialNumber): Work[] {
  const parts = jobs.flatMap((job) => partsOf(job, serial));
  const saga = parts.filter(({ job }) => job.kind !== 'confirm');
  const newest = Math.max(0, ...saga.map(({ member }) => member.askedFor));
  return parts
    .filter(({ job, member }) => job.kind === 'confirm' || member.askedFor === newest)
    .filter(({ member }) => member.outcome !== 'cancelled')
    .toSorted((one, other) => one.job.queuedAt - other.job.queuedAt)
    .map(workOf);
}

/**
 * The lines of the status bar: what is under way, or has failed and was not taken up again since; all awaited
 * enrollments are one line.
 */
export function linesOf(jobs: readonly Job[]): JobLine[] {
  const left = leftOver(jobs);
  const isShown = (job: Job) => !isClosed(job) || left.leftIn(job) > 0;
  const shown = jobs.filter((job) => job.kind !== 'confirm' && isShown(job));
  const awaited = jobs.filter((job) => job.kind === 'confirm' && !isClosed(job));
  return [...shown.map(lineOf), ...awaitedLine(awaited)];
}

/** How many serials one call takes; a wipe is of one device. */
const LIMITS: Partial<Record<Job['kind'], number>> = {
  reassign: REASSIGN_CHUNK,
  migrate: MIGRATION_CHUNK,
  changeDeadline: MIGRATION_CHUNK,
  cancelMigration: MIGRATION_CHUNK,
  sync: REASSIGN_CHUNK,
  assignProfile: PROFILE_CHUNK,
  wipe: 1,
};

function isLike(job: Job, wish: Wish): boolean {
  const isSame =
    job.kind === wish.kind &&
    job.targetId === wish.targetId &&
    job.profileId === wish.profileId &&
    job.cloudDeadlineAt === wish.cloudDeadlineAt;
  return isSame && job.state === 'queued' && job.calls === 0 && job.syncAfter === undefined;
}

function roomIn({ kind, members }: Job): number {
  return Math.max(0, (LIMITS[kind] ?? Infinity) - members.length);
}

function emptyIdentity(now: Instant) {
  return { id: randomUUID(), queuedAt: now, since: now };
}

function emptyJob(now: Instant) {
  return { ...emptyIdentity(now), state: 'queued', askedAt: 0, tries: 0, calls: 0 } as const;
}

interface Part {
  readonly job: Job;
  readonly member: Member;
}

function partsOf(job: Job, serial: SerialNumber): Part[] {
  return job.members
    .filter((member) => member.serial === serial)
    .map((member) => ({ job, member }));
}

function workOf({ job, member }: Part): Work {
  const isOpen = member.outcome === 'open';
  return {
    kind: job.kind,
    state:
      member.outcome === 'confirmed' || member.outcome === 'failed' ? member.outcome : job.state,
    since: job.since,
    ...(isOpen && { nextAt: job.nextAt }),
    ...(isOpen && job.waiting !== undefined && { waiting: job.waiting }),
    ...(member.failure !== undefined && { failure: member.failure }),
  };
}

function lineOf(job: Job): JobLine {
  const isOpen = !isClosed(job);
  const failure = job.members.find((member) => member.failure !== undefined)?.failure ?? job.note;
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    serials: isOpen ? openMembers(job).length : job.members.length,
    since: job.since,
    ...(isOpen && { nextAt: job.nextAt }),
    ...(failure !== undefined && { failure }),
  };
}

function awaitedLine(jobs: readonly Job[]): JobLine[] {
  const [first] = jobs;
  if (!first) return [];
  const nextAt = Math.min(...jobs.map((job) => job.nextAt));
  const since = Math.min(...jobs.map((job) => job.since));
  return [{ ...lineOf(first), id: 'confirm', serials: jobs.length, since, nextAt }];
}

import { randomUUID } from 'node:crypto';
import type { JobLine } from '../../contract/status.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Work } from '../../core/jobs/job.ts';
import type { Instant } from '../../core/time.ts';
import { isClosed, openMembers, type Job, type Member } from './job.ts';
import { PROFILE_CHUNK, REASSIGN_CHUNK } from './rules.ts';

/** What a new member asks for. */
export interface Wish {
  readonly kind: Job['kind'];
  readonly targetId: string;
  readonly profileId?: string | undefined;
  readonly member: Member;
  readonly nextAt: Instant;
}

/** The queued job that takes this member too, or a new one. Pure but for the new id. */
export function enlist(jobs: Iterable<Job>, wish: Wish, now: Instant): Job {
  const room = [...jobs].find((job) => hasRoomFor(job, wish));
  if (room) return { ...room, nextAt: wish.nextAt, members: [...room.members, wish.member] };
  const { kind, targetId, profileId, member, nextAt } = wish;
  return {
    ...emptyJob(now),
    kind,
    targetId,
    ...(profileId === undefined ? {} : { profileId }),
    members: [member],
    nextAt,
  };
}

/** A job like this one for some of its members. */
export function splitOff(from: Job, members: readonly Member[], now: Instant): Job {
  return { ...from, ...emptyIdentity(now), members };
}

/**
 * The newest request for this serial, step by step, as the verdict and the card show it. An open member of a
 * closed job does not exist, so the state of the member wins only when it has ended.
 */
export function workIn(jobs: readonly Job[], serial: SerialNumber): Work[] {
  const parts = jobs.flatMap((job) => partsOf(job, serial));
  const saga = parts.filter(({ job }) => job.kind !== 'confirm');
  const newest = Math.max(0, ...saga.map(({ member }) => member.askedFor));
  return parts
    .filter(({ job, member }) => job.kind === 'confirm' || member.askedFor === newest)
    .toSorted((one, other) => one.job.queuedAt - other.job.queuedAt)
    .map(workOf);
}

/** The lines of the status bar: what is under way or has failed; all awaited enrollments are one line. */
export function linesOf(jobs: readonly Job[]): JobLine[] {
  const shown = jobs.filter((job) => job.kind !== 'confirm' && job.state !== 'confirmed');
  const awaited = jobs.filter((job) => job.kind === 'confirm' && !isClosed(job));
  return [...shown.map(lineOf), ...awaitedLine(awaited)];
}

function hasRoomFor(job: Job, wish: Wish): boolean {
  const isSame =
    job.kind === wish.kind && job.targetId === wish.targetId && job.profileId === wish.profileId;
  const isFresh = job.state === 'queued' && job.calls === 0 && job.syncAfter === undefined;
  const limit = job.kind === 'assignProfile' ? PROFILE_CHUNK : REASSIGN_CHUNK;
  return isSame && isFresh && job.members.length < limit;
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
    state: member.outcome === 'open' ? job.state : member.outcome,
    since: job.since,
    ...(isOpen && { nextAt: job.nextAt }),
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

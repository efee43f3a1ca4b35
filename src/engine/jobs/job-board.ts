import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import type { Instant } from '../../core/time.ts';
import type { JobMirror } from './clouds.ts';
import { awaitedSerials, awaiting, enlist, splitOff } from './job-list.ts';
import { JOB_MEMORY, type JobStore } from './job-store.ts';
import { allOf, isClosed, openSerials, settle, type Job } from './job.ts';
import type { Effect } from './step.ts';

export interface JobBoardOptions {
  readonly store: JobStore;
  readonly mirror: JobMirror;
  readonly clock: Clock;
  /** Appends to the ledger in one write: a batch of a thousand must hold nobody up. LedgerFault when it refuses. */
  readonly record: (entries: readonly RecordedWork[]) => void;
  readonly onChange: (serials: readonly SerialNumber[]) => void;
}

/** What happened to one serial, for the ledger. */
export interface RecordedWork {
  readonly happening: Happening;
  readonly serial: SerialNumber;
}

/** All jobs of this run, as they stand on disk. */
export interface JobBoard {
  /** In the order in which they were made. */
  all(): Job[];
  find(id: string): Job | undefined;
  /** On disk when this returns; then in memory, then told. LedgerFault when the disk refuses. */
  keep(jobs: readonly Job[]): void;
  /** The job and everything that follows from it; nothing, when it has ended meanwhile. */
  apply(job: Job, effects: readonly Effect[]): void;
  /** In memory alone: what a restart may forget. */
  note(job: Job): void;
}

export function createJobBoard(options: JobBoardOptions): JobBoard {
  const { store, clock, onChange, record } = options;
  const jobs = new Map(store.load(clock.now()).map((job) => [job.id, job]));

  function keep(changed: readonly Job[]): void {
    store.save(changed, clock.now());
    for (const job of changed) jobs.set(job.id, job);
    forgetOld(jobs, clock.now());
    onChange([...new Set(changed.flatMap(serialsOf))]);
  }
  return {
    all: () => [...jobs.values()],
    find: (id) => jobs.get(id),
    keep,
    apply(job, effects) {
      if (isEnded(jobs, job)) return;
      const changed = new Map([[job.id, job]]);
      const entries = effects.flatMap((effect) => recordedBy(effect, jobs));
      if (entries.length > 0) record(entries);
      for (const effect of effects) follow(options, { jobs, changed }, effect);
      keep([...changed.values()]);
    },
    note(job) {
      if (!isEnded(jobs, job)) jobs.set(job.id, job);
    },
  };
}

/** It was cancelled while a call was under way: the answer comes too late to change that. */
function isEnded(jobs: ReadonlyMap<string, Job>, { id }: Job): boolean {
  const known = jobs.get(id);
  return known !== undefined && isClosed(known);
}

/**
 * Facts and ledger come before the row of the job: after a crash in between an event stands twice, which the fold
 * forgives; the other way round it could be missing.
 */
function follow(
  { mirror, clock }: JobBoardOptions,
  { jobs, changed }: { readonly jobs: Map<string, Job>; readonly changed: Map<string, Job> },
  effect: Effect,
): void {
  const now = clock.now();
  if (effect.kind === 'record') return;
  if (effect.kind === 'assigned') return noteAssignment(mirror, effect, now);
  const known = [...new Map([...jobs, ...changed]).values()];
  for (const job of jobsAfter(effect, known, now)) changed.set(job.id, job);
}

function recordedBy(effect: Effect, jobs: ReadonlyMap<string, Job>): readonly RecordedWork[] {
  if (effect.kind === 'record') return [effect];
  if (effect.kind !== 'drop') return [];
  const { serial } = effect;
  return stepsFor(effect, [...jobs.values()]).map(({ kind }) => ({
    happening: { type: 'workCancelled', data: { kind } },
    serial,
  }));
}

function jobsAfter(effect: JobEffect, known: readonly Job[], now: Instant): readonly Job[] {
  switch (effect.kind) {
    case 'split':
      return [splitOff(effect.from, effect.members, now)];
    case 'await':
      return awaitedSerials(known).has(effect.serial)
        ? []
        : [awaiting(effect.serial, effect.since, now)];
    case 'drop': {
      const outcomes = allOf([effect.serial], { outcome: 'cancelled' });
      return stepsFor(effect, known).map((job) => settle(job, outcomes, now));
    }
    case 'enqueue': {
      const { job: kind, targetId, profileId, member } = effect;
      return enlist(known, { kind, targetId, profileId, members: [member], nextAt: now }, now);
    }
  }
}

type JobEffect = Exclude<Effect, { kind: 'record' | 'assigned' }>;

/** What other jobs still want to do for this serial. */
function stepsFor({ serial, except }: Extract<Effect, { kind: 'drop' }>, jobs: readonly Job[]) {
  return jobs.filter(
    (job) => job.id !== except && job.kind !== 'confirm' && openSerials(job).includes(serial),
  );
}

function noteAssignment(
  mirror: JobMirror,
  effect: Extract<Effect, { kind: 'assigned' }>,
  observedAt: Instant,
): void {
  const { serial, organizationId, serviceId, assignedAt } = effect;
  const value = { organizationId, serviceId, assignedAt };
  mirror.put(serial, 'assignment', { value, source: 'appleActivity', observedAt });
  // That the answers before and after our own move differ is no contradiction.
  mirror.remove(serial, 'contradiction');
}

function forgetOld(jobs: Map<string, Job>, now: Instant): void {
  for (const job of jobs.values()) {
    if (isClosed(job) && job.since < now - JOB_MEMORY) jobs.delete(job.id);
  }
}

function serialsOf(job: Job): SerialNumber[] {
  return job.members.map(({ serial }) => serial);
}

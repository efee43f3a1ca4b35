import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { JobLine } from '../../contract/status.ts';
import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Work } from '../../core/jobs/job.ts';
import type { Clock } from '../../core/ports.ts';
import type { Instant } from '../../core/time.ts';
import type { Policy, Target } from '../../core/verdict/policy.ts';
import type { AppleWork, JobMirror, JobRevalidation, MicrosoftWork } from './clouds.ts';
import { createEnrollmentWatch } from './enrollment-watch.ts';
import { createJobBoard, type JobBoard } from './job-board.ts';
import { enlist, linesOf, workIn } from './job-list.ts';
import { openJobStore } from './job-store.ts';
import { isClosed, openMembers, type Job, type Member } from './job.ts';
import { PACE } from './rules.ts';
import { createRunner, type Runner } from './runner.ts';
import { viewOf } from './view.ts';

export interface JobsOptions {
  /** The ledger's open file; the jobs keep a table of their own in it. */
  readonly database: DatabaseSyncInstance;
  readonly apple: readonly AppleWork[];
  readonly microsoft: MicrosoftWork | null;
  readonly mirror: JobMirror;
  readonly revalidation: JobRevalidation;
  readonly clock: Clock;
  readonly policy: Policy;
  /** Appends to the ledger; LedgerFault when it refuses. */
  readonly record: (happening: Happening, serial: SerialNumber) => void;
  readonly onChange: (serials: readonly SerialNumber[]) => void;
}

/**
 * The durable cloud work of this bench (design.md §4). What was queued is on disk when the call returns; a call
 * whose work the disk refuses throws LedgerFault.
 */
export interface Jobs {
  /**
   * Moves the serial to the target's service, then syncs, then assigns the first of these profiles, unless the
   * identity has one of them by then. Without a list those that the target allows for the family count.
   */
  queueReassign(serial: SerialNumber, target: Target, allowedProfileIds?: readonly string[]): void;
  queueProfile(serial: SerialNumber, target: Target, profileId: string): void;
  /** Waits for the device to come up in Intune later than `since` (cloud clock; absent means now). */
  awaitEnrollment(serial: SerialNumber, since?: Instant): void;
  /** The newest request for this serial, step by step. */
  workOf(serial: SerialNumber): Work[];
  lines(): JobLine[];
  start(): void;
  stop(): Promise<void>;
}

export function createJobs(options: JobsOptions): Jobs {
  const board = createJobBoard({ ...options, store: openJobStore(options.database) });
  const reach = { ...options, view: () => viewOf(options, board) };
  const runner = createRunner({ board, reach, clock: options.clock });
  const watch = createEnrollmentWatch({ ...options, board });
  return {
    ...queueCalls(options, board, runner),
    awaitEnrollment(serial, since = options.mirror.cloudNow()) {
      if (isAwaited(board, serial)) return;
      board.keep([awaiting(serial, since, options.clock.now())]);
      watch.wake();
    },
    workOf: (serial) => workIn(board.all(), serial),
    lines: () => linesOf(board.all()),
    start() {
      runner.start();
      watch.start();
    },
    async stop() {
      watch.stop();
      await runner.stop();
    },
  };
}

function queueCalls(
  { clock, mirror }: JobsOptions,
  board: JobBoard,
  runner: Runner,
): Pick<Jobs, 'queueReassign' | 'queueProfile'> {
  const keep = (job: Job): void => {
    board.keep([job]);
    runner.wake();
  };
  return {
    queueReassign(serial, target, allowedProfileIds) {
      if (isUnderWay(board, serial)) return;
      const now = clock.now();
      const member = memberFor(mirror, serial, { now, profileIds: allowedProfileIds });
      const wish = { kind: 'reassign', targetId: target.id, member, nextAt: now } as const;
      keep(quietly(enlist(board.all(), wish, now), now));
    },
    queueProfile(serial, target, profileId) {
      if (isUnderWay(board, serial)) return;
      const now = clock.now();
      const member = memberFor(mirror, serial, { now, profileIds: [profileId] });
      const kind = 'assignProfile';
      const wish = { kind, targetId: target.id, profileId, member, nextAt: now } as const;
      keep(enlist(board.all(), wish, now));
    },
  };
}

function memberFor(
  mirror: JobMirror,
  serial: SerialNumber,
  {
    now,
    profileIds,
  }: { readonly now: Instant; readonly profileIds?: readonly string[] | undefined },
): Member {
  const assignedAt = mirror.device(serial).assignment?.value.assignedAt;
  return {
    serial,
    askedFor: now,
    outcome: 'open',
    ...(profileIds && { profileIds: [...profileIds] }),
    ...(assignedAt !== undefined && { assignedAt }),
  };
}

/** More presses put the sending off, but the first of them is not kept waiting for ever. */
function quietly(job: Job, now: Instant): Job {
  return { ...job, nextAt: Math.min(now + PACE.quiet, job.queuedAt + PACE.gatherAtMost) };
}

function awaiting(serial: SerialNumber, since: Instant, now: Instant): Job {
  const member: Member = { serial, askedFor: now, outcome: 'open' };
  const wish = { kind: 'confirm', targetId: '', member, nextAt: now } as const;
  return { ...enlist([], wish, now), cloudCalledAt: since };
}

function isAwaited(board: JobBoard, serial: SerialNumber): boolean {
  return board
    .all()
    .some((job) => job.kind === 'confirm' && !isClosed(job) && job.members[0]?.serial === serial);
}

/** A second press changes nothing: the serial already is on its way. */
function isUnderWay(board: JobBoard, serial: SerialNumber): boolean {
  return board
    .all()
    .some(
      (job) =>
        job.kind !== 'confirm' && openMembers(job).some((member) => member.serial === serial),
    );
}

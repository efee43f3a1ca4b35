import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Cancelled, JobView, Retried } from '../../contract/campaign.ts';
import type { JobLine } from '../../contract/status.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { JobKind, Work } from '../../core/jobs/job.ts';
import type { Clock } from '../../core/ports.ts';
import type { Instant } from '../../core/time.ts';
import type { Policy, Target } from '../../core/verdict/policy.ts';
import { watchLeaps } from '../clouds/quota/quota-memory.ts';
import type { Reply } from '../engine.ts';
import type { AppleWork, JobMirror, JobRevalidation, MicrosoftWork } from './clouds.ts';
import { createEnrollmentWatch } from './enrollment-watch.ts';
import { createJobBoard, type RecordedWork } from './job-board.ts';
import { changeCalls } from './job-changes.ts';
import { awaitedSerials, awaiting, linesOf, workIn } from './job-list.ts';
import { queueCalls } from './job-queue.ts';
import { openJobStore } from './job-store.ts';
import type { Job } from './job.ts';
import { createRunner } from './runner.ts';
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
  /** As `watchLeaps` tells it, unless somebody else knows. */
  readonly leapOfClock?: (() => number) | undefined;
  /** Whether the verdict of this device is RESET NOW on the facts as they are; without it nothing is wiped. */
  readonly isClear?: ((serial: SerialNumber) => boolean) | undefined;
  /** Appends to the ledger in one write: a batch of a thousand must hold nobody up. LedgerFault when it refuses. */
  readonly record: (entries: readonly RecordedWork[]) => void;
  /** The work of these serials has changed, and with it `views()`. */
  readonly onChange: (serials: readonly SerialNumber[]) => void;
}

/**
 * Work for many serials at once. `cloudDeadlineAt` and `approvedBy` for the kinds that need them; `assignProfile` gives
 * each serial the first of its profiles.
 */
export interface WorkRequest {
  readonly kind: Exclude<JobKind, 'sync' | 'confirm'>;
  readonly target: Target;
  readonly serials: readonly RequestedSerial[];
  readonly cloudDeadlineAt?: Instant | undefined;
  readonly approvedBy?: string | undefined;
}

/** `profileIds`: allowed, best first; absent means those of the target for its family. */
export interface RequestedSerial {
  readonly serial: SerialNumber;
  readonly profileIds?: readonly string[] | undefined;
}

/**
 * The durable cloud work of this bench. What was queued is on disk when the call returns; a call
 * whose work the disk refuses throws LedgerFault.
 */
export interface Jobs {
  /**
   * Moves the serial to the target's service, then syncs, then assigns the first of these profiles, unless the
   * identity has one of them by then. Without a list those that the target allows for the family count.
   */
  queueReassign(serial: SerialNumber, target: Target, allowedProfileIds?: readonly string[]): void;
  queueProfile(serial: SerialNumber, target: Target, profileId: string): void;
  /** Queues all in one write, and gives back those that were: who is on its way already is left out. */
  queue(request: WorkRequest): readonly SerialNumber[];
  /**
   * Waits for the devices to come up in Intune later than `since` (cloud clock; absent means now), all from one write
   * on. Who is waited for already stays as it is.
   */
  awaitEnrollments(serials: readonly SerialNumber[], since?: Instant): void;
  /** Syncs the token of this target when Intune allows it next, whether or not a device needs it. */
  sync(target: Target): JobView;
  /**
   * What failed in this job, as a job of its own that begins with the step that failed. `unknownJob`, or `notOffered`
   * when nothing of it can be tried again: a wipe is agreed to anew.
   */
  retry(id: string): Reply<Retried>;
  /** Ends what is still open in this job, and says what cannot be taken back. `unknownJob`, or `notOffered`. */
  cancel(id: string): Reply<Cancelled>;
  /** Wipes that can still be asked for within this day. */
  wipesLeft(): number;
  /** The newest request for this serial, step by step. */
  workOf(serial: SerialNumber): Work[];
  lines(): JobLine[];
  /** Every job that is open or ended within the last day, the newest first. */
  views(): JobView[];
  start(): void;
  stop(): Promise<void>;
}

export function createJobs(options: JobsOptions): Jobs {
  const { clock, mirror, leapOfClock = watchLeaps() } = options;
  const onChange = (serials: readonly SerialNumber[]): void => {
    // A step may have begun to wait for an enrollment.
    watch.wake();
    options.onChange(serials);
  };
  const board = createJobBoard({ ...options, onChange, store: openJobStore(options.database) });
  const reach = { ...options, view: () => viewOf(options, board) };
  const runner = createRunner({ board, reach, clock, leapOfClock });
  const watch = createEnrollmentWatch({ ...options, board });
  const keep = (jobs: readonly Job[]): void => {
    board.keep(jobs);
    runner.wake();
  };
  return {
    ...queueCalls({ clock, mirror, board, keep }),
    ...changeCalls({ ...options, board, keep }),
    awaitEnrollments(serials, since = mirror.cloudNow()) {
      const awaited = awaitedSerials(board.all());
      const others = [...new Set(serials)].filter((serial) => !awaited.has(serial));
      if (others.length === 0) return;
      board.keep(others.map((serial) => awaiting(serial, since, clock.now())));
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

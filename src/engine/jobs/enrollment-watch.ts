import type { Enrollment } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import { HOUR, MINUTE, type Instant } from '../../core/time.ts';
import { watchForLoops } from '../clouds/http/paging.ts';
import type { JobMirror, JobRevalidation, MicrosoftWork } from './clouds.ts';
import type { JobBoard } from './job-board.ts';
import { allOf, isClosed, later, settle, type Job } from './job.ts';
import { PACE } from './rules.ts';

export interface EnrollmentWatchOptions {
  readonly microsoft: MicrosoftWork | null;
  readonly mirror: JobMirror;
  readonly revalidation: JobRevalidation;
  readonly clock: Clock;
  readonly board: JobBoard;
}

/** One question a minute for all devices whose reset is recorded: which of them came up in Intune? */
export interface EnrollmentWatch {
  start(): void;
  /** A serial was added. */
  wake(): void;
  stop(): void;
}

export function createEnrollmentWatch(options: EnrollmentWatchOptions): EnrollmentWatch {
  const { clock } = options;
  /** Up to where (cloud clock) the enrollments were already looked through, per serial. */
  const lookedTo = new Map<SerialNumber, Instant>();
  let isRunning = false;
  let isPolling = false;
  let nextPollAt = 0;
  let pause = 0;
  let cancelTimer = (): void => {};

  function wake(): void {
    cancelTimer();
    if (!isRunning || isPolling || awaitedIn(options.board).length === 0) return;
    // Somebody may have set the clock back: no wait is longer than it was meant to be.
    nextPollAt = Math.min(nextPollAt, clock.now() + pause);
    cancelTimer = clock.after(Math.max(0, nextPollAt - clock.now()), () => void run());
  }

  async function run(): Promise<void> {
    isPolling = true;
    const startedAt = clock.now();
    pause = pauseFor(awaitedIn(options.board), startedAt);
    let trouble: string | undefined;
    try {
      const retryAt = await poll(options, lookedTo, () => isRunning);
      pause = Math.max(pause, (retryAt ?? 0) - startedAt);
    } catch (error) {
      // A bug or a full disk: what was not recorded is still awaited, and looked for again at the next poll.
      trouble = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    } finally {
      isPolling = false;
    }
    nextPollAt = startedAt + pause;
    noteNext(options.board, nextPollAt, trouble);
    wake();
  }

  return {
    wake,
    start() {
      isRunning = true;
      wake();
    },
    stop() {
      isRunning = false;
      cancelTimer();
    },
  };
}

/**
 * The row that shows that the device came up in Intune after `since` (cloud clock): managed, and by automated
 * enrollment (docs/protocol/intune.md#managed-devices). An older row, or one from another way in, proves nothing.
 */
export function enrolledAfter(rows: readonly Enrollment[], since: Instant): Enrolled | undefined {
  return rows
    .flatMap((row) => (row.enrolledAt === null ? [] : [{ ...row, enrolledAt: row.enrolledAt }]))
    .filter((row) => row.enrolledAt > since && row.managementState === 'managed')
    .filter((row) => AUTOMATED.has(row.enrollmentType))
    .toSorted((one, other) => other.enrolledAt - one.enrolledAt)[0];
}

type Enrolled = Enrollment & { readonly enrolledAt: Instant };

const AUTOMATED = new Set(['appleBulkWithUser', 'appleBulkWithoutUser']);
/** Intune may list a row some time after the moment that it names. */
const LATE_ROWS = 10 * MINUTE;

/** Gives back when the cloud wants to be asked again, if it said so. */
async function poll(
  options: EnrollmentWatchOptions,
  lookedTo: Map<SerialNumber, Instant>,
  isRunning: () => boolean,
): Promise<Instant | undefined> {
  const awaited = awaitedIn(options.board);
  if (awaited.length === 0) return undefined;
  const from = Math.min(...awaited.map((job) => lookFrom(job, lookedTo)));
  const startedAt = options.mirror.cloudNow();
  const listed = await serialsEnrolledAfter(options, from);
  if (!listed.isWhole || !isRunning()) return listed.retryAt;
  const looks = await Promise.allSettled(
    awaited.map(async (job) => {
      const isListed = serialsOf(job).some((serial) => listed.serials.has(serial));
      if (isListed && !(await look(options, job, isRunning))) return;
      for (const serial of serialsOf(job)) lookedTo.set(serial, startedAt);
    }),
  );
  const failed = looks.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return undefined;
}

interface Listed {
  readonly serials: ReadonlySet<string>;
  readonly isWhole: boolean;
  readonly retryAt?: Instant | undefined;
}

async function serialsEnrolledAfter(
  { microsoft }: EnrollmentWatchOptions,
  after: Instant,
): Promise<Listed> {
  const serials = new Set<string>();
  const isLoop = watchForLoops();
  let page: string | undefined;
  do {
    const answer = await microsoft?.listEnrollments({ enrolledAfter: after }, page);
    if (!answer?.ok) return { serials, isWhole: false, retryAt: answer?.error.retryAt };
    for (const row of answer.value.value.rows) serials.add(row.serial);
    page = answer.value.value.next;
    if (page !== undefined && isLoop(page)) return { serials, isWhole: false };
  } while (page !== undefined);
  return { serials, isWhole: true };
}

/** Reads all rows of that serial into the mirror, and records an enrollment in them. False: they could not be read. */
async function look(
  options: EnrollmentWatchOptions,
  job: Job,
  isRunning: () => boolean,
): Promise<boolean> {
  const askedAt = options.clock.now();
  let isRead = true;
  for (const serial of serialsOf(job)) {
    await options.revalidation.ask(serial, ['enrollments', 'identities'], 'bench');
    // The ledger and the mirror may be closed by now.
    if (!isRunning()) return false;
    const fact = options.mirror.device(serial).enrollments;
    const row = enrolledAfter(fact?.value ?? [], job.cloudCalledAt ?? 0);
    if (row) confirm(options, { job, serial, row });
    else isRead &&= (fact?.observedAt ?? 0) >= askedAt;
  }
  return isRead;
}

function confirm(
  { board, clock }: EnrollmentWatchOptions,
  { job, serial, row }: { job: Job; serial: SerialNumber; row: Enrolled },
): void {
  const { id: enrollmentId, profileName, enrolledAt: cloudEnrolledAt } = row;
  const data = { enrollmentId, profileName, cloudEnrolledAt };
  const closed = settle(job, allOf([serial], { outcome: 'confirmed' }), clock.now());
  board.apply(closed, [{ kind: 'record', serial, happening: { type: 'enrolled', data } }]);
}

function lookFrom(job: Job, lookedTo: ReadonlyMap<SerialNumber, Instant>): Instant {
  const since = job.cloudCalledAt ?? 0;
  const seen = serialsOf(job).map((serial) => lookedTo.get(serial) ?? since);
  return Math.max(0, Math.max(since, ...seen) - LATE_ROWS);
}

/** When the next poll is needs no disk: it is made anew at every start. */
function noteNext(board: JobBoard, nextPollAt: Instant, trouble: string | undefined): void {
  const waiting = trouble === undefined ? 'proof' : 'trouble';
  for (const job of awaitedIn(board)) board.note(later(job, nextPollAt, waiting, trouble));
}

/** Who waits for two hours already was put on a shelf: a quarter of an hour more is soon enough. */
function pauseFor(awaited: readonly Job[], now: Instant): number {
  const isRecent = awaited.some((job) => job.queuedAt > now - 2 * HOUR);
  return isRecent ? PACE.enrollmentPoll : 15 * MINUTE;
}

function awaitedIn(board: JobBoard): Job[] {
  return board.all().filter((job) => job.kind === 'confirm' && !isClosed(job));
}

function serialsOf(job: Job): SerialNumber[] {
  return job.members.map((member) => member.serial);
}

import type { Clock } from '../../core/ports.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import type { JobBoard } from './job-board.ts';
import { isClosed, later, type Job } from './job.ts';
import { performAsk, performCall, type Reach } from './perform.ts';
import { PACE } from './rules.ts';
import { nextStep } from './saga.ts';
import { READING_CALLS, type Step } from './step.ts';

export interface RunnerOptions {
  readonly board: JobBoard;
  readonly reach: Reach;
  readonly clock: Clock;
  /** Tells each time how far the clock was set since it was last asked (quota-memory.ts). */
  readonly leapOfClock: () => number;
}

/** Drives each open job from step to step, every job for itself: one that waits holds up no other. */
export interface Runner {
  start(): void;
  /** Looks again: jobs were added or became due. */
  wake(): void;
  /** Starts nothing more; calls that have left get a second to bring their answer home. */
  stop(): Promise<void>;
}

export function createRunner(options: RunnerOptions): Runner {
  const { board, clock } = options;
  const run: Run = { ...options, phase: 'idle', calls: new Set() };
  const underWay = new Set<string>();
  let cancelTimer = (): void => undefined;
  /** It is at least this late: timers run on whatever the clock is set to. */
  let atLeast = clock.now();

  function wake(): void {
    cancelTimer();
    if (run.phase !== 'running') return;
    const now = clock.now();
    bringForward(run, atLeast - now);
    atLeast = now;
    const idle = board.all().filter((job) => isDriven(job) && !underWay.has(job.id));
    for (const job of idle) if (job.nextAt <= now) begin(job.id);
    const moments = idle.map((job) => job.nextAt).filter((moment) => moment > now);
    if (moments.length === 0) return;
    const next = Math.min(...moments);
    cancelTimer = clock.after(next - now, () => {
      atLeast = next;
      wake();
    });
  }
  function begin(id: string): void {
    underWay.add(id);
    void advance(run, id).finally(() => {
      underWay.delete(id);
      wake();
    });
  }
  return {
    wake,
    start() {
      run.phase = 'running';
      wake();
    },
    async stop() {
      cancelTimer();
      run.phase = 'ending';
      if (run.calls.size > 0) {
        await Promise.race([Promise.allSettled(run.calls), clock.sleep(GRACE)]);
      }
      run.phase = 'ended';
    },
  };
}

const GRACE = SECOND;

interface Run extends RunnerOptions {
  phase: 'idle' | 'running' | 'ending' | 'ended';
  readonly calls: Set<Promise<void>>;
}

/** What the rounding of timers may seem to set the clock back by. */
const ROUNDING = SECOND;

/** A clock that was set back would hold up every job for as long. */
function bringForward({ board }: Run, setBack: number): void {
  if (setBack <= ROUNDING) return;
  for (const job of board.all().filter(isDriven)) {
    board.note({
      ...job,
      nextAt: Math.max(0, job.nextAt - setBack),
      askedAt: Math.max(0, job.askedAt - setBack),
    });
  }
}

/**
 * Since when a job is in its state moves along with a clock that was set, or the time that the effect of a POST is
 * given would be over before it began. Over a restart nobody can tell how far the clock was set while nothing ran: what
 * is on disk is then taken at its word.
 */
function followClock({ board, leapOfClock }: Run): void {
  const leap = leapOfClock();
  if (leap === 0) return;
  for (const job of board.all().filter(isDriven)) {
    board.note({ ...job, since: Math.max(0, job.since + leap) });
  }
}

/** Goes on until there is nothing to do but wait. */
async function advance(run: Run, id: string): Promise<void> {
  try {
    for (;;) {
      followClock(run);
      const job = run.board.find(id);
      if (!job || run.phase !== 'running') return;
      const step = nextStep(job, run.reach.view());
      if (step.kind === 'rest') return;
      await take(run, job, step);
    }
  } catch (error) {
    postpone(run, id, error);
  }
}

function take(run: Run, job: Job, step: Step): Promise<void> | void {
  if (step.kind === 'become') return run.board.apply(step.job, step.effects);
  if (step.kind === 'ask') {
    run.board.note({ ...job, askedAt: run.clock.now(), tries: job.tries + 1 });
    return performAsk(run.reach, job, step);
  }
  if (step.kind === 'call') {
    const calling = call(run, job, step).finally(() => run.calls.delete(calling));
    run.calls.add(calling);
    return calling;
  }
}

async function call(run: Run, job: Job, step: Extract<Step, { kind: 'call' }>): Promise<void> {
  const isReading = READING_CALLS.includes(step.call);
  const leaving = isReading ? job : submitted(job, run.reach);
  if (!isReading) run.board.keep([leaving]);
  const answered = await performCall(run.reach, step, leaving);
  if (run.phase === 'ended') return;
  // The answer is judged by the clock as it is now, and so must the job be.
  followClock(run);
  const after = answered(run.board.find(job.id) ?? leaving);
  if (after.kind === 'become') run.board.apply(after.job, after.effects);
}

/** On disk as `submitted` before the call leaves, so that no crash can lose that it may have happened. */
function submitted(job: Job, reach: Reach): Job {
  const { now } = reach.view();
  const { activity: _activity, note: _note, waiting: _waiting, ...rest } = job;
  return {
    ...rest,
    state: 'submitted',
    since: now.bench,
    nextAt: now.bench + PACE.tokenPoll,
    askedAt: 0,
    tries: 0,
    calls: job.calls + 1,
    calledAt: now.bench,
    // The Date header counts whole seconds, and so do the clouds' own times.
    cloudCalledAt: Math.floor(now.cloud / SECOND) * SECOND - 2 * SECOND,
  };
}

/** A bug or a full disk: what is on disk stands, and the job tries again in a minute, saying why it waits. */
function postpone({ board, clock }: Run, id: string, error: unknown): void {
  const job = board.find(id);
  if (!job) return;
  const note = (error instanceof Error ? error.message : String(error)).slice(0, 300);
  board.note(later(job, clock.now() + MINUTE, 'trouble', note));
}

/** Enrollments are awaited for the whole bench at once, not job by job. */
function isDriven(job: Job): boolean {
  return job.kind !== 'confirm' && !isClosed(job);
}

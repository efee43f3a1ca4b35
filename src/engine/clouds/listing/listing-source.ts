import type { Clock } from '../../../core/ports.ts';
import { success, type Result } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import type { LimiterRules } from '../quota/limits.ts';
import type { ListingFailure, Pass, Passed } from './listing-pass.ts';
import { total, type Progress } from './pass-progress.ts';

/** Asked between pages: `paused` rests after the page under way, `ended` takes nothing more. */
export type Hold = () => 'paused' | 'ended' | undefined;

/** The lists of one account, resumable by themselves. */
export interface Source {
  run(): Promise<Passed>;
  view(): SourceView;
}

export interface SourceView {
  readonly done: number;
  readonly expected?: number | undefined;
  /** Milliseconds of the engine's clock; undefined when nothing is left to read or nothing can be said. */
  readonly remaining?: number | undefined;
  readonly finishedAt?: Instant | undefined;
}

interface SourceOptions {
  readonly pass: Pass;
  readonly clock: Clock;
  /** What to do before the lists are read; gives the pass to go on with. */
  readonly start: (
    saved: Progress | undefined,
  ) => Promise<Result<Progress | 'held', ListingFailure>>;
  readonly whole?: (progress: Progress) => void;
  /** Milliseconds between two pages that the quota allows in the long run. */
  readonly pace: number;
  readonly expectedRows: (step: string) => number | undefined;
  readonly pageSize: number;
}

/** What background work may ask for in the long run. */
export function paceOf({ read, reserve }: LimiterRules): number {
  return Math.max(read.spacing ?? 0, read.window / (read.limit - reserve));
}

export function createSource(options: SourceOptions): Source {
  const { pass, clock } = options;
  let run: Run | undefined;
  return {
    async run() {
      const started = await options.start(pass.saved());
      if (!started.ok) return started;
      if (started.value === 'held') return success('held');
      run = { startedAt: clock.now(), pagesBefore: total(started.value.pages) };
      const passed = await pass.goOn(started.value);
      run = undefined;
      if (passed.ok && passed.value === 'whole') options.whole?.(started.value);
      return passed;
    },
    view() {
      const progress = pass.progress() ?? pass.saved();
      const finished = pass.finished();
      return {
        done: progress ? total(progress.rows) : 0,
        expected: progress ? expectedOf(progress, options) : finished && total(finished.rows),
        remaining: progress && remainingOf(progress, options, run),
        finishedAt: finished?.at,
      };
    },
  };
}

interface Run {
  readonly startedAt: Instant;
  readonly pagesBefore: number;
}

/** Undefined as long as one of the lists to come may have any number of rows. */
function expectedOf(progress: Progress, { expectedRows }: SourceOptions): number | undefined {
  let sum = 0;
  for (const [place, step] of progress.steps.entries()) {
    const taken = progress.rows[step] ?? 0;
    const expected = place < progress.step ? taken : expectedRows(step);
    if (expected === undefined) return undefined;
    sum += Math.max(expected, taken);
  }
  return sum;
}

/** Pages left, each at the pace of this run so far, which the quota bounds. A list of unknown length counts as a page. */
function remainingOf(
  progress: Progress,
  options: SourceOptions,
  run: Run | undefined,
): number | undefined {
  const left = progress.steps.slice(progress.step);
  const expected = left.map((step) => expectedPages(step, options));
  if (!expected.some((pages) => pages !== undefined)) return undefined;
  const pages = left.map((step, at) => (expected[at] ?? 0) - (progress.pages[step] ?? 0));
  const whole = pages.reduce((sum, each) => sum + Math.max(1, each), 0);
  return Math.round(whole * Math.max(options.pace, measured(progress, run, options.clock.now())));
}

function expectedPages(
  step: string,
  { pass, expectedRows, pageSize }: SourceOptions,
): number | undefined {
  const rows = expectedRows(step);
  return (
    pass.finished()?.pages[step] ?? (rows === undefined ? undefined : Math.ceil(rows / pageSize))
  );
}

/** The first pages come in a burst and say little. */
const ENOUGH_PAGES = 5;

function measured({ pages }: Progress, run: Run | undefined, now: Instant): number {
  const read = run ? total(pages) - run.pagesBefore : 0;
  return run && read >= ENOUGH_PAGES ? (now - run.startedAt) / read : 0;
}

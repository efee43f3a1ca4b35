import { z } from 'zod';
import { failure, success, type Result } from '../../core/result.ts';
import { HOUR, instantSchema, type Instant } from '../../core/time.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Answer, CloudFailure, Page, Reading } from './cloud-failure.ts';
import { heard } from './tenant.ts';

/** Where a pass stands; written after every page, so that a crash costs one page. */
const progressSchema = z.object({
  startedAt: instantSchema,
  /** The clouds' time when the pass began. */
  cloudStartedAt: instantSchema,
  /** Ids of the lists to read, in order. */
  steps: z.array(z.string()),
  step: z.number().int().nonnegative(),
  stepStartedAt: instantSchema,
  page: z.string().optional(),
  rows: z.number().int().nonnegative(),
});
export type Progress = z.infer<typeof progressSchema>;

const finishedSchema = z.object({ cloudStartedAt: instantSchema, rows: z.number().int() });
export type Finished = z.infer<typeof finishedSchema>;

/** A pass that was interrupted longer ago begins anew: its cursors and its first pages are too old. */
const LONGEST_PASS = 6 * HOUR;

export interface PassOptions<Row> {
  readonly name: string;
  readonly mirror: Mirror;
  readonly now: () => Instant;
  readonly readPage: (step: string, page?: string) => Promise<Answer<Page<Row>>>;
  readonly takePage: (step: string, page: Reading<readonly Row[]>, pass: Progress) => Promise<void>;
}

/** A list of lists that can be interrupted at any page. */
export interface Pass {
  /** The pass to go on with, if there is one. */
  saved(): Progress | undefined;
  begin(steps: readonly string[]): Progress;
  /** Reads to the end. On a failure the place is kept for the next time. */
  goOn(from: Progress): Promise<Result<undefined, CloudFailure>>;
  finished(): Finished | undefined;
  rows(): number;
}

export function createPass<Row>(options: PassOptions<Row>): Pass {
  const { name, mirror, now } = options;
  let rows = 0;

  function save(progress: Progress): Progress {
    rows = progress.rows;
    mirror.saveProgress(name, progress);
    return progress;
  }
  async function goOn(from: Progress): Promise<Result<undefined, CloudFailure>> {
    let progress = from;
    for (;;) {
      const step = progress.steps[progress.step];
      if (step === undefined) break;
      const next = await readOn(options, progress, step);
      if (!next.ok) return next;
      progress = save(next.value);
    }
    mirror.clearProgress(name);
    mirror.saveProgress(`${name} finished`, { cloudStartedAt: progress.cloudStartedAt, rows });
    return success(undefined);
  }
  return {
    saved() {
      const progress = progressSchema.safeParse(mirror.readProgress(name)).data;
      const isFresh = progress && now() - progress.startedAt <= LONGEST_PASS;
      if (isFresh) rows = progress.rows;
      return isFresh ? progress : undefined;
    },
    begin(steps) {
      const startedAt = now();
      const times = {
        startedAt,
        cloudStartedAt: mirror.cloudNow(startedAt),
        stepStartedAt: startedAt,
      };
      return save({ ...times, steps: [...steps], step: 0, rows: 0 });
    },
    goOn,
    finished: () => finishedSchema.safeParse(mirror.readProgress(`${name} finished`)).data,
    rows: () => rows,
  };
}

/** Reads and takes over one page; gives the place after it. */
async function readOn<Row>(
  options: PassOptions<Row>,
  progress: Progress,
  step: string,
): Promise<Result<Progress, CloudFailure>> {
  const answer = await options.readPage(step, progress.page);
  const reading = heard(options.mirror, answer);
  if (!reading)
    return answer.ok || !isCursorGone(progress, answer.error)
      ? asFailure(answer)
      : success(again(progress));
  const { rows, next } = reading.value;
  await options.takePage(step, { ...reading, value: rows }, progress);
  const { page: _page, ...place } = { ...progress, rows: progress.rows + rows.length };
  if (next !== undefined) return success({ ...place, page: next });
  return success({ ...place, step: progress.step + 1, stepStartedAt: options.now() });
}

/** A cursor from before a restart may be refused: that list is then read from its first page. */
function isCursorGone(progress: Progress, { kind }: CloudFailure): boolean {
  return progress.page !== undefined && (kind === 'rejected' || kind === 'notFound');
}

function again(progress: Progress): Progress {
  const { page: _page, ...place } = progress;
  return place;
}

function asFailure(answer: Answer<unknown>): Result<never, CloudFailure> {
  return answer.ok ? failure({ kind: 'malformed', detail: 'No page came.' }) : answer;
}

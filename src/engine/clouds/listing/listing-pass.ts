import { failure, success, type Result } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import type { ListId } from '../../mirror/list-table.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import type { Answer, CloudFailure, Page, Reading } from '../http/cloud-failure.ts';
import { endless, watchForLoops } from '../http/paging.ts';
import { heard } from '../tenant.ts';
import { atStep, createPassMemory, type Finished, type Progress } from './pass-progress.ts';

/** `notWritten`: the disk refused, or the mirror was begun anew meanwhile. */
export type ListingFailure =
  | CloudFailure
  | { readonly kind: 'notWritten'; readonly detail: string; readonly retryAt?: undefined };

/** `held`: it was paused or stopped after the page under way. */
export type Passed = Result<'whole' | 'held', ListingFailure>;

/** Where the rows of a page belong. */
export interface Place {
  readonly step: string;
  readonly pass: number;
  readonly startedAt: Instant;
}

interface PassOptions<Row> {
  readonly name: string;
  readonly mirror: Mirror;
  readonly now: () => Instant;
  /** `paused`: rest after the page under way. `ended`: take nothing more. */
  readonly hold: () => 'paused' | 'ended' | undefined;
  /** The list of the mirror that a step fills from its first to its last page; undefined when it only adds to one. */
  readonly listOf: (step: string) => ListId | undefined;
  readonly readPage: (step: string, page?: string) => Promise<Answer<Page<Row>>>;
  /** False when it could not be written. */
  readonly takePage: (page: Reading<readonly Row[]>, place: Place) => Promise<boolean>;
  /** Steps whose list is no more when the cloud answers 404 at its beginning. */
  readonly mayVanish: (step: string) => boolean;
}

/** A list of lists that can be interrupted at any page. */
export interface Pass {
  /** The pass to go on with, if there is one. */
  saved(): Progress | undefined;
  begin(steps: readonly string[]): Progress;
  /** Reads on, to the end if nothing is in the way. On a failure the place is kept for the next time. */
  goOn(from: Progress): Promise<Passed>;
  finished(): Finished | undefined;
  /** Where the pass stands that was begun or gone on with last. */
  progress(): Progress | undefined;
}

/** A cursor that is refused time and again is no matter of its age. */
const MOST_RESTARTS = 3;
/** A page that cannot be read so often in a row, perhaps since its address leads elsewhere, is not asked for again. */
const MOST_REFUSALS = 3;

export function createPass<Row>(options: PassOptions<Row>): Pass {
  const memory = createPassMemory(options);
  const { lists } = options.mirror;
  let current: Progress | undefined;
  const save: Save = (progress) => (current = memory.save(progress));

  async function goOn(from: Progress): Promise<Passed> {
    let progress = from;
    let isLoop = watchForLoops();
    // What an earlier run completed and did not settle.
    await lists.settle();
    for (;;) {
      const step = progress.steps[progress.step];
      if (step === undefined) break;
      if (options.hold()) return success('held');
      const next = await readOn(options, begun(options, progress, save), step);
      if (!next.ok) return failure(keepPlace(options, next.error, save));
      if (next.value === 'held') return success('held');
      const { page } = next.value;
      // The list is over, or begun anew: its pages may have the addresses of before.
      if (page === undefined) isLoop = watchForLoops();
      else if (isLoop(page))
        return failure(keepPlace(options, { error: endless, place: again(next.value) }, save));
      progress = save(next.value);
      if (progress.pass === undefined) await lists.settle();
    }
    memory.finish(progress);
    return success('whole');
  }
  return {
    saved: () => (current = memory.saved()),
    begin: (steps) => save(memory.fresh(steps)),
    goOn,
    finished: memory.finished,
    progress: () => current,
  };
}

type Save = (progress: Progress) => Progress;
type Begun = Progress & { readonly pass: number };

/** The mirror counts the passes through each list; one that only adds to a list needs no number. */
function begun<Row>(
  { mirror, now, listOf }: PassOptions<Row>,
  progress: Progress,
  save: Save,
): Begun {
  const { pass } = progress;
  if (pass !== undefined) return { ...progress, pass };
  const list = listOf(progress.steps[progress.step] ?? '');
  const first = { ...progress, pass: list ? mirror.lists.begin(list) : 0, stepStartedAt: now() };
  save(first);
  return first;
}

interface Stopped {
  readonly error: ListingFailure;
  /** Where to go on the next time; undefined: at the same page. */
  readonly place?: Progress;
}

/** Reads and takes over one page; gives the place after it. */
async function readOn<Row>(
  options: PassOptions<Row>,
  progress: Begun,
  step: string,
): Promise<Result<Progress | 'held', Stopped>> {
  const { mirror, now } = options;
  const answer = await options.readPage(step, progress.page);
  // The accounts may be others by now: not a row of these may reach the mirror.
  if (options.hold() === 'ended') return success('held');
  const reading = heard(mirror, answer);
  if (!reading) return afterFailure(options, progress, answer.ok ? noPage : answer.error);
  const { rows, next } = reading.value;
  const place = { step, pass: progress.pass, startedAt: progress.startedAt };
  if (!(await options.takePage({ ...reading, value: rows }, place)))
    return failure({ error: notWritten });
  const { page: _page, ...taken } = withRows(progress, step, rows.length);
  if (next !== undefined) return success({ ...taken, page: next });
  const list = options.listOf(step);
  if (list && !mirror.lists.complete(list, progress.pass, progress.stepStartedAt))
    return failure({ error: notWritten });
  return success(nextStep(taken, now()));
}

const noPage: CloudFailure = { kind: 'malformed', detail: 'No page came.' };
const notWritten: ListingFailure = { kind: 'notWritten', detail: 'The page was not kept.' };

function afterFailure<Row>(
  options: PassOptions<Row>,
  progress: Begun,
  error: CloudFailure,
): Result<Progress, Stopped> {
  const { page, steps, step } = progress;
  if (page !== undefined) return afterPageFailure(progress, error);
  const name = steps[step] ?? '';
  if (error.kind !== 'notFound' || !options.mayVanish(name)) return failure({ error });
  const list = options.listOf(name);
  if (list) options.mirror.lists.drop(list);
  return success(nextStep(progress, options.now()));
}

/**
 * A cursor from before a restart, or one that the cloud forgot, may be refused: that list is then read from its
 * first page, and no other.
 */
function afterPageFailure(progress: Begun, error: CloudFailure): Result<Progress, Stopped> {
  const { restarts } = progress;
  const isGone = error.kind === 'notFound' || error.kind === 'rejected';
  if (isGone && restarts < MOST_RESTARTS)
    return success({ ...again(progress), restarts: restarts + 1 });
  if (isGone) return failure({ error, place: again(progress) });
  if (error.kind !== 'malformed') return failure({ error });
  const refusals = progress.refusals + 1;
  const place = refusals < MOST_REFUSALS ? { ...progress, refusals } : again(progress);
  return failure({ error, place });
}

function keepPlace<Row>(
  { mirror, name }: PassOptions<Row>,
  { error, place }: Stopped,
  save: Save,
): ListingFailure {
  if (place) save(place);
  // The disk did not refuse, so the mirror has forgotten this pass: it begins anew.
  const isForgotten = error.kind === 'notWritten' && mirror.trouble() !== 'notWritten';
  if (isForgotten) mirror.clearProgress(name);
  return error;
}

function withRows(progress: Begun, step: string, count: number): Progress {
  const more = (counted: Progress['rows'], by: number) => ({
    ...counted,
    [step]: (counted[step] ?? 0) + by,
  });
  const { rows, pages } = progress;
  return { ...progress, rows: more(rows, count), pages: more(pages, 1), refusals: 0 };
}

function nextStep(progress: Progress, now: Instant): Progress {
  const { pass: _pass, page: _page, ...rest } = progress;
  return { ...rest, ...atStep(progress.step + 1, now) };
}

/** The same list from its first page. */
function again(progress: Progress): Progress {
  const { steps, step, stepStartedAt } = progress;
  const { pass: _pass, page: _page, rows, pages, ...rest } = progress;
  const none = { [steps[step] ?? '']: 0 };
  const counts = { rows: { ...rows, ...none }, pages: { ...pages, ...none } };
  return { ...rest, ...atStep(step, stepStartedAt), ...counts };
}

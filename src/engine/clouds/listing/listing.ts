import type { ListingView } from '../../../contract/campaign.ts';
import type { Clock } from '../../../core/ports.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import type { Policy } from '../../../core/verdict/policy.ts';
import { causeOfFailure } from '../../connections/cause-of-failure.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import type { AppleCloud } from '../apple/apple-cloud.ts';
import { present } from '../http/lenient.ts';
import type { MicrosoftCloud } from '../microsoft/microsoft-cloud.ts';
import { createAppleListing } from './apple-listing.ts';
import type { ListingFailure, Passed } from './listing-pass.ts';
import { createRuns } from './listing-runs.ts';
import type { Hold, Source, SourceView } from './listing-source.ts';
import { createMicrosoftListing } from './microsoft-listing.ts';

type Listed = Result<{ readonly rows: number; readonly isWhole: boolean }, ListingFailure>;

/** Fills the mirror with what both clouds list. */
export interface Listing {
  /**
   * One full pass, or the rest of one that was interrupted. The clouds are listed side by side; a failure of one
   * does not stop the other, is given back, and leaves its place for the next run. Calls during a run join it.
   * A listing that is paused or stopped gives back what it has after the page under way, and says so (`isWhole`).
   */
  run(): Promise<Listed>;
  /** `done` are the rows taken over in the pass under way, or in the last one. */
  state(): ListingView;
  /** A wish of the person: it is kept in the mirror and holds after a restart too. */
  pause(): void;
  resume(): void;
  /** Goes on or begins now, even if it was paused; what has failed of a run begins anew while the rest goes on. */
  listNow(): void;
  /** Called when somebody wants it to go on; without a listener it runs by itself. */
  onWanted(listener: () => void): () => void;
  /** For good: not a row more reaches the mirror. */
  stop(): void;
}

export interface ListingOptions {
  readonly apple: readonly AppleCloud[];
  /** Null: no tenant is connected. */
  readonly microsoft: MicrosoftCloud | null;
  readonly mirror: Mirror;
  readonly clock: Clock;
  /** Names the services worth asking Apple more about; without it none is. */
  readonly policy?: Policy;
}

const nothing = { rows: 0, isWhole: false };
const PAUSED = 'listing is paused';

export function createListing(options: ListingOptions): Listing {
  const { mirror, apple } = options;
  const hold: Hold = () => (isStopped ? 'ended' : isPaused() ? 'paused' : undefined);
  const sources = sourcesOf({ ...options, hold });
  const runs = createRuns(sources);
  const listeners = new Set<() => void>();
  let isStopped = false;
  let running: Promise<Listed> | undefined;
  let problem: string | undefined;

  const isPaused = (): boolean => mirror.readProgress(PAUSED) === true;
  async function pass(): Promise<Listed> {
    const results = await runs.all();
    const [failed] = results.flatMap((result, place) => (result.ok ? [] : [{ ...result, place }]));
    problem = failed && codeOf(failed.error, failed.place < apple.length ? 'apple' : 'microsoft');
    if (failed) return failure(failed.error);
    return success({ rows: rowsOf(sources), isWhole: areWhole(results) });
  }
  function run(): Promise<Listed> {
    running ??= (hold() ? Promise.resolve(success(nothing)) : pass()).finally(() => {
      running = undefined;
    });
    return running;
  }
  function wanted(): void {
    mirror.clearProgress(PAUSED);
    runs.againWhatFailed();
    if (listeners.size === 0) void run();
    for (const listener of listeners) listener();
  }
  return {
    run,
    state: () => ({
      isRunning: running !== undefined,
      isPaused: isPaused(),
      ...present({ failure: problem }),
      ...viewOf(sources.map((source) => source.view())),
    }),
    pause: () => mirror.saveProgress(PAUSED, true),
    resume: () => (isPaused() ? wanted() : undefined),
    listNow: wanted,
    onWanted(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      isStopped = true;
    },
  };
}

function rowsOf(sources: readonly Source[]): number {
  return sum(sources.map((source) => source.view().done));
}

function areWhole(results: readonly Passed[]): boolean {
  return results.every((result) => result.ok && result.value === 'whole');
}

/** What a person is told: its words stand under `cause.<code>`. */
function codeOf(error: ListingFailure, cloud: 'apple' | 'microsoft'): string {
  return error.kind === 'notWritten' ? error.kind : causeOfFailure(error, cloud).code;
}

function sourcesOf(options: ListingOptions & { readonly hold: Hold }): readonly Source[] {
  const { apple, microsoft } = options;
  return [
    ...apple.map((cloud) => createAppleListing({ ...options, cloud })),
    ...(microsoft ? [createMicrosoftListing({ ...options, cloud: microsoft })] : []),
  ];
}

/** They are read side by side: the slowest says how long it takes, the oldest when all was known. */
function viewOf(views: readonly SourceView[]) {
  const expected = views.map((view) => view.expected);
  const remaining = views.flatMap((view) => view.remaining ?? []);
  const finished = views.map((view) => view.finishedAt);
  return {
    done: sum(views.map((view) => view.done)),
    ...present({
      expected: allKnown(expected) ? sum(expected) : undefined,
      remaining: remaining.length > 0 ? Math.max(...remaining) : undefined,
      finishedAt: allKnown(finished) ? Math.min(...finished) : undefined,
    }),
  };
}

function allKnown(values: readonly (number | undefined)[]): values is readonly number[] {
  return values.length > 0 && values.every((value) => value !== undefined);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import type { Clock } from '../../core/ports.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { createAppleListing } from './apple-listing.ts';
import type { AppleCloud } from './apple/apple-cloud.ts';
import type { CloudFailure } from './cloud-failure.ts';
import { createMicrosoftListing } from './microsoft-listing.ts';
import type { MicrosoftCloud } from './microsoft/microsoft-cloud.ts';

export interface ListingState {
  readonly isRunning: boolean;
  /** Rows taken over in the pass under way. */
  readonly done: number;
  /** Rows of the last complete pass, once there was one. */
  readonly expected?: number;
}

/** Fills the mirror with what both clouds list. */
export interface Listing {
  /**
   * One full pass, or the rest of one that was interrupted. The clouds are listed side by side; a failure of one
   * does not stop the other, is given back, and leaves its place for the next run. Calls during a run join it.
   */
  run(): Promise<Result<{ readonly rows: number }, CloudFailure>>;
  state(): ListingState;
}

export interface ListingOptions {
  readonly apple: readonly AppleCloud[];
  /** Null: no tenant is connected. */
  readonly microsoft: MicrosoftCloud | null;
  readonly mirror: Mirror;
  readonly clock: Clock;
}

/** The list of one account, resumable by itself. */
export interface Source {
  run(): Promise<Result<undefined, CloudFailure>>;
  rowsDone(): number;
  /** Undefined before the first complete pass. */
  rowsExpected(): number | undefined;
}

export function createListing(options: ListingOptions): Listing {
  const { apple, microsoft } = options;
  const sources: readonly Source[] = [
    ...apple.map((cloud) => createAppleListing({ ...options, cloud })),
    ...(microsoft ? [createMicrosoftListing({ ...options, cloud: microsoft })] : []),
  ];
  let running: ReturnType<Listing['run']> | undefined;

  async function pass(): ReturnType<Listing['run']> {
    const results = await Promise.all(sources.map((source) => source.run()));
    const failed = results.find((result) => !result.ok);
    return failed && !failed.ok ? failure(failed.error) : success({ rows: rowsDone(sources) });
  }
  return {
    run() {
      running ??= pass().finally(() => {
        running = undefined;
      });
      return running;
    },
    state() {
      const expected = sources.map((source) => source.rowsExpected());
      const isKnown = expected.length > 0 && expected.every((rows) => rows !== undefined);
      return {
        isRunning: running !== undefined,
        done: rowsDone(sources),
        ...(isKnown && { expected: expected.reduce((sum, rows) => sum + rows, 0) }),
      };
    },
  };
}

function rowsDone(sources: readonly Source[]): number {
  return sources.reduce((sum, source) => sum + source.rowsDone(), 0);
}

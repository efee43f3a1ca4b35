import type { Passed } from './listing-pass.ts';
import type { Source } from './listing-source.ts';

/** The sources of a listing, run side by side. */
export interface ListingRuns {
  /** Ends when the slowest has; gives what became of each, in order. */
  all(): Promise<readonly Passed[]>;
  /** Those that have failed begin again while the others still run, and `all` waits for them. */
  againWhatFailed(): void;
}

export function createRuns(sources: readonly Source[]): ListingRuns {
  const failed = new Set<Source>();
  let runs: { readonly source: Source; readonly passed: Promise<Passed> }[] = [];
  async function passed(source: Source): Promise<Passed> {
    failed.delete(source);
    const result = await source.run();
    if (!result.ok) failed.add(source);
    return result;
  }
  const begin = (source: Source) => ({ source, passed: passed(source) });
  async function results(): Promise<readonly Passed[]> {
    const waitedFor = runs;
    const each = await Promise.all(waitedFor.map((run) => run.passed));
    return waitedFor === runs ? each : results();
  }
  return {
    async all() {
      runs = sources.map(begin);
      const each = await results();
      runs = [];
      return each;
    },
    againWhatFailed() {
      if (!runs.some(({ source }) => failed.has(source))) return;
      runs = runs.map((run) => (failed.has(run.source) ? begin(run.source) : run));
    },
  };
}

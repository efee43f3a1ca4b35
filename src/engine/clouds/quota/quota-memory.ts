import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { z } from 'zod';
import { SECOND, type Instant } from '../../../core/time.ts';

/** The starts of what a rolling window counts, by the name of the quota: what a restart must not forget. */
export interface QuotaMemory {
  /** In the order of writing, on the bench's clock as it stands now, even if it was set since. */
  read(name: string): readonly Instant[];
  /** On disk when this returns, unless the disk refuses: then it holds for this run. */
  write(name: string, startedAt: readonly Instant[]): void;
}

/** For as long as the program runs. */
export function createQuotaMemory(): QuotaMemory {
  const kept = new Map<string, readonly Instant[]>();
  return {
    read: (name) => kept.get(name) ?? [],
    write: (name, startedAt) => void kept.set(name, startedAt),
  };
}

/** Two clocks of this machine: the one that people and time servers set, and one that only goes on. */
export interface MachineClocks {
  now(): Instant;
  /** Milliseconds since the machine was started. */
  uptime(): number;
}

const THIS_MACHINE: MachineClocks = { now: () => Date.now(), uptime: () => os.uptime() * SECOND };

const memorySchema = z.object({
  /** Both clocks at the last writing. */
  now: z.number(),
  uptime: z.number(),
  starts: z.array(z.object({ name: z.string(), startedAt: z.array(z.number()) })),
});

/** The uptime counts whole seconds on some systems, and time servers move the clock by less. */
const TOLERANCE = 5 * SECOND;

/**
 * One small file of this bench. A missing or broken one is begun anew: the worst that follows is a 429.
 *
 * A clock that was set, while we ran or not, must neither lock the quota for ever nor free it at once: how far it
 * was set shows in how far it ran ahead of the uptime, and all starts are moved along by as much. Across a start of
 * the machine the uptime says nothing; then the clock is believed, and a start that it puts into the future counts
 * as just now (allowance.ts), so that nothing is held longer than one window.
 */
export function openQuotaMemory(
  file: string,
  log: (line: string) => void,
  clocks: MachineClocks = THIS_MACHINE,
): QuotaMemory {
  let { at, starts }: Memory = readMemory(file) ?? { at: reading(clocks), starts: new Map() };
  function followClock(): void {
    const next = reading(clocks);
    const leap = leapBetween(at, next);
    if (Math.abs(leap) > TOLERANCE) starts = movedBy(starts, leap);
    at = next;
  }
  return {
    read(name) {
      followClock();
      return starts.get(name) ?? [];
    },
    write(name, startedAt) {
      followClock();
      starts.set(name, startedAt);
      try {
        writeMemory(file, { ...at, starts });
      } catch {
        log('the quota memory could not be written; it holds for this run');
      }
    },
  };
}

interface Reading {
  readonly now: Instant;
  readonly uptime: number;
}
type Starts = Map<string, readonly Instant[]>;
interface Memory {
  readonly at: Reading;
  readonly starts: Starts;
}

/** Tells each time how far the clock was set since it was last asked; 0 for what time servers do. */
export function watchLeaps(clocks: MachineClocks = THIS_MACHINE): () => number {
  let at = reading(clocks);
  return () => {
    const next = reading(clocks);
    const leap = leapBetween(at, next);
    if (Math.abs(leap) <= TOLERANCE) return 0;
    at = next;
    return leap;
  };
}

function reading(clocks: MachineClocks): Reading {
  return { now: clocks.now(), uptime: clocks.uptime() };
}

/** How far the clock was set between two readings; 0 when the machine was started in between. */
function leapBetween(before: Reading, after: Reading): number {
  const passed = after.uptime - before.uptime;
  return passed < 0 ? 0 : Math.round(after.now - before.now - passed);
}

function movedBy(starts: Starts, leap: number): Starts {
  const moved = [...starts].map(
    ([name, startedAt]) => [name, startedAt.map((at) => at + leap)] as const,
  );
  return new Map(moved);
}

function readMemory(file: string): Memory | undefined {
  try {
    const { now, uptime, starts } = memorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return {
      at: { now, uptime },
      starts: new Map(starts.map(({ name, startedAt }) => [name, startedAt])),
    };
  } catch {
    return undefined;
  }
}

/** Either the old text or the new one is found after a crash or a power cut, never half of one. */
function writeMemory(file: string, { starts, ...at }: Reading & { readonly starts: Starts }): void {
  const rows = [...starts].map(([name, startedAt]) => ({ name, startedAt }));
  writeFileSync(`${file}.new`, JSON.stringify({ ...at, starts: rows }), { flush: true });
  renameSync(`${file}.new`, file);
}

/** How fast and how evenly the last keys came, in milliseconds between two keys. */
export interface Rhythm {
  readonly keys: number;
  readonly mean: number;
  readonly shortest: number;
  readonly longest: number;
}

/** Fewer keys than this show no rhythm. */
const FEWEST_KEYS = 6;
/** Zebra scanners type at 80 ms with peaks of 100; nobody types a serial by hand that fast. */
const SLOWEST_MEAN = 110;

/**
 * The longest run of keys at the end that came in one rhythm. `gaps[i]` is the time before key i, so a pause
 * that is out of proportion to the keys after it begins the run.
 */
export function trailingRun(gaps: readonly number[]): Rhythm {
  let keys = Math.min(1, gaps.length);
  let sum = 0;
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  for (let index = gaps.length - 1; index > 0; index--) {
    const gap = gaps[index] ?? 0;
    if (keys > 4 && isBreak(gap, sum / (keys - 1))) break;
    sum += gap;
    shortest = Math.min(shortest, gap);
    longest = Math.max(longest, gap);
    keys++;
  }
  return { keys, mean: keys > 1 ? sum / (keys - 1) : 0, shortest, longest };
}

/** Whether a machine typed this. */
export function isMachine({ keys, mean, longest }: Rhythm): boolean {
  return keys >= FEWEST_KEYS && mean <= SLOWEST_MEAN && longest <= 2.5 * mean + 40;
}

/** Whether it came so evenly that even a code with no Enter at its end can only be a scan. */
export function isSteady(rhythm: Rhythm): boolean {
  if (!isMachine(rhythm) || rhythm.keys < 8) return false;
  return rhythm.mean <= 40 || rhythm.longest - rhythm.shortest <= 0.6 * rhythm.mean + 15;
}

/** How long a scanner of this rhythm may be silent before its code counts as whole. */
export function silenceAfter({ longest }: Rhythm, endsWithKey: boolean): number {
  // A scanner that has ended codes with Enter or Tab will do so again: only a stall explains its silence.
  return endsWithKey ? 1_500 : Math.min(600, Math.max(200, 4 * longest));
}

function isBreak(gap: number, mean: number): boolean {
  return gap > Math.max(3 * mean, mean + 150);
}

import type { Instant } from '../core/time.ts';

/** What is to run when; equal times run in the order in which they were added. */
export interface Timetable {
  /** The returned function takes it back. */
  add(due: Instant, run: () => void): () => void;
  nextDue(): Instant | undefined;
  /** Takes out everything that is due at `now`, oldest first. */
  takeDue(now: Instant): readonly (() => void)[];
  clear(): void;
}

interface Entry {
  readonly due: Instant;
  readonly run: () => void;
}

export function createTimetable(): Timetable {
  let entries: Entry[] = [];
  return {
    add(due, run) {
      const entry = { due, run };
      entries.splice(placeOf(entries, due), 0, entry);
      return () => {
        entries = entries.filter((other) => other !== entry);
      };
    },
    nextDue: () => entries[0]?.due,
    takeDue: (now) => entries.splice(0, placeOf(entries, now)).map((entry) => entry.run),
    clear() {
      entries = [];
    },
  };
}

/** The first place after everything that is due at `due` or earlier. */
function placeOf(entries: readonly Entry[], due: Instant): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && entry.due <= due) low = middle + 1;
    else high = middle;
  }
  return low;
}

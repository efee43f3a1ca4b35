import type { Instant } from '../core/time.ts';
import type { VirtualClock } from './clock.ts';
import { createTimetable } from './timetable.ts';

/** A clock for tests: it stands still until it is told to go on. */
export interface ManualClock extends VirtualClock {
  /**
   * Goes on by that much, from one due timer to the next, letting promises settle after each: what a sleeper
   * does when it wakes, another sleep included, happens at its own time. Real sockets are not waited for.
   */
  advance(milliseconds: number): Promise<void>;
}

/** Starts at `startAt`; `speed` is only remembered. */
export function createManualClock(startAt: Instant): ManualClock {
  const timetable = createTimetable();
  let current = startAt;
  let speed = 1;

  function after(milliseconds: number, run: () => void): () => void {
    return timetable.add(current + Math.max(0, milliseconds), run);
  }
  async function advance(milliseconds: number): Promise<void> {
    const end = current + milliseconds;
    await promisesSettle();
    for (
      let due = timetable.nextDue();
      due !== undefined && due <= end;
      due = timetable.nextDue()
    ) {
      current = Math.max(current, due);
      for (const run of timetable.takeDue(current)) run();
      await promisesSettle();
    }
    current = end;
  }
  return {
    now: () => Math.floor(current),
    after,
    sleep: (milliseconds) => new Promise((wakeUp) => void after(milliseconds, wakeUp)),
    advance,
    get speed() {
      return speed;
    },
    setSpeed(next) {
      speed = next;
    },
    stop: () => timetable.clear(),
  };
}

function promisesSettle(): Promise<void> {
  return new Promise((settled) => void setImmediate(settled));
}

import type { Clock } from '../core/ports.ts';
import type { Instant } from '../core/time.ts';
import { createTimetable } from './timetable.ts';

/** A clock that runs `speed` times as fast as the wall. After `stop` it stands still and runs nothing more. */
export interface VirtualClock extends Clock {
  readonly speed: number;
  setSpeed(speed: number): void;
  stop(): void;
}

export interface VirtualClockOptions {
  readonly startAt: Instant;
  readonly speed?: number;
}

/** Timers longer than this are waited for in steps, so that a suspended machine and 32-bit limits do no harm. */
const LONGEST_STEP = 30_000;

/** A virtual clock that starts at `startAt`; sleepers and timers are re-timed whenever the speed changes. */
export function createVirtualClock(options: VirtualClockOptions): VirtualClock {
  const time = createTime(options);
  const timers = createTimers(time);
  return {
    now: () => time.now(),
    after: timers.after,
    sleep: (milliseconds) => new Promise((wakeUp) => void timers.after(milliseconds, wakeUp)),
    get speed() {
      return time.speed;
    },
    setSpeed(speed) {
      time.setSpeed(speed);
      timers.arm();
    },
    stop() {
      time.freeze();
      timers.clear();
    },
  };
}

interface Time {
  readonly speed: number;
  readonly isFrozen: boolean;
  now(): Instant;
  setSpeed(speed: number): void;
  freeze(): void;
}

function createTime({ startAt, speed: firstSpeed = 1 }: VirtualClockOptions): Time {
  let anchor = { wall: performance.now(), virtual: startAt };
  let speed = firstSpeed;
  let isFrozen = false;
  const now = () =>
    isFrozen
      ? anchor.virtual
      : Math.floor(anchor.virtual + (performance.now() - anchor.wall) * speed);
  function anchorAgain(): void {
    anchor = { wall: performance.now(), virtual: now() };
  }
  return {
    now,
    get speed() {
      return speed;
    },
    get isFrozen() {
      return isFrozen;
    },
    setSpeed(next) {
      anchorAgain();
      speed = next;
    },
    freeze() {
      anchorAgain();
      isFrozen = true;
    },
  };
}

function createTimers(time: Time) {
  const timetable = createTimetable();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function arm(): void {
    clearTimeout(timer);
    const due = timetable.nextDue();
    if (due === undefined || time.isFrozen) return;
    const wait = Math.max(0, Math.ceil((due - time.now()) / time.speed));
    timer = setTimeout(wake, Math.min(wait, LONGEST_STEP));
  }
  function wake(): void {
    for (const run of timetable.takeDue(time.now())) run();
    arm();
  }
  function after(milliseconds: number, run: () => void): () => void {
    if (time.isFrozen) return () => undefined;
    const takeBack = timetable.add(time.now() + Math.max(0, milliseconds), run);
    arm();
    return () => {
      takeBack();
      arm();
    };
  }
  function clear(): void {
    timetable.clear();
    clearTimeout(timer);
  }
  return { arm, after, clear };
}

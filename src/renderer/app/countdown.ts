/** Runs once after a quiet time; every touch begins it anew. */
export interface Countdown {
  start(): void;
  touch(): void;
  stop(): void;
}

/**
 * `touch` is called for every key, so it only notes the time; the timer that was already set looks at the note
 * when it rings and goes on for the rest.
 */
export function createCountdown(milliseconds: number, onEnd: () => void): Countdown {
  let endsAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ring = () => {
    const rest = endsAt - performance.now();
    timer = rest > 5 ? setTimeout(ring, rest) : undefined;
    if (timer === undefined) onEnd();
  };
  return {
    start() {
      endsAt = performance.now() + milliseconds;
      timer ??= setTimeout(ring, milliseconds);
    },
    touch() {
      endsAt = performance.now() + milliseconds;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

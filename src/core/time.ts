import { z } from 'zod';

/** Milliseconds since the Unix epoch. Which clock it was read on is said by the name of the field. */
export const instantSchema = z.number().int().nonnegative();
export type Instant = z.infer<typeof instantSchema>;

/** One moment on two clocks: the bench's own, and the clouds' as told by their Date header. */
export interface Now {
  readonly bench: Instant;
  readonly cloud: Instant;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A cloud time on the bench's clock, for showing it beside the bench's own times. */
export function onBenchClock(cloudTime: Instant, now: Now): Instant {
  return cloudTime - now.cloud + now.bench;
}

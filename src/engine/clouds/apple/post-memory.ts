import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Clock } from '../../../core/ports.ts';
import { MINUTE, type Instant } from '../../../core/time.ts';

/** An activity is over after minutes, and the linkage follows within one more. */
const KEPT = 30 * MINUTE;

/** Which serials this run posted lately, so that their change of service is not taken for a contradiction. */
export function createPostMemory(clock: Clock) {
  const posts = new Map<SerialNumber, Instant>();
  return {
    remember(serials: readonly SerialNumber[]): void {
      const now = clock.now();
      for (const [serial, at] of posts) if (at < now - KEPT) posts.delete(serial);
      for (const serial of serials) posts.set(serial, now);
    },
    postedAt: (serial: SerialNumber): Instant | undefined => posts.get(serial),
  };
}

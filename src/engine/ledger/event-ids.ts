import { UUID, V7Generator } from 'uuidv7';
import type { Instant } from '../../core/time.ts';

/**
 * UUIDv7 ids on the bench's clock that only ever grow, also over a restart and when the clock is set back:
 * `last` is the newest id on disk.
 */
export function createEventIds(last: string | undefined): (now: Instant) => string {
  const generator = new V7Generator();
  // Within one millisecond a fresh generator could fall below the ids of the run before.
  let floor = last === undefined ? 0 : millisecondOf(last) + 1;
  return (now) => {
    floor = Math.max(floor, Math.trunc(now));
    return generator.generateOrResetWithTs(floor).toString();
  };
}

function millisecondOf(id: string): Instant {
  return Number.parseInt(UUID.parse(id).toHex().slice(0, 12), 16);
}

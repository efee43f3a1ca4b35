import { MINUTE } from '../../../core/time.ts';
import { watchLeaps, type MachineClocks } from '../quota/quota-memory.ts';

/** How far the clouds' clock is ahead of the bench's, in milliseconds. */
export interface BelievedSkew {
  /** 0 until somebody told it. */
  now(): number;
  /** Takes in what one Date header says, and gives what is believed from then on. */
  told(skew: number): number;
}

/** Whole seconds, and the way of an answer: two that are no further apart say the same time. */
const AGREEMENT = MINUTE;

/**
 * A profile has settled and a token has expired by this clock, so that a wrong one could make a wrong RESET NOW in
 * either direction. A time that is more than a minute off what was believed is therefore taken over only when the next
 * answer says the same: no single answer of a proxy, of a cache, or of a machine that slept while it was under way
 * moves the clock. When the clock of this machine is set, the clouds' goes on as if nothing had happened.
 *
 * There is no bound in hours or days: of two clocks that are so far apart it is mostly the bench's that is wrong, and
 * it decides nothing here.
 */
export function createBelievedSkew(known?: number, clocks?: MachineClocks): BelievedSkew {
  const leapOfMachine = watchLeaps(clocks);
  let believed = known;
  let doubted: number | undefined;

  function followMachine(): void {
    const leap = leapOfMachine();
    if (leap === 0) return;
    if (believed !== undefined) believed -= leap;
    doubted = undefined;
  }
  return {
    now() {
      followMachine();
      return believed ?? 0;
    },
    told(skew) {
      followMachine();
      const isBelieved = agrees(skew, believed ?? skew) || agrees(skew, doubted);
      doubted = isBelieved ? undefined : skew;
      believed = isBelieved ? skew : (believed ?? skew);
      return believed;
    },
  };
}

function agrees(told: number, other: number | undefined): boolean {
  return other !== undefined && Math.abs(told - other) <= AGREEMENT;
}

import type { Instant } from '../../core/time.ts';

/**
 * The share of a quota that is used. It is halved by each refusal and comes back by a fixed step per window of good
 * answers. Nobody tells a bench how many others share its organization's quota; so each of them is slowed down in
 * proportion to what it takes and hurries up by the same, which lets their shares draw near each other.
 */
export interface Pace {
  share(): number;
  /** The cloud answered 429. */
  refused(now: Instant): void;
  answered(now: Instant): void;
}

const LOWEST = 0.1;
const STEP = 0.1;
/** Requests that left before the first refusal was known may be refused as well: that is no second lesson. */
const ONE_LESSON = 1 / 6;

export function createPace(window: number): Pace {
  let share = 1;
  let changedAt: Instant = 0;
  let refusedAt: number = -Infinity;
  return {
    share: () => share,
    refused(now) {
      const passed = now - refusedAt;
      if (passed >= 0 && passed < window * ONE_LESSON) return;
      share = Math.max(LOWEST, share / 2);
      changedAt = now;
      refusedAt = now;
    },
    answered(now) {
      if (share < 1) share = Math.min(1, share + (STEP * Math.max(0, now - changedAt)) / window);
      changedAt = now;
    },
  };
}

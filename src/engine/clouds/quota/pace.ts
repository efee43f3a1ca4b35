import type { Instant } from '../../../core/time.ts';

/**
 * The share of a quota that is used. Each refusal takes a part of it away; it comes back by a fixed step per window,
 * as soon as a good answer shows that it may. Nobody tells a bench how many others share its organization's quota:
 * that one slows down in proportion to what it takes and hurries up by the same step as any other lets their shares
 * draw near each other.
 */
export interface Pace {
  share(): number;
  /** The cloud answered 429. */
  refused(now: Instant): void;
  answered(now: Instant): void;
}

const LOWEST = 0.1;
/** What a refusal leaves. Half would lose a third of the quota between two benches that share it. */
const LEFT = 0.75;
const STEP = 0.05;
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
      share = Math.max(LOWEST, share * LEFT);
      changedAt = now;
      refusedAt = now;
    },
    answered(now) {
      if (share < 1) share = Math.min(1, share + (STEP * Math.max(0, now - changedAt)) / window);
      changedAt = now;
    },
  };
}

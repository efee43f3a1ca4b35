import type { Instant } from '../../core/time.ts';
import type { LimitRule } from './limits.ts';

/** How much of one quota is left: a rolling window, and within it a bucket that smooths bursts. */
export interface Allowance {
  /** When the next request may start, leaving `reserve` places free. Not later than now: at once. */
  freeAt(now: Instant, reserve: number): Instant;
  take(now: Instant): void;
  spent(now: Instant): number;
  pauseUntil(instant: Instant): void;
}

export function createAllowance(rule: LimitRule): Allowance {
  let starts: Instant[] = [];
  let pausedUntil = 0;
  const forget = (now: Instant): void => {
    const firstKept = starts.findIndex((start) => start > now - rule.window);
    if (firstKept !== 0) starts = firstKept < 0 ? [] : starts.slice(firstKept);
  };
  return {
    freeAt(now, reserve) {
      forget(now);
      return Math.max(
        pausedUntil,
        windowFreeAt(rule, starts, reserve),
        burstFreeAt(rule, starts, reserve),
      );
    },
    take: (now) => void starts.push(now),
    spent(now) {
      forget(now);
      return starts.length;
    },
    pauseUntil(instant) {
      pausedUntil = Math.max(pausedUntil, instant);
    },
  };
}

/** Free when fewer than the limit started within the last window. */
function windowFreeAt(rule: LimitRule, starts: readonly Instant[], reserve: number): Instant {
  const places = Math.max(1, rule.limit - reserve);
  const blocking = starts.at(-places);
  return blocking === undefined ? 0 : blocking + rule.window + 1;
}

/**
 * A bucket of `burst` tokens, one more each `spacing`, told from the starts alone: the k-th last start plus
 * k spacings bounds the next one, once the burst is used up.
 */
function burstFreeAt(rule: LimitRule, starts: readonly Instant[], reserve: number): Instant {
  const { spacing, burst } = rule;
  if (spacing === undefined || burst === undefined) return 0;
  const kept = Math.min(reserve, burst - 1);
  let emptyAt = 0;
  for (const start of starts) emptyAt = Math.max(emptyAt, start) + spacing;
  return emptyAt - (burst - 1 - kept) * spacing;
}

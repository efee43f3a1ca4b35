import type { Instant } from '../../core/time.ts';
import type { LimitRule } from './limits.ts';

/**
 * How much of one quota is left: a rolling window, and within it a bucket that smooths bursts. The cloud counts a
 * request when it arrives, somewhere between our sending it and its answer; so its place in the window is held
 * until a window after the answer, and no delay of the network can make us spend too much.
 */
export interface Allowance {
  /** When the next request may start, leaving `reserve` places free; `Infinity`: only after an answer. */
  freeAt(now: Instant, reserve: number): number;
  /** Gives what is to be called at the answer. */
  take(now: Instant): (answeredAt: Instant) => void;
  spent(now: Instant): number;
  pauseUntil(instant: Instant): void;
}

interface Use {
  readonly startedAt: Instant;
  /** `Infinity` while there is no answer. */
  answeredAt: number;
}

export function createAllowance(rule: LimitRule): Allowance {
  let uses: Use[] = [];
  let pausedUntil = 0;
  const forget = (now: Instant): void => {
    if (uses.some((use) => use.answeredAt <= now - rule.window)) {
      uses = uses.filter((use) => use.answeredAt > now - rule.window);
    }
  };
  return {
    freeAt(now, reserve) {
      forget(now);
      const windowFreeAt = freeInWindow(rule, uses, reserve);
      return Math.max(pausedUntil, windowFreeAt, freeInBucket(rule, uses, reserve));
    },
    take(now) {
      const use: Use = { startedAt: now, answeredAt: Infinity };
      uses.push(use);
      return (answeredAt) => {
        use.answeredAt = answeredAt;
      };
    },
    spent(now) {
      forget(now);
      return uses.length;
    },
    pauseUntil(instant) {
      pausedUntil = Math.max(pausedUntil, instant);
    },
  };
}

/** Free when fewer than the limit were under way within the last window. */
function freeInWindow(rule: LimitRule, uses: readonly Use[], reserve: number): number {
  const places = Math.max(1, rule.limit - reserve);
  if (uses.length < places) return 0;
  const answers = uses.map((use) => use.answeredAt).toSorted((one, other) => one - other);
  return (answers.at(-places) ?? 0) + rule.window + 1;
}

/** A bucket of `burst` tokens, one more each `spacing`, told from the starts alone. */
function freeInBucket(rule: LimitRule, uses: readonly Use[], reserve: number): Instant {
  const { spacing, burst } = rule;
  if (spacing === undefined || burst === undefined) return 0;
  const kept = Math.min(reserve, burst - 1);
  let emptyAt = 0;
  for (const { startedAt } of uses) emptyAt = Math.max(emptyAt, startedAt) + spacing;
  return emptyAt - (burst - 1 - kept) * spacing;
}

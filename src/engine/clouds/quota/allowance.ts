import { SECOND, type Instant } from '../../../core/time.ts';
import type { LimitRule } from './limits.ts';

/**
 * How much of one quota is left: a rolling window, and within it a bucket that smooths bursts. The cloud counts a
 * request when it arrives, somewhere between our sending it and its answer; so its place in the window is held
 * until a window after the answer, and no delay of the network can make us spend too much.
 *
 * Times are read on a clock that people set. What it puts into the future counts as just now: a clock that was set
 * back holds a place for one window at most, and a pause no longer than it was meant to last.
 */
export interface Allowance {
  /** When the next request may start, leaving `reserve` places free; `Infinity`: only after an answer. */
  freeAt(now: Instant, reserve: number): number;
  /** Gives what is to be called at the answer. */
  take(now: Instant): (answeredAt: Instant) => void;
  spent(now: Instant): number;
  pauseUntil(now: Instant, until: Instant): void;
}

export interface AllowanceOptions {
  readonly rule: LimitRule;
  /** The share of the rule that is used, above 0 and at most 1. */
  readonly pace: () => number;
  /** Where the starts of the window outlive this run. */
  readonly kept?: KeptStarts;
}

/** One quota's place in the memory (quota-memory.ts). */
export interface KeptStarts {
  read(): readonly Instant[];
  write(startedAt: readonly Instant[]): void;
}

interface Use {
  startedAt: Instant;
  /** `Infinity` while there is no answer. */
  answeredAt: number;
}

interface Pause {
  readonly since: Instant;
  readonly until: Instant;
}

/** What left before a crash may have arrived so much later: no request is waited for longer. */
const LONGEST_WAY = 30 * SECOND;

export function createAllowance({ rule, pace, kept = NOT_KEPT }: AllowanceOptions): Allowance {
  const keeping = createKeeping(kept);
  let uses = keeping.starts.map(usedBefore);
  let pause: Pause = { since: 0, until: 0 };

  function settle(now: Instant): void {
    const leap = keeping.leap();
    if (leap !== 0) pause = { since: pause.since + leap, until: pause.until + leap };
    if (now < pause.since) pause = { since: now, until: now + pause.until - pause.since };
    for (const use of uses) bringBack(use, leap, now);
    if (uses.some((use) => use.answeredAt < now - rule.window)) {
      uses = uses.filter((use) => use.answeredAt >= now - rule.window);
    }
  }
  return {
    freeAt(now, reserve) {
      settle(now);
      const slowed = atPace(rule, pace());
      const windowFreeAt = freeInWindow(slowed, uses, reserve);
      return Math.max(pause.until, windowFreeAt, freeInBucket(slowed, uses, reserve));
    },
    take(now) {
      const use: Use = { startedAt: now, answeredAt: Infinity };
      uses.push(use);
      // Before the request leaves: what was sent must not be forgotten by a crash.
      keeping.keep(uses.map(({ startedAt }) => startedAt));
      return (answeredAt) => {
        use.answeredAt = answeredAt;
      };
    },
    spent(now) {
      settle(now);
      return uses.length;
    },
    pauseUntil(now, until) {
      if (until > pause.until) pause = { since: now, until };
    },
  };
}

const NOT_KEPT: KeptStarts = { read: () => [], write: () => undefined };

/** The memory moves its starts along when the clock is set; `leap` says how far since it was last asked. */
function createKeeping(kept: KeptStarts) {
  let known = kept.read();
  return {
    starts: known,
    keep(startedAt: readonly Instant[]): void {
      kept.write(startedAt);
      known = kept.read();
    },
    leap(): number {
      const before = known;
      known = kept.read();
      return (known[0] ?? 0) - (before[0] ?? 0);
    },
  };
}

function usedBefore(startedAt: Instant): Use {
  return { startedAt, answeredAt: startedAt + LONGEST_WAY };
}

function bringBack(use: Use, leap: number, now: Instant): void {
  use.startedAt = Math.min(use.startedAt + leap, now);
  if (Number.isFinite(use.answeredAt)) use.answeredAt = Math.min(use.answeredAt + leap, now);
}

/** The same rule, that much slower. At least one request goes in each window. */
function atPace({ limit, window, spacing, burst }: LimitRule, pace: number): LimitRule {
  return {
    limit: Math.max(1, Math.floor(limit * pace)),
    window,
    ...(spacing !== undefined && { spacing: Math.ceil(spacing / pace) }),
    ...(burst !== undefined && { burst: Math.max(1, Math.round(burst * pace)) }),
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

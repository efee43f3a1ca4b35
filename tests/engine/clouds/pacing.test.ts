import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Priority } from '../../../src/engine/clouds/http/cloud-failure.ts';
import {
  createLimiter,
  type Heard,
  type Limiter,
  type RequestKind,
} from '../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits } from '../../../src/engine/clouds/quota/limits.ts';
import { createManualClock, type ManualClock } from '../../../src/sandbox/manual-clock.ts';

const START = 1_000_000;
const GOOD: Heard = { ok: true };

function throttled(retryAt: number): Heard {
  return { ok: false, error: { kind: 'throttled', retryAt } };
}

function paceOf(limiter: Limiter, kind: RequestKind = 'read'): number {
  return limiter.budgets().find((budget) => budget.kind === kind)?.pace ?? 1;
}

function aLimiter(clock = createManualClock(START)) {
  return { clock, limiter: createLimiter({ clock, rules: appleLimits('org') }) };
}

/** Asks again as soon as it was answered, and counts what was let through. */
async function askFor(
  { clock, limiter }: { clock: ManualClock; limiter: Limiter },
  kind: RequestKind,
  { until, answer }: { until: number; answer: () => Heard },
): Promise<{ good: number; refused: number }> {
  const count = { good: 0, refused: 0 };
  while (clock.now() < until) {
    await limiter.run({ kind, priority: 'bench' }, async () => {
      const heard = answer();
      limiter.heard(kind, heard);
      if (heard.ok) count.good += 1;
      else count.refused += 1;
    });
  }
  return count;
}

/** One organization's quota as its cloud counts it: refused requests do not count. */
function aCloud(clock: ManualClock, rule: { limit: number; window: number }) {
  let passed: number[] = [];
  return (): Heard => {
    const now = clock.now();
    passed = passed.filter((at) => at > now - rule.window);
    const oldest = passed[passed.length - rule.limit];
    if (oldest !== undefined) return throttled(oldest + rule.window);
    passed.push(now);
    return GOOD;
  };
}

describe('the pace', () => {
  it('goes down with a refusal, of that kind alone, and says so', () => {
    const { limiter } = aLimiter();
    limiter.heard('read', throttled(START + SECOND));
    expect([paceOf(limiter), paceOf(limiter, 'write')]).toEqual([0.75, 1]);
  });

  it('goes down once by requests that were refused together', () => {
    const { limiter } = aLimiter();
    for (let number = 0; number < 4; number += 1) limiter.heard('read', throttled(START + SECOND));
    expect(paceOf(limiter)).toBe(0.75);
  });

  it('slows requests down: after three refusals eight in a minute go where twenty went', async () => {
    const { clock, limiter } = aLimiter();
    for (let number = 0; number < 3; number += 1) {
      limiter.heard('read', throttled(clock.now()));
      await clock.advance(MINUTE);
    }
    let started = 0;
    const task = async () => void (started += 1);
    for (let number = 0; number < 60; number += 1) {
      void limiter.run({ kind: 'read', priority: 'bench' }, task);
    }
    await clock.advance(5 * MINUTE);
    expect(started).toBeGreaterThan(35);
    expect(started).toBeLessThanOrEqual(42);
  });

  it('comes back up by a twentieth in each window of good answers', async () => {
    const { clock, limiter } = aLimiter();
    limiter.heard('read', throttled(START));
    const minutes: number[] = [];
    for (let second = 1; second <= 6 * 60; second += 1) {
      await clock.advance(SECOND);
      limiter.heard('read', GOOD);
      if (second % 60 === 0) minutes.push(Math.round(paceOf(limiter) * 100));
    }
    expect(minutes).toEqual([80, 85, 90, 95, 100, 100]);
  });

  it('never falls so low that nothing goes any more', async () => {
    const { clock, limiter } = aLimiter();
    for (let number = 0; number < 20; number += 1) {
      await clock.advance(MINUTE);
      limiter.heard('write', throttled(clock.now()));
      await clock.advance(HOUR);
    }
    const started: number[] = [];
    const task = async () => void started.push(clock.now());
    await limiter.run({ kind: 'write', priority: 'bench' }, task);
    void limiter.run({ kind: 'write', priority: 'bench' }, task);
    await clock.advance(HOUR + SECOND);
    expect(started).toHaveLength(2);
  });

  it('is not touched by a service that is not ready, which is waited for all the same', async () => {
    const { clock, limiter } = aLimiter();
    limiter.heard('read', { ok: false, error: { kind: 'serverError', retryAt: START + 5 * HOUR } });
    let started = 0;
    void limiter.run({ kind: 'read', priority: 'bench' }, async () => void (started += 1));
    await clock.advance(5 * HOUR - SECOND);
    expect([started, paceOf(limiter)]).toEqual([0, 1]);
    await clock.advance(2 * SECOND);
    expect(started).toBe(1);
  });
});

describe('a pause', () => {
  it('lasts no longer than it was meant to when the clock is set back', async () => {
    const manual = createManualClock(START + 10 * HOUR);
    let setBack = 0;
    const clock = { ...manual, now: () => manual.now() - setBack };
    const limiter = createLimiter({ clock, rules: appleLimits('org') });
    limiter.heard('read', throttled(clock.now() + MINUTE));
    setBack = 9 * HOUR;
    let started = 0;
    void limiter.run({ kind: 'read', priority: 'bench' }, async () => void (started += 1));
    await manual.advance(MINUTE + SECOND);
    expect(started).toBe(1);
  });
});

describe('two benches of one organization', () => {
  it.each([
    ['read', 20, MINUTE, 60 * MINUTE],
    ['write', 10, HOUR, 60 * HOUR],
  ] as const)(
    'share its %ss: none starves, and little is lost',
    async (kind, limit, window, time) => {
      const clock = createManualClock(START);
      const answer = aCloud(clock, { limit, window });
      const until = START + time;
      const runs = [1, 2].map(() => askFor(aLimiter(clock), kind, { until, answer }));
      await clock.advance(time + 2 * window);
      const [one, two] = await Promise.all(runs);
      const [ours, theirs] = [one?.good ?? 0, two?.good ?? 0];
      const whole = (limit * time) / window;
      expect(ours + theirs).toBeGreaterThan(0.8 * whole);
      expect(Math.min(ours, theirs)).toBeGreaterThan(0.3 * (ours + theirs));
      expect((one?.refused ?? 0) + (two?.refused ?? 0)).toBeLessThan(0.15 * whole);
    },
  );

  it('alone again, takes the whole quota back', async () => {
    const clock = createManualClock(START);
    const answer = aCloud(clock, { limit: 20, window: MINUTE });
    const stays = aLimiter(clock);
    const running = [
      askFor(stays, 'read', { until: START + 60 * MINUTE, answer }),
      askFor(aLimiter(clock), 'read', { until: START + 20 * MINUTE, answer }),
    ];
    await clock.advance(40 * MINUTE);
    expect(paceOf(stays.limiter)).toBeGreaterThan(0.9);
    await clock.advance(25 * MINUTE);
    await Promise.all(running);
  });
});

describe('background work', () => {
  it('goes after every fourth request of the bench, however busy the bench is', async () => {
    const { clock, limiter } = aLimiter();
    const started: Priority[] = [];
    const ask = (priority: Priority) =>
      void limiter.run({ kind: 'read', priority }, async () => void started.push(priority));
    for (let number = 0; number < 100; number += 1) ask('bench');
    for (let number = 0; number < 3; number += 1) ask('background');
    await clock.advance(MINUTE);
    expect(started.filter((priority) => priority === 'background')).toHaveLength(3);
    const first = started.indexOf('background');
    expect(started.slice(first, first + 6).join(' ')).toBe(
      'background bench bench bench bench background',
    );
  });
});

describe('what was sent', () => {
  it('is counted by what it was for', async () => {
    const { clock, limiter } = aLimiter();
    const send = (purpose?: 'list' | 'lock') =>
      void limiter.run({ kind: 'read', priority: 'bench', purpose }, () => Promise.resolve());
    for (const purpose of ['list', 'lock', 'list', undefined] as const) send(purpose);
    limiter.count('signIn');
    await clock.advance(SECOND);
    expect(limiter.spent()).toEqual([
      { purpose: 'list', count: 2 },
      { purpose: 'lock', count: 1 },
      { purpose: 'other', count: 1 },
      { purpose: 'signIn', count: 1 },
    ]);
  });
});

it('a pause of weeks is slept through in pieces that every timer can hold', async () => {
  const manual = createManualClock(START);
  const sleeps: number[] = [];
  const after = (milliseconds: number, run: () => void) => {
    sleeps.push(milliseconds);
    return manual.after(milliseconds, run);
  };
  const limiter = createLimiter({ clock: { ...manual, after }, rules: appleLimits('org') });
  limiter.heard('write', throttled(START + 40 * 24 * HOUR));
  let started = 0;
  void limiter.run({ kind: 'write', priority: 'bench' }, async () => void (started += 1));
  await manual.advance(40 * 24 * HOUR - SECOND);
  expect([started, Math.max(...sleeps)]).toEqual([0, HOUR]);
  await manual.advance(2 * SECOND);
  expect(started).toBe(1);
});

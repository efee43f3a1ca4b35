import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Priority } from '../../../src/engine/clouds/http/cloud-failure.ts';
import {
  createLimiter,
  type Heard,
  type RequestKind,
} from '../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits, microsoftLimits } from '../../../src/engine/clouds/quota/limits.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';

const START = 1_000_000;

function aLimiter(rules = appleLimits('org')) {
  const clock = createManualClock(START);
  const limiter = createLimiter({ clock, rules });
  const started: { readonly name: string; readonly at: number }[] = [];
  const ask = (
    name: string,
    priority: Priority | (() => Priority) = 'bench',
    kind: RequestKind = 'read',
  ) => {
    const task = async () => void started.push({ name, at: clock.now() - START });
    void limiter.run({ kind, priority }, task);
  };
  return { clock, limiter, started, ask };
}

/** A service that is not ready yet: it says when to come again, and nothing of our pace. */
function refusedUntil(retryAt: number): Heard {
  return { ok: false, error: { kind: 'serverError', retryAt } };
}

describe('reads of Apple', () => {
  it('begin with a burst of four and go on every three seconds', async () => {
    const { clock, started, ask } = aLimiter();
    for (let number = 0; number < 6; number += 1) ask(String(number));
    await clock.advance(7 * SECOND);
    expect(started.map(({ at }) => at)).toEqual([0, 0, 0, 0, 3_000, 6_000]);
  });

  it('are never more than twenty in any minute', async () => {
    const { clock, started, ask } = aLimiter();
    for (let number = 0; number < 100; number += 1) ask(String(number));
    await clock.advance(4 * MINUTE);
    for (const { at } of started) {
      const inMinute = started.filter((other) => other.at >= at && other.at < at + MINUTE);
      expect(inMinute.length).toBeLessThanOrEqual(20);
    }
    expect(started.length).toBeGreaterThan(70);
  });

  it('are at most four at once', async () => {
    const { clock, limiter } = aLimiter();
    let inFlight = 0;
    let most = 0;
    const slow = async () => {
      most = Math.max(most, (inFlight += 1));
      await clock.sleep(30 * SECOND);
      inFlight -= 1;
    };
    for (let number = 0; number < 12; number += 1)
      void limiter.run({ kind: 'read', priority: 'bench' }, slow);
    await clock.advance(3 * MINUTE);
    expect(most).toBe(4);
  });

  it('let the bench go before background work that asked earlier', async () => {
    const { clock, started, ask } = aLimiter();
    for (let number = 0; number < 5; number += 1) ask(`list ${number}`, 'background');
    await clock.advance(1);
    ask('scan');
    await clock.advance(30 * SECOND);
    expect(started.findIndex(({ name }) => name === 'scan')).toBeLessThan(3);
    expect(started.find(({ name }) => name === 'scan')?.at).toBeLessThan(10);
  });

  it('pull a question forward when somebody at the bench waits for it as well', async () => {
    const { clock, started, ask } = aLimiter();
    let priority: Priority = 'background';
    for (let number = 0; number < 8; number += 1) ask(`list ${number}`, 'background');
    ask('shared', () => priority);
    priority = 'bench';
    await clock.advance(4 * SECOND);
    expect(started.map(({ name }) => name)).toContain('shared');
  });

  it('wait until the cloud wants to be asked again', async () => {
    const { clock, limiter, started, ask } = aLimiter();
    limiter.heard('read', refusedUntil(START + 90 * SECOND));
    ask('patient');
    await clock.advance(89 * SECOND);
    expect(started).toEqual([]);
    await clock.advance(2 * SECOND);
    expect(started.map(({ at }) => at)).toEqual([90_000]);
  });

  it('go on while writes are paused', async () => {
    const { clock, limiter, started, ask } = aLimiter();
    limiter.heard('write', refusedUntil(START + HOUR));
    ask('read');
    ask('write', 'bench', 'write');
    await clock.advance(MINUTE);
    expect(started.map(({ name }) => name)).toEqual(['read']);
  });
});

describe('writes to Apple', () => {
  it('are ten in an hour', async () => {
    const { clock, started, ask } = aLimiter();
    for (let number = 0; number < 11; number += 1) ask(String(number), 'bench', 'write');
    await clock.advance(HOUR);
    expect(started).toHaveLength(10);
    await clock.advance(SECOND);
    expect(started).toHaveLength(11);
  });
});

describe('the window', () => {
  it('begins with the answer, since nobody knows when a request arrived', async () => {
    const { clock, limiter, started, ask } = aLimiter();
    const slow = () => clock.sleep(25 * SECOND);
    for (let number = 0; number < 20; number += 1)
      void limiter.run({ kind: 'read', priority: 'bench' }, slow);
    ask('after');
    await clock.advance(25 * SECOND + MINUTE - SECOND);
    expect(started).toEqual([]);
    await clock.advance(2 * MINUTE);
    expect(started).toHaveLength(1);
  });
});

describe('the budget', () => {
  it('says what was spent, what waits and when the next is free', async () => {
    const { clock, limiter, ask } = aLimiter();
    for (let number = 0; number < 6; number += 1) ask(String(number));
    await clock.advance(1);
    expect(limiter.budgets()).toEqual([
      {
        cloud: 'apple',
        organizationId: 'org',
        kind: 'read',
        spent: 4,
        limit: 20,
        waiting: 2,
        nextFreeAt: START + 3_000,
      },
      { cloud: 'apple', organizationId: 'org', kind: 'write', spent: 0, limit: 10, waiting: 0 },
    ]);
  });

  it('of Microsoft lets a thousand reads go in twenty seconds', async () => {
    const { clock, started, ask } = aLimiter(microsoftLimits('tenant'));
    for (let number = 0; number < 1_200; number += 1) ask(String(number));
    await clock.advance(19 * SECOND);
    expect(started).toHaveLength(1_000);
    await clock.advance(5 * SECOND);
    expect(started).toHaveLength(1_200);
  });
});

it('a task that fails gives its place back', async () => {
  const { clock, limiter } = aLimiter();
  const failing = Array.from({ length: 6 }, () =>
    limiter
      .run({ kind: 'read', priority: 'bench' }, () => Promise.reject(new Error('no')))
      .catch(() => 'failed'),
  );
  await clock.advance(10 * SECOND);
  expect(await Promise.all(failing)).toEqual(Array.from({ length: 6 }, () => 'failed'));
});

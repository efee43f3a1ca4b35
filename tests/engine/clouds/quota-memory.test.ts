import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { createLimiter } from '../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits, microsoftLimits } from '../../../src/engine/clouds/quota/limits.ts';
import {
  createQuotaMemory,
  openQuotaMemory,
  type QuotaMemory,
} from '../../../src/engine/clouds/quota/quota-memory.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { temporaryFolder } from '../mirror/temporary-mirror.ts';

const START = Date.UTC(2026, 10, 23, 8);
const WRITE = { kind: 'write', priority: 'bench' } as const;

/** A machine whose clock can be set, and whose uptime goes on meanwhile. */
function aMachine() {
  const machine = { now: START, uptime: 3 * HOUR };
  const file = path.join(temporaryFolder(), 'quota.json');
  const logged: string[] = [];
  return {
    file,
    logged,
    set: (now: number) => void (machine.now = now),
    pass(milliseconds: number): void {
      machine.now += milliseconds;
      machine.uptime += milliseconds;
    },
    startAnew: () => void (machine.uptime = 0),
    open: (): QuotaMemory =>
      openQuotaMemory(file, (line) => void logged.push(line), {
        now: () => machine.now,
        uptime: () => machine.uptime,
      }),
  };
}

describe('the quota memory', () => {
  it('knows after a restart what was written before', () => {
    const machine = aMachine();
    machine.open().write('apple org', [START - MINUTE, START]);
    machine.pass(HOUR);
    expect(machine.open().read('apple org')).toEqual([START - MINUTE, START]);
    expect(machine.open().read('apple other')).toEqual([]);
  });

  it('keeps several quotas apart, whatever they are called', () => {
    const machine = aMachine();
    const memory = machine.open();
    memory.write('__proto__', [START]);
    memory.write('apple org', []);
    const again = machine.open();
    expect([again.read('__proto__'), again.read('apple org')]).toEqual([[START], []]);
  });

  it('leaves no half-written file beside its own', () => {
    const machine = aMachine();
    machine.open().write('apple org', [START]);
    expect(readdirSync(path.dirname(machine.file))).toEqual(['quota.json']);
  });

  it.each(['', '{"starts":', '{"now":1,"uptime":"a","starts":[]}', 'null'])(
    'is begun anew when its file holds %j',
    (text) => {
      const machine = aMachine();
      writeFileSync(machine.file, text);
      const memory = machine.open();
      expect(memory.read('apple org')).toEqual([]);
      memory.write('apple org', [START]);
      expect(machine.open().read('apple org')).toEqual([START]);
    },
  );

  it('holds for this run when the disk refuses, and says so', () => {
    const machine = aMachine();
    mkdirSync(machine.file);
    const memory = machine.open();
    memory.write('apple org', [START]);
    expect(memory.read('apple org')).toEqual([START]);
    expect(machine.logged).toHaveLength(1);
  });

  it.each([
    ['back by a day', -DAY],
    ['forward by a day', DAY],
    ['back by ten minutes', -10 * MINUTE],
  ])('moves its starts along when the clock is set %s', (_, leap) => {
    const machine = aMachine();
    const memory = machine.open();
    memory.write('apple org', [START]);
    machine.pass(20 * MINUTE);
    machine.set(START + 20 * MINUTE + leap);
    expect(memory.read('apple org')).toEqual([START + leap]);
    expect(machine.open().read('apple org')).toEqual([START + leap]);
  });

  it('believes the clock when the machine was started in between', () => {
    const machine = aMachine();
    machine.open().write('apple org', [START]);
    machine.pass(DAY);
    machine.startAnew();
    expect(machine.open().read('apple org')).toEqual([START]);
  });

  it('takes the small corrections of a time server for none', () => {
    const machine = aMachine();
    const memory = machine.open();
    memory.write('apple org', [START]);
    machine.set(START + 2 * SECOND);
    expect(memory.read('apple org')).toEqual([START]);
  });
});

describe('a limiter with a memory', () => {
  function aRun(memory: QuotaMemory, startAt = START) {
    const clock = createManualClock(startAt);
    const limiter = createLimiter({ clock, rules: appleLimits('org'), memory });
    const started: number[] = [];
    const post = () => limiter.run(WRITE, async () => void started.push(clock.now() - startAt));
    const writes = () => limiter.budgets()[1];
    return { clock, post, started, writes };
  }

  it('counts the writes of the last hour over a restart', async () => {
    const memory = createQuotaMemory();
    const first = aRun(memory);
    for (let number = 0; number < 10; number += 1) void first.post();
    await first.clock.advance(MINUTE);
    const second = aRun(memory, START + 10 * MINUTE);
    expect(second.writes()).toMatchObject({ spent: 10 });
    void second.post();
    await second.clock.advance(50 * MINUTE);
    expect(second.started).toEqual([]);
    await second.clock.advance(MINUTE);
    expect(second.started).toHaveLength(1);
  });

  it('has a write on disk before it leaves', () => {
    const machine = aMachine();
    const clock = createManualClock(START);
    const limiter = createLimiter({ clock, rules: appleLimits('org'), memory: machine.open() });
    let onDisk = '';
    void limiter.run(WRITE, async () => {
      onDisk = readFileSync(machine.file, 'utf8');
    });
    expect(onDisk).toContain(String(START));
  });

  it('is not locked for ever by a clock that was ahead', async () => {
    const memory = createQuotaMemory();
    memory.write(
      'apple org',
      Array.from({ length: 10 }, () => START + 1_000 * DAY),
    );
    const { clock, post, started } = aRun(memory);
    void post();
    await clock.advance(59 * MINUTE);
    expect(started).toEqual([]);
    await clock.advance(2 * MINUTE);
    expect(started).toHaveLength(1);
  });

  it('is not free at once after a clock that was set forward while it ran', () => {
    const machine = aMachine();
    const setClock = { ...createManualClock(START), now: () => START + 10 * HOUR };
    machine.open().write(
      'apple org',
      Array.from({ length: 10 }, () => START),
    );
    machine.pass(MINUTE);
    machine.set(START + 10 * HOUR);
    const rules = appleLimits('org');
    const limiter = createLimiter({ clock: setClock, rules, memory: machine.open() });
    expect(limiter.budgets()[1]).toMatchObject({ spent: 10 });
    expect((limiter.budgets()[1]?.nextFreeAt ?? 0) - setClock.now()).toBeGreaterThan(58 * MINUTE);
  });

  it('writes nothing for a quota of seconds', async () => {
    const memory = createQuotaMemory();
    const clock = createManualClock(START);
    const limiter = createLimiter({ clock, rules: microsoftLimits('tenant'), memory });
    await limiter.run(WRITE, () => Promise.resolve());
    expect(memory.read('microsoft tenant')).toEqual([]);
  });
});

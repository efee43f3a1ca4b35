import { describe, expect, it } from 'vitest';
import { createEngineHolder } from '../../src/engine/engine-holder.ts';
import type { Engine, Reply } from '../../src/engine/engine.ts';
import { LedgerFault } from '../../src/engine/ledger/ledger-failure.ts';

const diskFull = { ok: false, error: { code: 'diskFull' } } as const;

describe('an engine whose files were refused', () => {
  it('is composed again when somebody asks after two seconds, and then stays', async () => {
    const bench = aHolder([diskFull, diskFull]);
    expect(await bench.holder.get()).toEqual(diskFull);
    bench.pass(1_900);
    expect(await bench.holder.get()).toEqual(diskFull);
    expect(bench.composed()).toBe(1);
    bench.pass(200);
    expect(await bench.holder.get()).toEqual(diskFull);
    bench.pass(2_000);
    expect(await bench.holder.get()).toMatchObject({ ok: true });
    bench.pass(60_000);
    await bench.holder.get();
    expect(bench.composed()).toBe(3);
  });

  it('is composed once for all who ask meanwhile', async () => {
    const bench = aHolder([diskFull]);
    await bench.holder.get();
    bench.pass(2_000);
    const all = await Promise.all([bench.holder.get(), bench.holder.get(), bench.holder.get()]);
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(bench.composed()).toBe(2);
  });

  it('is refused with the reason of the ledger when that was thrown', async () => {
    const fault = new LedgerFault({ code: 'diskFull', detail: 'no room' });
    const holder = createEngineHolder(() => Promise.reject(fault));
    expect(await holder.get()).toMatchObject(diskFull);
  });

  it('is not composed any more after the end', async () => {
    const bench = aHolder([diskFull]);
    await bench.holder.close();
    bench.pass(2_000);
    expect(await bench.holder.get()).toEqual(diskFull);
  });
});

describe('the end of a process', () => {
  it('closes the engine, also one that is just being composed', async () => {
    const bench = aHolder([]);
    await bench.holder.close();
    expect(bench.closed()).toBe(1);
  });
});

/** Refuses so many times, then composes. */
function aHolder(refusals: readonly Reply<Engine>[]) {
  let time = 0;
  let composed = 0;
  let closed = 0;
  // Nothing else of it is used here.
  const engine = { close: () => Promise.resolve(void (closed += 1)) } as unknown as Engine;
  const compose = () => {
    composed += 1;
    return Promise.resolve(refusals[composed - 1] ?? ({ ok: true, value: engine } as const));
  };
  return {
    holder: createEngineHolder(compose, () => time),
    pass: (milliseconds: number) => void (time += milliseconds),
    composed: () => composed,
    closed: () => closed,
  };
}

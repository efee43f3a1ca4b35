import { describe, expect, it } from 'vitest';
import { aBench, inNormalMode, PHONE, PORT, type FakeBench } from './fake-bench.ts';

describe('a device that comes and goes by itself', () => {
  it('is called restless from the fourth arrival within half a minute', async () => {
    const bench = aBench();
    await plugTimes(bench, 3);
    expect(isRestless(bench)).toBe(false);
    await plugTimes(bench, 1);
    expect(isRestless(bench)).toBe(true);
  });

  it('is told when it becomes restless, and when it no longer is', async () => {
    const bench = aBench();
    await plugTimes(bench, 4);
    const told = bench.signals.length;
    expect(bench.signals.at(-1)).toBe(`changed ${PORT} ecid:${PHONE.ecid}`);
    await bench.clock.advance(60_000);
    expect(isRestless(bench)).toBe(false);
    expect(bench.signals.slice(told)).toEqual([`changed ${PORT} ecid:${PHONE.ecid}`]);
  });

  it('is not one that changes its mode now and then', async () => {
    const bench = aBench();
    for (let round = 0; round < 8; round += 1) {
      await plugTimes(bench, 1);
      await bench.clock.advance(12_000);
    }
    expect(isRestless(bench)).toBe(false);
  });
});

async function plugTimes({ bus, clock }: FakeBench, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    bus.unplug(PORT);
    bus.plug(inNormalMode(PHONE));
    await clock.advance(500);
  }
}

function isRestless({ watch }: FakeBench): boolean {
  return watch.slots()[0]?.isRestless === true;
}

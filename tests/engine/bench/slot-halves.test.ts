import { describe, expect, it } from 'vitest';
import type { UsbDevice } from '../../../src/core/ports.ts';
import { canBeHalves, lookLikeHalves } from '../../../src/engine/bench/slots/socket-halves.ts';
import {
  aBench,
  createMemory,
  inDfu,
  inNormalMode,
  inRecovery,
  OLD_PHONE,
  PHONE,
  type FakeBench,
} from './fake-bench.ts';

const FAST = '2-1.4';
const SLOW = '1-1.4';
const SOON = 1_000;

const portsOf = ({ watch }: FakeBench) => watch.slots().map(({ ports }) => ports);

/** A device leaves its port and comes back as another. */
async function change(bench: FakeBench, from: string, to: UsbDevice, after = SOON): Promise<void> {
  bench.bus.unplug(from);
  await bench.clock.advance(after);
  bench.bus.plug(to);
}

describe('a phone that changes its mode', () => {
  it('shows its slot the other half of the socket, which is kept', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FAST));
    await change(bench, FAST, inRecovery(PHONE, SLOW));
    expect(bench.watch.slots()).toMatchObject([
      { number: 1, port: FAST, ports: [FAST, SLOW], device: { mode: 'recovery' } },
    ]);
    expect(portsOf(aBench([], bench.layout))).toEqual([[FAST, SLOW]]);
  });

  it('stays on that slot from then on, and so does the next', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FAST));
    await change(bench, FAST, inDfu(PHONE, SLOW));
    await change(bench, SLOW, inNormalMode(PHONE, FAST));
    await change(bench, FAST, inRecovery(OLD_PHONE, SLOW));
    expect(bench.signals).toEqual([
      `appeared ${FAST} ecid:${PHONE.ecid}`,
      `changed ${FAST} ecid:${PHONE.ecid}`,
      `changed ${FAST} ecid:${PHONE.ecid}`,
      `left ${FAST} ecid:${PHONE.ecid}`,
      `appeared ${FAST} ecid:${OLD_PHONE.ecid}`,
    ]);
  });

  it('gives the port that was known before to its slot when nothing speaks against it', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(OLD_PHONE, SLOW));
    bench.bus.unplug(SLOW);
    await bench.clock.advance(60_000);
    bench.bus.plug(inNormalMode(PHONE, FAST));
    await change(bench, FAST, inRecovery(PHONE, SLOW));
    expect(portsOf(bench)).toEqual([[FAST, SLOW]]);
  });

  it('is followed when the other half comes before the first one goes', async () => {
    const slots = [{ number: 1, name: '', ports: [FAST, SLOW], isNumbered: false }];
    const { bus, clock, watch, signals } = aBench([], createMemory({ slots }));
    bus.plug(inNormalMode(PHONE, FAST));
    bus.plug(inRecovery(PHONE, SLOW));
    bus.unplug(FAST);
    await clock.advance(60_000);
    expect(signals.slice(1)).toEqual([`changed ${FAST} ecid:${PHONE.ecid}`]);
    expect(watch.slots()).toMatchObject([{ ports: [FAST, SLOW], device: { mode: 'recovery' } }]);
  });

  it.each([
    ['on the same bus', inRecovery(PHONE, '2-2.4'), SOON],
    ['in another socket of the hub', inRecovery(PHONE, '1-1.3'), SOON],
    ['in the same mode', inNormalMode(PHONE, SLOW), SOON],
    ['later than a mode change takes', inRecovery(PHONE, SLOW), 11_000],
  ])('teaches nothing %s', async (_, device, after) => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FAST));
    await change(bench, FAST, device, after);
    expect(portsOf(bench)).toEqual([[FAST], [device.port]]);
  });

  it.each(['name', 'number'] as const)('leaves alone a slot with a %s', async (what) => {
    const bench = aBench();
    const { bus, clock, watch } = bench;
    bus.plug(inNormalMode(OLD_PHONE, SLOW));
    if (what === 'name') watch.arranging.name(SLOW, 'Window');
    else watch.arranging.number(SLOW, 1);
    bus.unplug(SLOW);
    await clock.advance(60_000);
    bus.plug(inNormalMode(PHONE, FAST));
    await change(bench, FAST, inRecovery(PHONE, SLOW));
    expect(portsOf(bench)).toEqual([[SLOW], [FAST]]);
  });

  it('does not undo what the operator has taken apart', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FAST));
    await change(bench, FAST, inRecovery(PHONE, SLOW));
    bench.watch.arranging.separate(FAST);
    await change(bench, SLOW, inNormalMode(PHONE, FAST));
    expect(portsOf(bench)).toEqual([[SLOW], [FAST]]);
  });

  it('never joins two ports that were once occupied at the same time', async () => {
    const bench = aBench();
    const { bus, clock } = bench;
    bus.plug(inNormalMode(OLD_PHONE, SLOW));
    bus.plug(inNormalMode(PHONE, FAST));
    bus.unplug(SLOW);
    await clock.advance(60_000);
    await change(bench, FAST, inRecovery(PHONE, SLOW));
    expect(portsOf(bench)).toEqual([[SLOW], [FAST]]);
  });

  it('never makes a slot of three', async () => {
    const slots = [{ number: 1, name: '', ports: [FAST, SLOW], isNumbered: false }];
    const bench = aBench([], createMemory({ slots }));
    bench.bus.plug(inNormalMode(PHONE, FAST));
    await change(bench, FAST, inRecovery(PHONE, '3-1.4'));
    expect(portsOf(bench)).toEqual([[FAST, SLOW], ['3-1.4']]);
  });
});

describe('two ports', () => {
  it.each([
    ['1-1.4', '2-1.4', true, true],
    ['1-1.4', '2-3.4', true, true],
    ['1-2', '2-5', true, true],
    ['1-1.4', '2-1.3', true, false],
    ['1-1.4', '2-4', true, false],
    ['20-1.4', '20-2.4', true, false],
    ['1-1.4', '1-1.2', false, false],
    ['1-1.4', '1-1.2.4', false, false],
    ['PCIROOT(0)#PCI(0201)-3.1', 'PCIROOT(0)#PCI(0201)-15.1', true, false],
    ['1@7', '2@9', false, false],
    ['1@7', '2-1.4', false, false],
    ['1@7', '1@7', false, false],
  ])('%s and %s can be halves: %s, look so: %s', (one, other, can, look) => {
    expect([canBeHalves(one, other), lookLikeHalves(one, other)]).toEqual([can, look]);
    expect([canBeHalves(other, one), lookLikeHalves(other, one)]).toEqual([can, look]);
  });
});

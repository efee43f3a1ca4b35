import { describe, expect, it } from 'vitest';
import {
  aBench,
  createMemory,
  type FakeBench,
  inNormalMode,
  inRecovery,
  LATER,
  OLD_PHONE,
  PHONE,
  PORT,
} from './fake-bench.ts';

/** Where the bus names no ports, each plug has an address of its own. */
const at = (address: number) => `PCIROOT(0)#PCI(1400)@${address}`;
const [FIRST, SECOND] = [at(7), at(8)];
const portsOf = ({ watch }: FakeBench) => watch.slots().map(({ port }) => port);

describe('a slot of a port that ends with its plug', () => {
  it('ends with its device, once that is told to have left', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FIRST));
    expect(portsOf(bench)).toEqual([FIRST]);
    bench.watch.subscribe(({ kind, slot }) => {
      if (kind === 'left') expect(portsOf(bench)).toContain(slot);
    });
    bench.bus.unplug(FIRST);
    await bench.clock.advance(LATER);
    expect(bench.signals.at(-1)).toBe(`left ${FIRST} ecid:${PHONE.ecid}`);
    expect(portsOf(bench)).toEqual([]);
  });

  it('is followed by no second one when its device comes on another within a moment', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FIRST));
    bench.bus.unplug(FIRST);
    await bench.clock.advance(1_000);
    bench.bus.plug(inRecovery(PHONE, SECOND));
    expect(bench.signals.slice(1)).toEqual([`changed ${SECOND} ecid:${PHONE.ecid}`]);
    expect(portsOf(bench)).toEqual([SECOND]);
  });

  it('is not missed however often a device is plugged in: it is always the same slot', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(OLD_PHONE));
    for (let address = 1; address <= 200; address += 1) {
      bench.bus.plug(inNormalMode(PHONE, at(address)));
      bench.bus.unplug(at(address));
      await bench.clock.advance(LATER);
    }
    bench.bus.plug(inNormalMode(PHONE, FIRST));
    expect(bench.signals.at(-1)).toBe(`returned ${FIRST} ecid:${PHONE.ecid}`);
    expect(bench.watch.slots()).toMatchObject([{ port: PORT }, { port: FIRST, number: 2 }]);
  });

  it('leaves nothing in what is kept of the slots', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FIRST));
    bench.bus.plug(inNormalMode(OLD_PHONE, PORT));
    expect(bench.layout.read()).toMatchObject({ slots: [{ ports: [PORT] }], apart: [] });
  });

  it('goes to the next device where that takes the port unnoticed', () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FIRST));
    bench.bus.plug(inNormalMode(OLD_PHONE, FIRST));
    expect(bench.watch.slots()).toMatchObject([{ port: FIRST, device: { udid: OLD_PHONE.udid } }]);
  });

  it('stays while the reset of its device is open, until that is back', async () => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FIRST));
    bench.watch.allowPairing(FIRST, 'afterReturn');
    bench.bus.unplug(FIRST);
    await bench.clock.advance(60_000);
    expect(portsOf(bench)).toEqual([FIRST]);
    bench.bus.plug(inNormalMode(PHONE, SECOND));
    expect(portsOf(bench)).toEqual([SECOND]);
  });

  it.each([
    ['named', ({ watch }: FakeBench) => watch.arranging.name(FIRST, 'Window')],
    ['numbered', ({ watch }: FakeBench) => watch.arranging.number(FIRST, 3)],
  ])('is kept once the operator has %s it, also over a restart', async (_, arrange) => {
    const bench = aBench();
    bench.bus.plug(inNormalMode(PHONE, FIRST));
    arrange(bench);
    bench.bus.unplug(FIRST);
    await bench.clock.advance(LATER);
    expect(portsOf(bench)).toEqual([FIRST]);
    expect(portsOf(aBench([], bench.layout))).toEqual([FIRST]);
  });

  it('that was kept before does not come again', () => {
    const slots = [
      { number: 1, name: '', ports: [FIRST], isNumbered: false },
      { number: 2, name: '', ports: [PORT], isNumbered: false },
    ];
    expect(portsOf(aBench([], createMemory({ slots })))).toEqual([PORT]);
  });
});

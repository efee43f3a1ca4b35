import { describe, expect, it } from 'vitest';
import {
  aBench,
  anAnswer,
  inDfu,
  inNormalMode,
  inRecovery,
  OLD_PHONE,
  OTHER_PORT,
  PHONE,
  PORT,
  type FakeBench,
} from './fake-bench.ts';

const LATER = 5_000;

describe('asking a device', () => {
  it('tells its answer as a change, and names an old phone by its ECID', async () => {
    const bench = aBench();
    bench.answers.set(
      OLD_PHONE.udid,
      anAnswer({ ecid: `000${OLD_PHONE.ecid}`, batteryPercent: 50 }),
    );
    bench.bus.plug(inNormalMode(OLD_PHONE));
    await bench.clock.advance(0);
    expect(bench.signals).toEqual([
      `appeared ${PORT} udid:${OLD_PHONE.udid}`,
      `changed ${PORT} ecid:${OLD_PHONE.ecid}`,
    ]);
    expect(bench.details.at(-1)?.device.probe).toMatchObject({
      ecid: OLD_PHONE.ecid,
      batteryPercent: 50,
    });
  });

  it('happens only in normal mode', async () => {
    const { bus, clock, asked } = aBench();
    bus.plug(inRecovery(PHONE));
    bus.plug(inDfu(OLD_PHONE, OTHER_PORT));
    await clock.advance(60_000);
    expect(asked).toEqual([]);
  });

  it('is tried a few times when it fails or gives nothing, and then left', async () => {
    const { bus, clock, asked, answers, watch } = aBench();
    answers.set(PHONE.udid, new Error('refused'));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(3_600_000);
    expect(asked.length).toBe(4);
    expect(watch.slots()[0]?.device?.mode).toBe('normal');
  });

  it('succeeds with a device that answers late', async () => {
    const { bus, clock, answers, signals } = aBench();
    bus.plug(inNormalMode(PHONE));
    await clock.advance(1_000);
    answers.set(PHONE.udid, anAnswer());
    await clock.advance(1_000);
    expect(signals.at(-1)).toBe(`changed ${PORT} ecid:${PHONE.ecid}`);
  });

  it('begins anew when it came back, without what it said before', async () => {
    const { bus, clock, answers, asked, details, watch } = aBench();
    answers.set(PHONE.udid, anAnswer({ deviceName: `Ada's phone` }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    await leave({ bus, clock });
    answers.set(PHONE.udid, anAnswer({ deviceName: 'iPhone', isInSetupAssistant: true }));
    bus.plug(inNormalMode(PHONE));
    expect(details.at(-1)?.kind).toBe('returned');
    expect(details.at(-1)?.device).not.toHaveProperty('probe');
    await clock.advance(0);
    expect(asked.length).toBe(2);
    expect(watch.slots()[0]?.device?.probe).toMatchObject({
      deviceName: 'iPhone',
      isInSetupAssistant: true,
    });
  });

  it('is not repeated for a port that only bounced', async () => {
    const { bus, clock, answers, asked } = aBench();
    answers.set(PHONE.udid, anAnswer());
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    bus.unplug(PORT);
    bus.plug(inNormalMode(PHONE));
    await clock.advance(LATER);
    expect(asked.length).toBe(1);
  });

  it('ignores an answer that comes after the device left', async () => {
    const { bus, clock, answers, signals } = aBench();
    answers.set(PHONE.udid, anAnswer());
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    await clock.advance(60_000);
    expect(signals).toEqual([
      `appeared ${PORT} ecid:${PHONE.ecid}`,
      `left ${PORT} ecid:${PHONE.ecid}`,
    ]);
  });
});

describe('an answer that shows who it is', () => {
  it('makes a phone from recovery the one that returned', async () => {
    const { bus, clock, answers, signals, watch } = aBench();
    bus.plug(inRecovery(OLD_PHONE));
    await leave({ bus, clock });
    answers.set(OLD_PHONE.udid, anAnswer({ ecid: OLD_PHONE.ecid }));
    bus.plug(inNormalMode(OLD_PHONE, OTHER_PORT));
    await clock.advance(0);
    expect(signals.slice(2)).toEqual([
      `appeared ${OTHER_PORT} udid:${OLD_PHONE.udid}`,
      `returned ${OTHER_PORT} ecid:${OLD_PHONE.ecid}`,
    ]);
    expect(watch.slots()[1]?.device?.serialRead).toBe(OLD_PHONE.serial);
    expect(watch.slots()[0]?.device).toBeUndefined();
  });

  it('never outweighs what the USB descriptor says', async () => {
    const { bus, clock, answers, watch } = aBench();
    answers.set(PHONE.udid, anAnswer({ ecid: OLD_PHONE.ecid, udid: OLD_PHONE.udid }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    expect(watch.slots()[0]?.device?.ecid).toBe(PHONE.ecid);
  });
});

describe('pairing', () => {
  it('is never tried while no reset is open', async () => {
    const { bus, clock, asked } = aBench();
    bus.plug(inNormalMode(PHONE));
    await leave({ bus, clock });
    bus.plug(inNormalMode(PHONE));
    await clock.advance(60_000);
    expect(asked.some(({ allowPairing }) => allowPairing)).toBe(false);
  });

  it('is tried once, after the device left and came back', async () => {
    const { bus, clock, watch, asked } = aBench();
    bus.plug(inNormalMode(PHONE));
    watch.allowPairing(PORT, true);
    await clock.advance(60_000);
    const before = asked.length;
    await leave({ bus, clock });
    bus.plug(inNormalMode(PHONE));
    await clock.advance(60_000);
    const tries = asked.map(({ allowPairing }) => allowPairing);
    expect(tries.slice(0, before)).not.toContain(true);
    expect(tries.slice(before)).toEqual([true, false, false, false]);
  });

  it('is tried at once when it is allowed for a device that is back already', async () => {
    const { bus, clock, watch, asked, answers } = aBench();
    answers.set(PHONE.udid, anAnswer());
    bus.plug(inNormalMode(PHONE));
    await leave({ bus, clock });
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    watch.allowPairing(PORT, true);
    await clock.advance(0);
    watch.allowPairing(PORT, true);
    expect(asked.filter(({ allowPairing }) => allowPairing).length).toBe(1);
  });

  it('is tried when a listener allows it on the return', async () => {
    const { bus, clock, watch, asked, answers } = aBench();
    answers.set(PHONE.udid, anAnswer());
    watch.subscribe(({ kind, slot }) => watch.allowPairing(slot, kind === 'returned'));
    bus.plug(inNormalMode(PHONE));
    await leave({ bus, clock });
    bus.plug(inNormalMode(PHONE));
    await clock.advance(LATER);
    expect(asked.filter(({ allowPairing }) => allowPairing).length).toBe(1);
  });

  it('follows the device to another port', async () => {
    const { bus, clock, watch, asked } = aBench();
    bus.plug(inNormalMode(PHONE));
    watch.allowPairing(PORT, true);
    await leave({ bus, clock });
    bus.plug(inNormalMode(PHONE, OTHER_PORT));
    expect(asked.at(-1)).toEqual({ port: OTHER_PORT, allowPairing: true });
  });
});

async function leave({ bus, clock }: Pick<FakeBench, 'bus' | 'clock'>): Promise<void> {
  bus.unplug(PORT);
  await clock.advance(LATER);
}

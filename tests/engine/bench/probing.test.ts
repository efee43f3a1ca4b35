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

describe('a device that tells less than it could', () => {
  it('is asked again for as long as a person may mend it', async () => {
    const { bus, clock, answers, asked } = aBench();
    answers.set(PHONE.udid, anAnswer({ symptom: 'usbRestricted' }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(10 * 60_000);
    expect(asked.length).toBeGreaterThan(15);
  });

  it('is left alone while its user is asked to trust the computer', async () => {
    const { bus, clock, answers, asked } = aBench();
    answers.set(PHONE.udid, anAnswer({ symptom: 'trustPending' }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(10 * 60_000);
    expect(asked.length).toBe(1);
  });

  it('is asked at once when it may answer now', async () => {
    const { bus, clock, answers, asked, tellReady } = aBench();
    answers.set(PHONE.udid, anAnswer({ symptom: 'trustPending' }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    tellReady(OLD_PHONE.udid);
    expect(asked.length).toBe(1);
    tellReady(PHONE.udid);
    expect(asked.length).toBe(2);
  });

  it('is told once, however often it says the same', async () => {
    const { bus, clock, answers, signals } = aBench();
    answers.set(PHONE.udid, anAnswer({ symptom: 'noAnswer' }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(5 * 60_000);
    expect(signals.length).toBe(2);
  });

  it('has its battery read anew, since it charges', async () => {
    const { bus, clock, answers, watch } = aBench();
    answers.set(PHONE.udid, anAnswer({ batteryPercent: 12 }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    answers.set(PHONE.udid, anAnswer({ batteryPercent: 40 }));
    await clock.advance(5 * 60_000);
    expect(watch.slots()[0]?.device?.probe?.batteryPercent).toBe(40);
  });

  it('is asked again after a bounce, if it had more to tell', async () => {
    const { bus, clock, answers, asked } = aBench();
    answers.set(PHONE.udid, anAnswer({ symptom: 'noAnswer' }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    bus.unplug(PORT);
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    expect(asked.length).toBe(2);
  });

  it('is asked again until what was done for the question is taken back', async () => {
    const { bus, clock, answers, asked } = aBench();
    answers.set(PHONE.udid, anAnswer({ isUnfinished: true }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    answers.set(PHONE.udid, anAnswer());
    await clock.advance(10 * 60_000);
    expect(asked.length).toBe(2);
  });

  it('is looked at again while it is locked, but not once it refused to pair', async () => {
    const { bus, clock, answers, asked } = aBench();
    answers.set(PHONE.udid, anAnswer({ symptom: 'locked', hasTriedPairing: false }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(2_000);
    answers.set(PHONE.udid, anAnswer({ symptom: 'locked' }));
    await clock.advance(60_000);
    expect(asked.length).toBe(3);
  });

  it('has another mode while it restores itself', async () => {
    const { bus, clock, answers, watch } = aBench();
    answers.set(PHONE.udid, anAnswer({ isRestoreRamdisk: true }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    expect(watch.slots()[0]?.device?.mode).toBe('restoreRamdisk');
    answers.set(PHONE.udid, anAnswer());
    await clock.advance(30_000);
    expect(watch.slots()[0]?.device?.mode).toBe('normal');
  });

  it('names its serial number when it trusts this computer', async () => {
    const { bus, clock, answers, watch } = aBench();
    answers.set(PHONE.udid, anAnswer({ serialNumber: PHONE.serial }));
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    expect(watch.slots()[0]?.device?.serialRead).toBe(PHONE.serial);
  });

  it('hears that nobody waits for its answer when it leaves', async () => {
    const { bus, clock, watch, cancelled } = aBench();
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    await clock.advance(0);
    expect(cancelled).toEqual([PHONE.udid]);
    watch.stop();
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

  it('is still to come when it was allowed and not tried', async () => {
    const { bus, clock, watch, asked, answers } = aBench();
    bus.plug(inNormalMode(PHONE));
    watch.allowPairing(PORT, 'afterReturn');
    await leave({ bus, clock });
    answers.set(PHONE.udid, anAnswer({ symptom: 'noAnswer', hasTriedPairing: false }));
    asked.length = 0;
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    answers.set(PHONE.udid, anAnswer());
    await clock.advance(60_000);
    expect(asked.map(({ allowPairing }) => allowPairing)).toEqual([true, true]);
  });

  it('is tried once, after the device left and came back', async () => {
    const { bus, clock, watch, asked } = aBench();
    bus.plug(inNormalMode(PHONE));
    watch.allowPairing(PORT, 'afterReturn');
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
    watch.allowPairing(PORT, 'afterReturn');
    await clock.advance(0);
    watch.allowPairing(PORT, 'afterReturn');
    expect(asked.filter(({ allowPairing }) => allowPairing).length).toBe(1);
  });

  it('is tried when a listener allows it on the return', async () => {
    const { bus, clock, watch, asked, answers } = aBench();
    answers.set(PHONE.udid, anAnswer());
    watch.subscribe(({ kind, slot }) =>
      watch.allowPairing(slot, kind === 'returned' ? 'afterReturn' : 'no'),
    );
    bus.plug(inNormalMode(PHONE));
    await leave({ bus, clock });
    bus.plug(inNormalMode(PHONE));
    await clock.advance(LATER);
    expect(asked.filter(({ allowPairing }) => allowPairing).length).toBe(1);
  });

  it('is not for another device in the slot of the one whose reset is open', async () => {
    const { bus, clock, watch, asked } = aBench();
    bus.plug(inNormalMode(PHONE));
    watch.allowPairing(PORT, 'afterReturn');
    await leave({ bus, clock });
    bus.plug(inNormalMode(OLD_PHONE, OTHER_PORT));
    bus.unplug(OTHER_PORT);
    await clock.advance(LATER);
    bus.plug(inNormalMode(OLD_PHONE));
    await clock.advance(60_000);
    expect(asked.some(({ allowPairing }) => allowPairing)).toBe(false);
  });

  it('is still to come when the question that allowed it was dropped', async () => {
    const { bus, clock, watch, asked, answers } = aBench();
    bus.plug(inNormalMode(PHONE));
    watch.allowPairing(PORT, 'afterReturn');
    await leave({ bus, clock });
    asked.length = 0;
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    answers.set(PHONE.udid, anAnswer());
    bus.plug(inNormalMode(PHONE));
    await clock.advance(60_000);
    expect(asked.map(({ allowPairing }) => allowPairing)).toEqual([true, true]);
  });

  it('is not tried again when the question was dropped after the device had been asked', async () => {
    const { bus, clock, watch, asked, answers, pairsAt } = aBench();
    bus.plug(inNormalMode(PHONE));
    watch.allowPairing(PORT, 'afterReturn');
    await leave({ bus, clock });
    asked.length = 0;
    pairsAt.add(PHONE.udid);
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    answers.set(PHONE.udid, anAnswer());
    bus.plug(inNormalMode(PHONE));
    await clock.advance(60_000);
    expect(asked.map(({ allowPairing }) => allowPairing)).toEqual([true, false]);
  });

  it('is tried at once where the ledger says that it has come back', async () => {
    const { bus, clock, watch, asked } = aBench();
    bus.plug(inNormalMode(PHONE));
    await clock.advance(0);
    watch.allowPairing(PORT, 'hasReturned');
    expect(asked.at(-1)?.allowPairing).toBe(true);
  });

  it('follows the device to another port', async () => {
    const { bus, clock, watch, asked } = aBench();
    bus.plug(inNormalMode(PHONE));
    watch.allowPairing(PORT, 'afterReturn');
    await leave({ bus, clock });
    bus.plug(inNormalMode(PHONE, OTHER_PORT));
    expect(asked.at(-1)).toEqual({ port: OTHER_PORT, allowPairing: true });
  });
});

async function leave({ bus, clock }: Pick<FakeBench, 'bus' | 'clock'>): Promise<void> {
  bus.unplug(PORT);
  await clock.advance(LATER);
}

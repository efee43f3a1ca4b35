import { describe, expect, it } from 'vitest';
import {
  aBench,
  anAnswer,
  inDfu,
  inNormalMode,
  inRecovery,
  LATER,
  leave,
  OLD_PHONE,
  OTHER_PORT,
  PHONE,
  PORT,
} from './fake-bench.ts';

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

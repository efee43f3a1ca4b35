import { describe, expect, it } from 'vitest';
import {
  aBench,
  inDfu,
  inKis,
  inNormalMode,
  inRecovery,
  LATER,
  OLD_PHONE,
  OTHER_PORT,
  PHONE,
  PORT,
} from './fake-bench.ts';

const SOON = 1_000;
describe('a device that changes its mode', () => {
  it('keeps its identity and the serial it told in recovery', async () => {
    const { bus, clock, signals, watch } = aBench();
    bus.plug(inRecovery(PHONE));
    for (const next of [inDfu(PHONE), inNormalMode(PHONE)]) {
      bus.unplug(PORT);
      await clock.advance(SOON);
      bus.plug(next);
    }
    expect(signals.slice(1)).toEqual([
      `changed ${PORT} ecid:${PHONE.ecid}`,
      `changed ${PORT} ecid:${PHONE.ecid}`,
    ]);
    expect(watch.slots()[0]?.device).toMatchObject({ mode: 'normal', serialRead: PHONE.serial });
  });

  it('and its port, as USB 3 phones do, is followed there', async () => {
    const { bus, clock, signals, watch } = aBench();
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    await clock.advance(SOON);
    bus.plug(inRecovery(PHONE, OTHER_PORT));
    await clock.advance(LATER);
    expect(signals.slice(1)).toEqual([`changed ${OTHER_PORT} ecid:${PHONE.ecid}`]);
    expect(watch.slots()[0]?.device).toBeUndefined();
  });

  it('is followed when the new port comes before the old one goes', async () => {
    const { bus, clock, signals, watch } = aBench();
    bus.plug(inNormalMode(PHONE));
    bus.plug(inRecovery(PHONE, OTHER_PORT));
    expect(watch.slots().map(({ device }) => device?.key)).toEqual([
      `ecid:${PHONE.ecid}`,
      `ecid:${PHONE.ecid}`,
    ]);
    bus.unplug(PORT);
    await clock.advance(LATER);
    expect(signals.at(-1)).toBe(`changed ${OTHER_PORT} ecid:${PHONE.ecid}`);
    expect(watch.slots()[0]?.device).toBeUndefined();
  });

  it('is tied by its port where it tells nothing', async () => {
    const { bus, clock, watch } = aBench();
    bus.plug(inDfu(PHONE));
    bus.unplug(PORT);
    await clock.advance(9_000);
    bus.plug(inKis());
    expect(watch.slots()[0]?.device).toMatchObject({ mode: 'kis', ecid: PHONE.ecid });
  });

  it('is taken for the one of before when that had told nothing', async () => {
    const { bus, clock, signals } = aBench();
    bus.plug(inKis());
    bus.unplug(PORT);
    await clock.advance(SOON);
    bus.plug(inDfu(PHONE));
    expect(signals.slice(1)).toEqual([`changed ${PORT} ecid:${PHONE.ecid}`]);
  });

  it('is not tied by its port after ten seconds', async () => {
    const { bus, clock, signals } = aBench();
    bus.plug(inDfu(PHONE));
    bus.unplug(PORT);
    await clock.advance(11_000);
    bus.plug(inKis());
    expect(signals.at(-1)).toBe(`appeared ${PORT} port:${PORT}`);
  });
});

describe('a device that tells its serial alone', () => {
  const onlySerial = {
    port: PORT,
    productId: 0x1281,
    serialString: `CPID:8110 SRNM:[${PHONE.serial}]`,
  };

  it('does not leave it to the next one on its port', async () => {
    const { bus, clock, watch } = aBench();
    bus.plug(onlySerial);
    bus.unplug(PORT);
    await clock.advance(LATER);
    bus.plug(inNormalMode(OLD_PHONE));
    expect(watch.slots()[0]?.device).toMatchObject({ udid: OLD_PHONE.udid });
    expect(watch.slots()[0]?.device).not.toHaveProperty('serialRead');
  });

  it('is known again by it, on any port', async () => {
    const { bus, clock, signals } = aBench();
    bus.plug(onlySerial);
    bus.unplug(PORT);
    await clock.advance(60_000);
    bus.plug({ ...onlySerial, port: OTHER_PORT });
    expect(signals.at(-1)).toBe(`returned ${OTHER_PORT} port:${OTHER_PORT}`);
  });

  it('is not taken for one that tells another serial', () => {
    const { bus, signals } = aBench();
    bus.plug(onlySerial);
    bus.unplug(PORT);
    bus.plug({ ...onlySerial, serialString: `CPID:8110 SRNM:[${OLD_PHONE.serial}]` });
    expect(signals.slice(1)).toEqual([
      `left ${PORT} port:${PORT}`,
      `appeared ${PORT} port:${PORT}`,
    ]);
  });
});

describe('two devices that are swapped within a moment', () => {
  it.each([
    ['both tell who they are', inNormalMode(OLD_PHONE)],
    ['the second one could not be read', { ...inNormalMode(OLD_PHONE), serialString: null }],
  ])('are never taken for one when %s', (_, second) => {
    const { bus, watch, signals } = aBench();
    bus.plug(inRecovery(PHONE));
    bus.unplug(PORT);
    bus.plug(second);
    expect(signals[1]).toBe(`left ${PORT} ecid:${PHONE.ecid}`);
    expect(watch.slots()[0]?.device).not.toHaveProperty('serialRead');
    expect(watch.slots()[0]?.device).not.toHaveProperty('ecid');
  });
});

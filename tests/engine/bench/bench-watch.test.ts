import { describe, expect, it } from 'vitest';
import type { UsbBus } from '../../../src/core/ports.ts';
import { createBenchWatch } from '../../../src/engine/bench/bench-watch.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import {
  aBench,
  anAnswer,
  createMemory,
  inDfu,
  inKis,
  inNormalMode,
  inRecovery,
  LATER,
  OLD_PHONE,
  OTHER_PORT,
  PHONE,
  PORT,
  START,
} from './fake-bench.ts';

describe('a device that is plugged in', () => {
  it('appears on its slot with what its USB string tells', () => {
    const { bus, watch, signals } = aBench();
    bus.plug(inRecovery(PHONE));
    expect(signals).toEqual([`appeared ${PORT} ecid:${PHONE.ecid}`]);
    expect(watch.slots()).toEqual([
      {
        port: PORT,
        ports: [PORT],
        number: 1,
        name: '',
        device: {
          key: `ecid:${PHONE.ecid}`,
          mode: 'recovery',
          ecid: PHONE.ecid,
          serialRead: PHONE.serial,
          productType: 'iPhone14,2',
          attachedAt: START,
        },
      },
    ]);
  });

  it('is named by the ECID inside its UDID', () => {
    const { bus, signals } = aBench();
    bus.plug(inNormalMode(PHONE));
    expect(signals).toEqual([`appeared ${PORT} ecid:${PHONE.ecid}`]);
  });

  it('is named by its port while nothing else is known', () => {
    const { bus, signals } = aBench();
    bus.plug(inKis());
    expect(signals).toEqual([`appeared ${PORT} port:${PORT}`]);
  });

  it('and was there before the start appears as well, slots numbered by their ports', async () => {
    const { clock, signals, watch } = aBench([
      inNormalMode(PHONE, '1-1.10'),
      inDfu(OLD_PHONE, '1-1.9'),
    ]);
    await clock.advance(0);
    expect(signals.length).toBe(2);
    expect(watch.slots().map(({ port, number }) => `${number} ${port}`)).toEqual([
      '1 1-1.9',
      '2 1-1.10',
    ]);
  });

  it('is left out when it is a keyboard or a hub', () => {
    const { bus, watch } = aBench();
    bus.plug({ port: PORT, productId: 0x0250, serialString: null });
    bus.plug({ port: OTHER_PORT, productId: 0x1006, serialString: 'HUB42' });
    expect(watch.slots()).toEqual([]);
  });

  it('is shown in an unknown mode when it tells who it is', () => {
    const { bus, watch } = aBench();
    bus.plug({ ...inDfu(PHONE), productId: 0x1338 });
    expect(watch.slots()[0]?.device).toMatchObject({ mode: 'unknown', ecid: PHONE.ecid });
  });
});

describe('a device that goes away', () => {
  it('has left after three seconds, since the moment of the unplug', async () => {
    const { bus, clock, signals, watch } = aBench();
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    await clock.advance(2_999);
    expect(signals.length).toBe(1);
    await clock.advance(1);
    expect(signals.at(-1)).toBe(`left ${PORT} ecid:${PHONE.ecid}`);
    expect(watch.slots()[0]?.device?.goneSince).toBe(START);
  });

  it('makes no signal when its port only bounced', async () => {
    const { bus, clock, signals, watch } = aBench();
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    await clock.advance(2_900);
    bus.plug(inNormalMode(PHONE));
    await clock.advance(LATER);
    expect(signals.length).toBe(1);
    expect(watch.slots()[0]?.device?.goneSince).toBeUndefined();
  });

  it('returns as the same device', async () => {
    const { bus, clock, signals, details } = aBench();
    bus.plug(inNormalMode(OLD_PHONE));
    bus.unplug(PORT);
    await clock.advance(90_000);
    bus.plug(inNormalMode(OLD_PHONE));
    expect(signals.slice(1)).toEqual([
      `left ${PORT} udid:${OLD_PHONE.udid}`,
      `returned ${PORT} udid:${OLD_PHONE.udid}`,
    ]);
    expect(details.at(-1)?.device).not.toHaveProperty('goneSince');
  });

  it('returns on another port, and its old slot is empty', async () => {
    const { bus, clock, signals, watch } = aBench();
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    await clock.advance(LATER);
    bus.plug(inNormalMode(PHONE, OTHER_PORT));
    expect(signals.at(-1)).toBe(`returned ${OTHER_PORT} ecid:${PHONE.ecid}`);
    expect(watch.slots().map(({ device }) => device?.key)).toEqual([
      undefined,
      `ecid:${PHONE.ecid}`,
    ]);
  });

  it('is known again after others took its slot', async () => {
    const { bus, clock, signals } = aBench();
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    await clock.advance(LATER);
    bus.plug(inNormalMode(OLD_PHONE));
    bus.unplug(PORT);
    await clock.advance(LATER);
    bus.plug(inNormalMode(PHONE));
    expect(signals.map((signal) => signal.split(' ')[0])).toEqual([
      'appeared',
      'left',
      'appeared',
      'left',
      'returned',
    ]);
  });

  it('has left at once when another one takes its slot', () => {
    const { bus, signals } = aBench();
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    bus.plug(inNormalMode(OLD_PHONE));
    expect(signals.slice(1)).toEqual([
      `left ${PORT} ecid:${PHONE.ecid}`,
      `appeared ${PORT} udid:${OLD_PHONE.udid}`,
    ]);
  });
});

describe('the slots', () => {
  it('stay away on a machine without a bus', () => {
    const bus: UsbBus = {
      unavailable: 'noBus',
      list: () => Promise.reject(new Error('no bus')),
      watch: () => () => undefined,
    };
    const probe = { ask: () => Promise.resolve(undefined) };
    const clock = createManualClock(START);
    const watch = createBenchWatch({ bus, probe, clock, layout: createMemory() });
    expect(watch).toMatchObject({ unavailable: 'noBus' });
    expect(watch.slots()).toEqual([]);
  });
});

describe('the watch', () => {
  it('tells nothing more to a listener that unsubscribed', () => {
    const { bus, watch } = aBench();
    const heard: string[] = [];
    const unsubscribe = watch.subscribe(({ kind }) => heard.push(kind));
    bus.plug(inKis());
    unsubscribe();
    bus.plug(inKis(OTHER_PORT));
    expect(heard).toEqual(['appeared']);
  });

  it('tells nothing more once it was stopped', async () => {
    const { bus, clock, watch, signals, answers } = aBench();
    answers.set(PHONE.udid, anAnswer());
    bus.plug(inNormalMode(PHONE));
    bus.unplug(PORT);
    watch.stop();
    bus.plug(inKis(OTHER_PORT));
    await clock.advance(60_000);
    expect(signals.length).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import {
  aBench,
  anAnswer,
  inNormalMode,
  LATER,
  leave,
  OLD_PHONE,
  OTHER_PORT,
  PHONE,
  PORT,
} from './fake-bench.ts';

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

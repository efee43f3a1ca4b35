import { describe, expect, it } from 'vitest';
import {
  aBench,
  anAnswer,
  inNormalMode,
  inRecovery,
  OLD_PHONE,
  OTHER_PORT,
  PHONE,
  PORT,
} from './fake-bench.ts';

describe('a device that answers as another than its USB descriptor names', () => {
  it.each([
    ['its UDID holds another ECID', '00008110000000000000BEEF'],
    ['its UDID holds none', 'beef000000000000000000000000000000000000'],
  ])('gets nothing of that one: %s', async (_, udid) => {
    const { ecid, serial } = PHONE;
    const { bus, clock, answers, signals, watch } = aBench();
    bus.plug(inRecovery(PHONE));
    bus.unplug(PORT);
    await clock.advance(5_000);
    answers.set(udid, anAnswer({ ecid, udid: OLD_PHONE.udid, serialNumber: serial }));
    bus.plug(inNormalMode({ udid }, OTHER_PORT));
    await clock.advance(0);
    expect(signals.filter((signal) => signal.startsWith('returned'))).toEqual([]);
    const [honest, liar] = watch.slots().map(({ device }) => device);
    expect(honest).toMatchObject({ ecid, serialRead: serial });
    expect(liar?.ecid).not.toBe(ecid);
    expect(liar).not.toHaveProperty('serialRead');
  });
});

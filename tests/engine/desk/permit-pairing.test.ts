import { describe, expect, it } from 'vitest';
import { deviceStateOf } from '../../../src/engine/desk/card.ts';
import { record } from '../../../src/engine/desk/desk.ts';
import { permitPairing } from '../../../src/engine/desk/permit-pairing.ts';
import { aBench, anAnswer, inNormalMode, leave, PHONE, PORT } from '../bench/fake-bench.ts';
import { aSerial } from '../ledger/a-ledger.ts';
import { aDesk } from './a-desk.ts';

const serial = aSerial(PHONE.serial);

describe('a device is asked to pair', () => {
  it('never while nobody has begun its reset', async () => {
    const { replug, tries } = await aScannedPhone();
    await replug();
    expect(tries()).toBe(0);
  });

  it('once after it left and came back in a reset that was begun', async () => {
    const { begin, replug, tries } = await aScannedPhone();
    begin();
    const before = tries();
    await replug();
    expect([before, tries()]).toEqual([0, 1]);
  });

  it('never again once the reset is on record', async () => {
    const { begin, replug, tries, recordReset } = await aScannedPhone();
    begin();
    recordReset();
    await replug();
    expect(tries()).toBe(0);
  });
});

/** Bound to its serial and on its slot; its answers never say anything of a reset. */
async function aScannedPhone() {
  const { bus, clock, answers, asked, watch } = aBench();
  const { desk, scan, begin } = aDesk(watch);
  answers.set(PHONE.udid, anAnswer());
  bus.plug(inNormalMode(PHONE));
  await clock.advance(10);
  scan(serial, PORT);
  const note = (data: Parameters<typeof record>[2]) => {
    const caseId = deviceStateOf(desk, serial).cases[0]?.caseId ?? null;
    record(desk, { serial, caseId }, data);
    permitPairing(desk, serial);
  };
  return {
    begin() {
      begin(serial, { slot: PORT, ecid: PHONE.ecid });
      permitPairing(desk, serial);
    },
    recordReset() {
      note({ type: 'resetRecorded', data: { level: 'attested', cloudAt: 1, raw: {} } });
    },
    async replug() {
      await leave({ bus, clock });
      bus.plug(inNormalMode(PHONE));
      await clock.advance(60_000);
    },
    tries: () => asked.filter(({ allowPairing }) => allowPairing).length,
  };
}

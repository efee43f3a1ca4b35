import { expect, it } from 'vitest';
import { createFollow } from '../../../src/engine/desk/follow.ts';
import { watchReadings } from '../../../src/engine/desk/read-device.ts';
import { slotsView } from '../../../src/engine/desk/slots-view.ts';
import { watchResets } from '../../../src/engine/desk/watch-resets.ts';
import { ledgerBroken, LedgerFault } from '../../../src/engine/ledger/ledger-failure.ts';
import { aBench, inNormalMode, inRecovery, PHONE, PORT } from '../bench/fake-bench.ts';
import { aDesk, deskWhoseLedger } from './a-desk.ts';

const fault = () => {
  const broken = ledgerBroken('a row that nobody wrote');
  throw broken.ok ? new Error() : new LedgerFault(broken.error);
};
const bug = () => {
  throw new TypeError('a bug');
};

it.each([
  ['what is read', watchReadings],
  ['a reset', watchResets],
])('a ledger that cannot be read ends nothing that listens for %s', (_title, watch) => {
  const { bus, watch: bench } = aBench();
  const desk = deskWhoseLedger(bench, fault);
  watch(desk, createFollow(desk));
  expect(() => bus.plug(inRecovery(PHONE))).not.toThrow();
});

it.each([
  ['what is read', watchReadings],
  ['a reset', watchResets],
])('a bug in what listens for %s stays one', (_title, watch) => {
  const { bus, watch: bench } = aBench();
  const desk = deskWhoseLedger(bench, bug);
  watch(desk, createFollow(desk));
  expect(() => bus.plug(inRecovery(PHONE))).toThrow('a bug');
});

it('a ledger that cannot be read for a moment does not end that devices in sight are followed', async () => {
  const { bus, clock, watch } = aBench();
  let isBroken = false;
  const asked: boolean[] = [];
  const desk = deskWhoseLedger(watch, (read) => {
    asked.push(isBroken);
    return isBroken ? fault() : read();
  });
  const follow = createFollow({ ...desk, clock });
  bus.plug(inRecovery(PHONE));
  follow.start();
  isBroken = true;
  await clock.advance(20_000);
  isBroken = false;
  asked.length = 0;
  await clock.advance(20_000);
  follow.stop();
  expect(asked.length).toBeGreaterThan(0);
});

it('usbmuxd is missing no more once the device that missed it has left', async () => {
  const { bus, clock, answers, watch } = aBench();
  const { desk } = aDesk(watch);
  answers.set(PHONE.udid, { symptom: 'noDaemon', hasTriedPairing: false, raw: {} });
  bus.plug(inNormalMode(PHONE));
  await clock.advance(10);
  const before = slotsView(desk).lacks;
  bus.unplug(PORT);
  await clock.advance(60_000);
  expect([before, slotsView(desk).lacks]).toEqual([['noDaemon'], []]);
});

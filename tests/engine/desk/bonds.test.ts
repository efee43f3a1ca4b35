import { expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { cardOf } from '../../../src/engine/desk/card.ts';
import { serialOn } from '../../../src/engine/desk/case-view.ts';
import type { Desk } from '../../../src/engine/desk/desk.ts';
import { aBench, inNormalMode, inRecovery, OLD_PHONE, PHONE, PORT } from '../bench/fake-bench.ts';
import { aSerial } from '../ledger/a-ledger.ts';
import { aDesk } from './a-desk.ts';

const READ = aSerial(PHONE.serial);
/** The label that was scanned from the phone, and is that of another. */
const LABEL = aSerial(OLD_PHONE.serial);

it('a device that reads another serial than the one scanned from it stops both', async () => {
  const { desk } = await aMislabelledPhone();
  expect([LABEL, READ].map((serial) => reasonOf(desk, serial))).toEqual([MISMATCH, MISMATCH]);
});

it('a bond that the device contradicts counts no more, also after a restart', async () => {
  const { desk } = await aMislabelledPhone();
  const again = aBench();
  const later = aDesk(again.watch, desk.ledger);
  again.bus.plug(inNormalMode(PHONE));
  await again.clock.advance(10);
  expect(nameOn(desk)).toBe(READ);
  expect(nameOn(later.desk)).toBeUndefined();
});

it('a reset that was begun by a wrong label does not wait for the device to come back', async () => {
  const { resetOf } = await aMislabelledPhone();
  expect(resetOf(LABEL)[0]).toBe('none');
});

it('a contradiction is told once', async () => {
  const { desk, bus, clock } = await aMislabelledPhone();
  bus.unplug(PORT);
  await clock.advance(5_000);
  bus.plug(inRecovery(PHONE));
  await clock.advance(10);
  const told = [LABEL, READ].map((serial) => typesOf(desk, serial).filter(isBroken).length);
  expect(told).toEqual([1, 1]);
});

it('a scan of the serial that the device reads ties it for good, and it goes on', async () => {
  const { desk, scan } = await aMislabelledPhone();
  scan(READ);
  const again = aBench();
  const later = aDesk(again.watch, desk.ledger);
  again.bus.plug(inNormalMode(PHONE));
  await again.clock.advance(10);
  expect(nameOn(later.desk)).toBe(READ);
  expect(reasonOf(desk, READ)).not.toEqual(MISMATCH);
});

it('a label whose device was another one is that of its own device once it is scanned again', async () => {
  const { desk, scan } = await aMislabelledPhone();
  scan(LABEL);
  expect(reasonOf(desk, LABEL)).not.toEqual(MISMATCH);
  expect(reasonOf(desk, READ)).toEqual(MISMATCH);
});

it('a serial that was read in recovery and scanned is known after a restart', async () => {
  const { bus, clock, watch } = aBench();
  const { desk, scan } = aDesk(watch);
  bus.plug(inRecovery(PHONE));
  await clock.advance(10);
  scan(READ);
  scan(READ);
  const again = aBench();
  const later = aDesk(again.watch, desk.ledger);
  again.bus.plug(inNormalMode(PHONE));
  await again.clock.advance(10);
  expect(nameOn(later.desk)).toBe(READ);
  expect(typesOf(desk, READ).filter((type) => type === 'deviceBound').length).toBe(1);
});

it('a label scanned onto the slot of a device that read another serial ties nothing', async () => {
  const { bus, clock, watch } = aBench();
  const { desk, scan } = aDesk(watch);
  bus.plug(inRecovery(PHONE));
  await clock.advance(10);
  scan(LABEL, PORT);
  expect(typesOf(desk, LABEL)).not.toContain('deviceBound');
});

const MISMATCH = { code: 'serialMismatch', params: { scanned: LABEL, read: READ } };

/** Tied to a wrong label by a scan, its reset begun under that name; then it says in recovery who it is. */
async function aMislabelledPhone() {
  const { bus, clock, watch } = aBench();
  const watched = aDesk(watch);
  bus.plug(inNormalMode(PHONE));
  await clock.advance(10);
  watched.scan(LABEL, PORT);
  expect(nameOn(watched.desk)).toBe(LABEL);
  watched.begin(LABEL, { slot: PORT, ecid: PHONE.ecid });
  bus.unplug(PORT);
  await clock.advance(5_000);
  expect(watched.resetOf(LABEL)[0]).toBe('gone');
  bus.plug(inRecovery(PHONE));
  await clock.advance(10);
  return { ...watched, bus, clock };
}

function reasonOf(desk: Desk, serial: SerialNumber) {
  const [first] = cardOf(desk, serial).verdict.reasons;
  return { code: first?.code, params: first?.params };
}

function nameOn(desk: Desk): SerialNumber | undefined {
  const [slot] = desk.bench.slots();
  return slot && serialOn(desk, slot);
}

function typesOf({ ledger }: Desk, serial: SerialNumber): string[] {
  return ledger.eventsOf(serial).map(({ type }) => type);
}

function isBroken(type: string): boolean {
  return type === 'bondBroken';
}

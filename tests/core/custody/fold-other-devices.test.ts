import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/core/custody/event.ts';
import { foldDevice } from '../../../src/core/custody/fold.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import {
  aLedger,
  atHello,
  left,
  opened,
  OTHER_SERIAL,
  scanned,
  SERIAL,
  started,
} from './a-ledger.ts';

describe('two devices that tell one serial', () => {
  const begun = (ecid: string): Happening => ({ type: 'resetStarted', data: { ecid } });
  const gone = (ecid: string): Happening => ({
    type: 'deviceLeft',
    data: { slot: '1-1', ecid, wasInSetupAssistant: false },
  });
  const expected: Happening = { type: 'resetExpected', data: {} };

  it('have a reset each: that one left says nothing of the other, whose reset begins', () => {
    const state = newest(opened, scanned, expected, gone('E1'), begun('E2'), atHello);
    expect([state?.resetEcid, state?.reset.step]).toEqual(['E2', 'started']);
  });

  it('are not told apart by a ledger of before, which names none', () => {
    const state = newest(opened, scanned, expected, left, begun('E2'), atHello);
    expect(state?.reset.observedAt).toBeDefined();
  });
});

describe('a bond that the device contradicts', () => {
  const broken = (scannedAs: SerialNumber, read: SerialNumber): Happening => ({
    type: 'bondBroken',
    data: { ecid: 'E1', scanned: scannedAs, read },
  });

  it('ends the reset of the label, and is none any more', () => {
    const all = [opened, scanned, bound, started, left];
    const state = newest(...all, broken(SERIAL, OTHER_SERIAL));
    expect([state?.ecid, state?.reset.step]).toEqual([undefined, 'none']);
    expect(state?.brokenBond).toEqual({ scanned: SERIAL, read: OTHER_SERIAL });
  });

  it('leaves the reset of the device that was read', () => {
    const state = newest(opened, scanned, started, left, broken(OTHER_SERIAL, SERIAL));
    expect(state?.reset.step).toBe('gone');
  });

  it('is settled by a scan', () => {
    const state = newest(opened, scanned, broken(SERIAL, OTHER_SERIAL), scanned);
    expect(state?.brokenBond).toBeUndefined();
  });
});

const bound: Happening = { type: 'deviceBound', data: { ecid: 'E1', slot: '1-1' } };

function newest(...happenings: Happening[]) {
  return foldDevice(SERIAL, aLedger(...happenings)).cases[0];
}

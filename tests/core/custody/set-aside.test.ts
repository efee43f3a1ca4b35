import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/core/custody/event.ts';
import { foldDevice } from '../../../src/core/custody/fold.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { aLedger, handedOver, NOON, opened, scanned, SERIAL, undoing } from './a-ledger.ts';
import type { Entry } from './a-ledger.ts';

const forRepair: Happening = {
  type: 'setAside',
  data: { cause: 'forRepair', owner: 'Kim', note: 'screen' },
};
const swollen: Happening = {
  type: 'conditionNoted',
  data: { sessionId: 's', condition: 'swollenBattery' },
};
const broughtBack: Happening = { type: 'broughtBack', data: {} };

function setAside(...entries: Entry[]) {
  return foldDevice(SERIAL, aLedger(...entries)).cases[0]?.setAside;
}

describe('a device that is set aside', () => {
  it('is in the care of its owner, with its cause and note', () => {
    expect(setAside(opened, scanned, forRepair)).toEqual({
      at: NOON + 2 * MINUTE,
      cause: 'forRepair',
      owner: 'Kim',
      note: 'screen',
    });
  });

  it('keeps its age when it gets another owner', () => {
    const moved: Happening = { type: 'setAside', data: { cause: 'damaged', owner: 'Ada' } };
    expect(setAside(opened, scanned, forRepair, moved)).toMatchObject({
      at: NOON + 2 * MINUTE,
      cause: 'damaged',
      owner: 'Ada',
    });
  });

  it('is so because of a swollen battery alone, in the care of whoever saw it', () => {
    expect(setAside(opened, scanned, swollen)).toMatchObject({
      cause: 'swollenBattery',
      owner: 'Mira Lang',
    });
  });

  it('is not so because of a crack', () => {
    const cracked: Happening = {
      type: 'conditionNoted',
      data: { sessionId: 's', condition: 'cracked' },
    };
    expect(setAside(opened, scanned, cracked)).toBeUndefined();
  });

  it.each<[string, Entry[]]>([
    ['brought back', [broughtBack]],
    ['handed over', [handedOver]],
    ['taken back as a mistake', [undoing(2)]],
  ])('is in the line again once it is %s', (_title, entries) => {
    expect(setAside(opened, scanned, forRepair, ...entries)).toBeUndefined();
  });
});

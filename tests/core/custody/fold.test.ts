import { describe, expect, it } from 'vitest';
import { custodyEventSchema, type Happening } from '../../../src/core/custody/event.ts';
import { foldDevice } from '../../../src/core/custody/fold.ts';
import { evidenceOf } from '../../../src/core/reset/machine.ts';
import { MINUTE } from '../../../src/core/time.ts';
import {
  aLedger,
  atHello,
  enrolled,
  handedOver,
  idOf,
  left,
  NOON,
  opened,
  OTHER_SERIAL,
  recorded,
  scanned,
  SERIAL,
  started,
  undoing,
  type Entry,
} from './a-ledger.ts';

const SECOND_CASE = { caseId: 'case-2' };

function newest(...entries: Entry[]) {
  return foldDevice(SERIAL, aLedger(...entries)).cases[0];
}

describe('one case', () => {
  it('is nothing before the first event', () => {
    const empty = { serial: SERIAL, cases: [], resetRecord: undefined, ecid: undefined };
    expect(foldDevice(SERIAL, [])).toEqual(empty);
  });

  it('is open from its first scan on', () => {
    expect(newest(opened, scanned)).toEqual({
      caseId: 'case-1',
      serial: SERIAL,
      openedAt: NOON,
      origin: 'scan',
      scannedAt: NOON + MINUTE,
      scanId: '0199-0001',
      scans: 1,
      reset: { step: 'none', isWatchable: true },
      isOpen: true,
    });
  });

  it.each<[string, Happening, object]>([
    ['intent', { type: 'intentStated', data: { keepsData: true } }, { keepsData: true }],
    ['lock', { type: 'lockAttested', data: {} }, { lockAttestedAt: NOON + MINUTE }],
    ['verdict', verdict('clear'), { lastVerdict: { ...verdict('clear').data, at: NOON + MINUTE } }],
    ['slot and ECID', bound('E1', '1-2'), { ecid: 'E1', slot: '1-2' }],
    [
      'the slot of a scan',
      { ...scanned, data: { ...scanned.data, slot: '1-3' } } as Happening,
      { slot: '1-3' },
    ],
    [
      'when USB named it, and where',
      { type: 'deviceRead', data: { slot: '1-4', by: 'session' } },
      { readAt: NOON + MINUTE, slot: '1-4', scans: 0 },
    ],
    ['enrollment', enrolled, { enrolled: enrolled.data }],
    ['hand-over', handedOver, { handedOverAt: NOON + MINUTE, isOpen: false }],
    ['arrival by cable', { type: 'caseOpened', data: { origin: 'usb' } }, { origin: 'usb' }],
  ])('keeps %s', (_title, happening, expected) => {
    expect(newest(opened, happening)).toMatchObject(expected);
  });

  it('exists even when the event that opened it is missing', () => {
    expect(newest(scanned, started)).toMatchObject({
      openedAt: NOON,
      origin: 'scan',
      isOpen: true,
    });
  });
});

describe('what a case keeps', () => {
  it('is the newest of several statements', () => {
    expect(newest(opened, keeps(true), keeps(false))?.keepsData).toBe(false);
  });
});

describe('the whole story of a device', () => {
  const story = [opened, scanned, started, left, atHello, recorded, enrolled, handedOver];

  it('ends with a record, an enrollment and a closed case', () => {
    const resetRecord = {
      eventId: idOf(5),
      level: 'observed',
      cloudAt: NOON + 5,
      at: NOON + 5 * MINUTE,
    };
    expect(newest(...story)).toMatchObject({
      reset: { step: 'recorded' },
      resetRecord,
      enrolled: { enrollmentId: 'e1' },
      handedOverAt: NOON + 7 * MINUTE,
      isOpen: false,
    });
  });

  it('carries the erase stamp to the evidence', () => {
    const data = { ...atHello.data, erasedAt: NOON + 3 * MINUTE };
    const state = newest(opened, scanned, started, left, { ...atHello, data } as Happening);
    expect(state && evidenceOf(state.reset)).toBe('dated');
  });

  it('carries the signs of a return to the evidence', () => {
    const { data } = atHello;
    const shown = {
      ...data,
      isInSetupAssistant: undefined,
      signs: ['pairedSilently', 'unactivated'],
    };
    const state = newest(opened, scanned, started, left, { ...atHello, data: shown } as Happening);
    expect(state && evidenceOf(state.reset)).toBe('dated');
    const fewer = { ...atHello, data: { ...shown, signs: ['trustLost'] } } as Happening;
    const weaker = newest(opened, scanned, started, left, fewer);
    expect(weaker && evidenceOf(weaker.reset)).toBe('observed');
  });

  it('takes no sign for evidence that was there before it left', () => {
    const signs = ['trustLost'];
    const leftSo = { ...left, data: { ...left.data, signs } } as Happening;
    const { data } = atHello;
    const back = {
      ...atHello,
      data: { ...data, isInSetupAssistant: undefined, signs },
    } as Happening;
    const state = newest(opened, scanned, started, leftSo, back);
    expect(state && evidenceOf(state.reset)).toBeUndefined();
  });

  it('reads a return that was kept before there were signs', () => {
    const { data, type } = atHello;
    expect(data).not.toHaveProperty('signs');
    const [kept] = aLedger({ type, data } as Happening);
    const read = custodyEventSchema.parse(JSON.parse(JSON.stringify(kept)));
    const events = [...aLedger(opened, scanned, started, left), { ...read, id: idOf(4) }];
    const [state] = foldDevice(SERIAL, events).cases;
    expect(state && evidenceOf(state.reset)).toBe('observed');
  });

  it('proves no reset by an enrollment alone', () => {
    const state = foldDevice(SERIAL, aLedger(opened, scanned, started, enrolled));
    expect([state.cases[0]?.reset.step, state.resetRecord]).toEqual(['started', undefined]);
  });

  it('lets USB prove nothing for a Mac', () => {
    const events = aLedger(opened, scanned, started, left, atHello);
    expect(foldDevice(SERIAL, events, 'Mac').cases[0]?.reset.step).toBe('started');
  });
});

describe('several cases', () => {
  it('come newest first, and a device handed over begins a new one', () => {
    const events = aLedger(
      opened,
      scanned,
      handedOver,
      [opened, SECOND_CASE],
      [scanned, SECOND_CASE],
    );
    const { cases } = foldDevice(SERIAL, events);
    const seen = cases.map(({ caseId, isOpen }) => [caseId, isOpen]);
    expect(seen).toEqual([
      ['case-2', true],
      ['case-1', false],
    ]);
  });

  it('closes a case that nobody handed over when the device arrives again', () => {
    const { cases } = foldDevice(SERIAL, aLedger(opened, scanned, [opened, SECOND_CASE]));
    expect(cases.map(({ isOpen }) => isOpen)).toEqual([true, false]);
  });

  it('keeps the reset record and the ECID of an earlier case at hand', () => {
    const first = [
      opened,
      scanned,
      bound('E1', '1-1'),
      started,
      left,
      atHello,
      recorded,
      handedOver,
    ];
    const device = foldDevice(SERIAL, aLedger(...first, [opened, SECOND_CASE]));
    expect([device.resetRecord?.cloudAt, device.ecid]).toEqual([NOON + 5, 'E1']);
    expect(device.cases[0]?.resetRecord).toBeUndefined();
  });

  it('gives the newest of two records', () => {
    const again: Happening = {
      ...recorded,
      data: { ...recorded.data, cloudAt: NOON + 99 },
    } as Happening;
    const device = foldDevice(SERIAL, aLedger(opened, scanned, recorded, [again, SECOND_CASE]));
    expect(device.resetRecord?.cloudAt).toBe(NOON + 99);
  });
});

describe('an undo', () => {
  it.each<[string, Happening, string]>([
    ['a statement', { type: 'intentStated', data: { keepsData: true } }, 'keepsData'],
    ['an attested lock', { type: 'lockAttested', data: {} }, 'lockAttestedAt'],
    ['a hand-over', handedOver, 'handedOverAt'],
    ['a record', recorded, 'resetRecord'],
  ])('takes back %s', (_title, happening, field) => {
    const state = newest(opened, scanned, happening, undoing(2));
    expect(state).toMatchObject({ isOpen: true });
    expect(state).not.toHaveProperty(field);
  });

  it('brings back what was said before', () => {
    expect(newest(opened, keeps(true), keeps(false), undoing(2))?.keepsData).toBe(true);
  });

  it('of a start takes its whole reset with it', () => {
    expect(newest(opened, scanned, started, left, undoing(2))?.reset.step).toBe('none');
  });

  it('of the only scan takes back the case that it opened', () => {
    const { cases } = foldDevice(SERIAL, aLedger(opened, scanned, verdict('wait'), undoing(1)));
    expect(cases).toEqual([]);
  });

  it('of a second scan leaves the case and the first scan', () => {
    const state = newest(opened, scanned, scanned, undoing(2));
    expect([state?.isOpen, state?.scannedAt]).toEqual([true, NOON + MINUTE]);
  });

  it('of the scan leaves a case in which more was done', () => {
    const state = newest(opened, scanned, started, undoing(1));
    expect([state?.scannedAt, state?.reset.step]).toEqual([undefined, 'started']);
  });
});

describe('an undo of an undo, or from elsewhere', () => {
  it('can itself be taken back', () => {
    expect(newest(opened, scanned, handedOver, undoing(2), undoing(3))?.isOpen).toBe(false);
  });

  it('that names no device counts as well', () => {
    const elsewhere = { serial: null, caseId: null };
    expect(newest(opened, scanned, handedOver, [undoing(2), elsewhere])?.isOpen).toBe(true);
  });

  it('of another device changes nothing here', () => {
    const foreign = { serial: OTHER_SERIAL };
    expect(newest(opened, scanned, handedOver, [undoing(2), foreign])?.isOpen).toBe(false);
  });
});

function verdict(lane: 'clear' | 'wait') {
  const reason = lane === 'clear' ? ('allGatesHold' as const) : ('lockAsking' as const);
  return { type: 'verdictChanged' as const, data: { lane, reason } };
}

function bound(ecid: string, slot: string): Happening {
  return { type: 'deviceBound', data: { ecid, slot } };
}

function keeps(keepsData: boolean): Happening {
  return { type: 'intentStated', data: { keepsData } };
}

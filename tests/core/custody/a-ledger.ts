import type { CustodyEvent, Happening } from '../../../src/core/custody/event.ts';
import {
  serialNumberSchema,
  type SerialNumber,
} from '../../../src/core/identifiers/serial-number.ts';
import { MINUTE } from '../../../src/core/time.ts';

export const SERIAL = serialNumberSchema.parse('C39XK2PQJG5H');
export const OTHER_SERIAL = serialNumberSchema.parse('F2LXK0ABJC');
/** When the first event happens; each later one comes a minute after the one before. */
export const NOON = 1_800_000_000_000;

/** The id of the nth event of a ledger: sorts like a UUIDv7. */
export function idOf(place: number): string {
  return `0199-${String(place).padStart(4, '0')}`;
}

type Place = Partial<Pick<CustodyEvent, 'caseId'>> & { serial?: SerialNumber | null };

export type Entry = Happening | [Happening, Place];

/** Events of one device, one minute apart; a pair says that the event stands elsewhere than in case 1. */
export function aLedger(...entries: Entry[]): CustodyEvent[] {
  return entries.map((entry, index) => {
    const [happening, place] = Array.isArray(entry) ? entry : [entry, {}];
    return {
      id: idOf(index),
      bench: 'bench-1',
      sequence: index + 1,
      operator: 'Mira Lang',
      at: NOON + index * MINUTE,
      caseId: 'case-1',
      serial: SERIAL,
      ...place,
      ...happening,
    };
  });
}

export const opened: Happening = { type: 'caseOpened', data: { origin: 'scan' } };
export const scanned: Happening = { type: 'codeScanned', data: { kind: 'serial', text: SERIAL } };
export const started: Happening = { type: 'resetStarted', data: { slot: '1-1' } };
export const left: Happening = {
  type: 'deviceLeft',
  data: { slot: '1-1', wasInSetupAssistant: false },
};
export const atHello: Happening = {
  type: 'deviceReturned',
  data: { slot: '1-1', mode: 'normal', isInSetupAssistant: true, raw: {} },
};
export const recorded: Happening = {
  type: 'resetRecorded',
  data: { level: 'observed', cloudAt: NOON + 5, raw: {} },
};
export const enrolled: Happening = {
  type: 'enrolled',
  data: { enrollmentId: 'e1', profileName: 'Field', cloudEnrolledAt: NOON + 9 },
};
export const handedOver: Happening = { type: 'handedOver', data: {} };

export function undoing(place: number): Happening {
  return { type: 'undone', data: { eventId: idOf(place) } };
}

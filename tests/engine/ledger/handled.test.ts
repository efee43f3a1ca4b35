import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/core/custody/event.ts';
import { aLedger, anEntry, append, aSerial, START } from './a-ledger.ts';

const ONE = aSerial('F4GXKQ7N0D91');
const OTHER = aSerial('C39XK2PQJG5H');
const opened: Happening = { type: 'caseOpened', data: { origin: 'scan' } };
const reset: Happening = {
  type: 'resetRecorded',
  data: { level: 'attested', cloudAt: START, raw: {} },
};
const handedOver: Happening = { type: 'handedOver', data: {} };
const enrolled: Happening = {
  type: 'enrolled',
  data: { enrollmentId: 'e', profileName: null, cloudEnrolledAt: START },
};

function ledgerOf(...happenings: readonly Happening[]) {
  const ledger = aLedger();
  const events = happenings.map((happening) => append(ledger, anEntry(happening, { serial: ONE })));
  return { ledger, events };
}

describe('the devices whose way is not told to its end', () => {
  it('are none in an empty ledger', () => {
    expect(ledgerOf().ledger.handled()).toEqual([]);
  });

  it('are those of open cases, with or without a reset', () => {
    const { ledger } = ledgerOf(opened, reset);
    append(ledger, anEntry(opened, { serial: OTHER }));
    expect(ledger.handled()).toEqual([
      { serial: OTHER, wasReset: false, handedOverAt: null },
      { serial: ONE, wasReset: true, handedOverAt: null },
    ]);
  });

  it('are those that were handed over and not seen in Intune since they came', () => {
    const { ledger } = ledgerOf(opened, enrolled, opened, handedOver);
    expect(ledger.handled()).toEqual([{ serial: ONE, wasReset: false, handedOverAt: START }]);
  });

  it.each([
    ['before', [opened, enrolled, handedOver]],
    ['after', [opened, handedOver, enrolled]],
  ] as const)('are not those that Intune showed %s they were handed over', (_when, happenings) => {
    expect(ledgerOf(...happenings).ledger.handled()).toEqual([]);
  });

  it('are here again when they come back', () => {
    const { ledger } = ledgerOf(opened, handedOver, enrolled, opened);
    expect(ledger.handled()).toEqual([{ serial: ONE, wasReset: false, handedOverAt: null }]);
  });

  it('do not count what was taken back', () => {
    const { ledger, events } = ledgerOf(opened, reset, handedOver);
    for (const event of events.slice(1)) {
      append(ledger, anEntry({ type: 'undone', data: { eventId: event.id } }, { serial: ONE }));
    }
    expect(ledger.handled()).toEqual([{ serial: ONE, wasReset: false, handedOverAt: null }]);
  });
});

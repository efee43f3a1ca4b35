import { expect, it } from 'vitest';
import type { Happening } from '../../../src/core/custody/event.ts';
import { newestIn } from '../../../src/engine/check-in/newest-in.ts';
import type { Ledger } from '../../../src/engine/ledger/ledger.ts';
import { aLedger } from '../ledger/a-ledger.ts';

it('the newest scans of a small delivery are read without those of a large one', () => {
  const ledger = aLedger();
  const own = scanIn(ledger, 'small', 3);
  scanIn(ledger, 'large', 300);
  let read = 0;
  const counting: Ledger = {
    ...ledger,
    newest: (...wish) => counted(ledger.newest(...wish)),
    newestOfSession: (...wish) => counted(ledger.newestOfSession(...wish)),
  };
  function counted<T>(events: T[]): T[] {
    read += events.length;
    return events;
  }
  const found = newestIn(counting, { sessionId: 'small' }, { types: ['checkedIn'], most: 50 });
  expect(found.map(({ id }) => id)).toEqual(own.toReversed());
  expect(read).toBe(3);
});

/** The ids of the scans, oldest first. */
function scanIn(ledger: Ledger, sessionId: string, count: number): string[] {
  const data = {
    sessionId,
    boxId: null,
    outcome: 'notSerial',
    kind: 'unknown',
    text: 'x',
  } as const;
  const happening: Happening = { type: 'checkedIn', data };
  const entry = { happening, serial: null, caseId: null, operator: 'Mira' };
  const kept = ledger.appendAll(Array.from({ length: count }, () => entry));
  if (!kept.ok) throw new Error('the scans were not kept');
  return kept.value.map(({ id }) => id);
}

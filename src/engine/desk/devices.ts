import type { Timeline } from '../../contract/devices.ts';
import type { CustodyEvent } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Desk } from './desk.ts';

/** Everything the ledger holds about a device, by case. */
export function timeline(desk: Desk, serial: SerialNumber): Timeline {
  const events = desk.ledger.eventsOf(serial);
  const byCase = new Map<string, CustodyEvent[]>();
  for (const event of events) {
    if (event.caseId) byCase.set(event.caseId, [...(byCase.get(event.caseId) ?? []), event]);
  }
  const cases = [...byCase].map(([caseId, ofCase]) => ({
    caseId,
    openedAt: ofCase[0]?.at ?? 0,
    events: ofCase,
  }));
  return { serial, cases: cases.toReversed() };
}

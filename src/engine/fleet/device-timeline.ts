import type { Timeline } from '../../contract/devices.ts';
import type { CustodyEvent } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Sessions } from '../check-in/sessions.ts';
import type { Desk } from '../desk/desk.ts';

interface Parts {
  readonly desk: Pick<Desk, 'ledger'>;
  readonly sessions: Pick<Sessions, 'of'>;
}

/** Everything the ledger holds about a device, by case, and what the deliveries are called that it names. */
export function timeline({ desk, sessions }: Parts, serial: SerialNumber): Timeline {
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
  return { serial, cases: cases.toReversed(), deliveries: deliveriesIn(sessions, events) };
}

function deliveriesIn(
  sessions: Parts['sessions'],
  events: readonly CustodyEvent[],
): Timeline['deliveries'] {
  const ids = events.flatMap(({ data }) => ('sessionId' in data ? [data.sessionId] : []));
  const boxIds = events.flatMap(({ data }) => ('boxId' in data ? (data.boxId ?? []) : []));
  return [...new Set(ids)].flatMap((sessionId) => {
    const session = sessions.of(sessionId);
    if (!session) return [];
    const { name, boxes, handOff } = session;
    const named = boxIds.flatMap((boxId) => {
      const box = boxes.get(boxId);
      return box ? [[boxId, box.name] as const] : [];
    });
    return [{ sessionId, name, boxes: Object.fromEntries(named), handOff }];
  });
}

import type { Desk } from './desk.ts';

/** The events of this bench that were taken back. */
export function undoneIds({ ledger }: Pick<Desk, 'ledger'>): Set<string> {
  const events = ledger.newest(['undone'], 10_000);
  return new Set(events.flatMap((event) => (event.type === 'undone' ? event.data.eventId : [])));
}

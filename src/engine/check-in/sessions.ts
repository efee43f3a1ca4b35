import type { CustodyEvent, HappeningType } from '../../core/custody/event.ts';
import {
  beginSession,
  foldSession,
  takeIn,
  type Session,
  type SessionOpening,
} from '../../core/sessions/fold.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** The events that belong to a session. */
const OF_SESSIONS = [
  'sessionOpened',
  'manifestTaken',
  'boxOpened',
  'boxChosen',
  'boxClosed',
  'boxPlaced',
  'checkedIn',
  'movedToBox',
  'conditionNoted',
  'photoTaken',
  'sessionHandedOff',
] as const satisfies readonly HappeningType[];

/** The sessions of this bench, folded once from the ledger and then kept up with what is appended. */
export interface Sessions {
  /** Newest first. */
  all(): readonly Session[];
  of(sessionId: string): Session | undefined;
  /** Takes in what has just been written. */
  took(events: readonly CustodyEvent[]): void;
  /** Folds this session anew: something of it was taken back. */
  renew(sessionId: string): void;
}

export function createSessions(ledger: Ledger): Sessions {
  let known: Map<string, Session> | undefined;
  // Only who checks in pays for it, and once.
  const sessions = () => (known ??= foldAll(ledger));
  return {
    all: () => [...sessions().values()].toReversed(),
    of: (sessionId) => sessions().get(sessionId),
    took(events) {
      if (!known) return;
      for (const event of events) takeInOne(known, event);
    },
    renew(sessionId) {
      const session = foldSession(ledger.eventsOfSession(sessionId), takenBackIn(ledger));
      if (session) known?.set(sessionId, session);
      else known?.delete(sessionId);
    },
  };
}

function takeInOne(sessions: Map<string, Session>, event: CustodyEvent): void {
  if (event.type === 'sessionOpened') sessions.set(event.data.sessionId, beginSession(event));
  else if ('sessionId' in event.data) {
    const session = sessions.get(event.data.sessionId);
    if (session) takeIn(session, event);
  }
}

function foldAll(ledger: Ledger): Map<string, Session> {
  const events = ledger.ofTypes(OF_SESSIONS);
  const takenBack = takenBackIn(ledger);
  const bySession = Map.groupBy(events, sessionIdOf);
  return new Map(
    events.filter(isOpening).flatMap(({ data: { sessionId } }) => {
      const session = foldSession(bySession.get(sessionId) ?? [], takenBack);
      return session ? [[sessionId, session] as const] : [];
    }),
  );
}

function takenBackIn(ledger: Ledger): ReadonlySet<string> {
  const undone = ledger.ofTypes(['undone']);
  return new Set(undone.flatMap((event) => (event.type === 'undone' ? event.data.eventId : [])));
}

function isOpening(event: CustodyEvent): event is SessionOpening {
  return event.type === 'sessionOpened';
}

function sessionIdOf({ data }: CustodyEvent): string | undefined {
  return 'sessionId' in data ? data.sessionId : undefined;
}

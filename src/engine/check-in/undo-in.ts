import type { SessionView } from '../../contract/check-in.ts';
import type { CustodyEvent, HappeningType } from '../../core/custody/event.ts';
import { failure, success } from '../../core/result.ts';
import type { Session } from '../../core/sessions/fold.ts';
import { isArrival } from '../../core/sessions/outcome.ts';
import { undoneIds } from '../desk/undone.ts';
import type { Reply } from '../engine.ts';
import { keep, openSession, type CheckIn } from './check-in.ts';
import { newestIn } from './newest-in.ts';
import { viewOf } from './tally.ts';

const UNDOABLE: readonly HappeningType[] = [
  'checkedIn',
  'conditionNoted',
  'photoTaken',
  'movedToBox',
  'boxOpened',
  'boxChosen',
  'boxClosed',
  'boxPlaced',
];

/**
 * Takes back one scan of the session, or the newest act in it. With the first scan of a device goes all that was said
 * of it in this session since, so that the counts still add up: who was never here has no second scan and no scratch.
 */
export function undoIn(
  checkIn: CheckIn,
  { sessionId, eventId }: { readonly sessionId: string; readonly eventId?: string | undefined },
): Reply<SessionView> {
  const found = openSession(checkIn, sessionId);
  if (!found.ok) return found;
  const event = undoable(checkIn, found.value, eventId);
  if (!event) return failure({ code: 'nothingToUndo' });
  const takenBack = [event, ...followersOf(checkIn, found.value, event)];
  const { serial, caseId } = event;
  const kept = keep(
    checkIn,
    { serial, caseId },
    ...takenBack.map(({ id }) => ({ type: 'undone', data: { eventId: id } }) as const),
  );
  if (!kept.ok) return kept;
  checkIn.sessions.renew(sessionId);
  const session = checkIn.sessions.of(sessionId);
  return session ? success(viewOf(checkIn, session)) : failure({ code: 'unknownSession' });
}

function undoable(
  { desk: { ledger } }: CheckIn,
  session: Session,
  eventId: string | undefined,
): CustodyEvent | undefined {
  const undone = undoneIds({ ledger });
  const isLeft = ({ id }: CustodyEvent) => !undone.has(id);
  if (eventId === undefined) {
    return newestIn(ledger, session, { types: UNDOABLE, most: 1, passes: isLeft })[0];
  }
  const passes = (event: CustodyEvent) => event.id === eventId && isLeft(event);
  return newestIn(ledger, session, { types: ['checkedIn'], most: 1, passes })[0];
}

function isOf({ sessionId }: Session, { data }: CustodyEvent): boolean {
  return 'sessionId' in data && data.sessionId === sessionId;
}

function followersOf({ desk }: CheckIn, session: Session, event: CustodyEvent): CustodyEvent[] {
  if (event.type !== 'checkedIn' || !event.serial || !isArrival(event.data.outcome)) return [];
  const undone = undoneIds(desk);
  return desk.ledger
    .eventsOf(event.serial)
    .filter((each) => each.id > event.id && !undone.has(each.id) && isOf(session, each));
}

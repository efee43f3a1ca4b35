import type {
  CheckInLine,
  SessionLine,
  SessionTally,
  SessionView,
} from '../../contract/check-in.ts';
import type { CustodyEvent } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { scannedIn, type ReceivedDevice, type Session } from '../../core/sessions/fold.ts';
import { undoneIds } from '../desk/undone.ts';
import type { CheckIn } from './check-in.ts';
import { newestIn } from './newest-in.ts';

/** As many lines as a person scrolls back. */
const NEWEST = 50;

/** The counts of a session as they are now; each scan asks, so that nothing here grows with the session. */
export function tallyOf(checkIn: CheckIn, session: Session): SessionTally {
  const { boxes, counts, currentBoxId, devices, hazards, inBox } = session;
  const expected = expectedIn(checkIn, session);
  return {
    counts,
    scanned: scannedIn(session),
    received: devices.size,
    expected,
    missing: expected === null ? 0 : expected - expectedHere(checkIn, session),
    hazards: hazards.size,
    boxes: [...boxes.values()].map((box) => ({ ...box, devices: inBox.get(box.boxId) ?? 0 })),
    currentBoxId,
  };
}

export function lineOfSession(checkIn: CheckIn, session: Session): SessionLine {
  const { sessionId, name, expectedOn, openedAt, openedBy, handOff, devices } = session;
  const expected = expectedIn(checkIn, session);
  const received = devices.size;
  return { sessionId, name, expectedOn, openedAt, openedBy, handOff, received, expected };
}

export function viewOf(checkIn: CheckIn, session: Session): SessionView {
  return {
    ...lineOfSession(checkIn, session),
    tally: tallyOf(checkIn, session),
    manifests: session.manifests.map(({ source, rows, at }) => ({ source, rows, at })),
    newest: newestLines(checkIn, session),
  };
}

/** One scan as a line; undefined for what is none. */
export function lineOf(
  session: Session,
  event: CustodyEvent,
  isUndone = false,
): CheckInLine | undefined {
  if (event.type !== 'checkedIn') return undefined;
  const { id, at, operator, serial, data } = event;
  const { outcome, kind, text } = data;
  const received = serial ? session.devices.get(serial) : undefined;
  // Where the device is now: it may have been moved since.
  const { boxId } = received && outcome !== 'extra' ? received : data;
  const seen = seenOf(received);
  const about = { eventId: id, at, operator, outcome, kind, text, boxId, ...seen, isUndone };
  return serial ? { ...about, serial } : about;
}

function seenOf(device: ReceivedDevice | undefined): Pick<CheckInLine, 'conditions' | 'photos'> {
  const { conditions = [], photos = [] } = device ?? {};
  return { conditions: conditions.map(({ condition }) => condition), photos: [...photos] };
}

function newestLines({ desk }: CheckIn, session: Session): CheckInLine[] {
  const undone = undoneIds(desk);
  return newestIn(desk.ledger, session, { types: ['checkedIn'], most: NEWEST }).flatMap(
    (event) => lineOf(session, event, undone.has(event.id)) ?? [],
  );
}

function expectedIn({ manifests }: CheckIn, session: Session): number | null {
  return session.manifests.length === 0 ? null : manifests.expectedIn(session.sessionId);
}

interface Here {
  readonly manifests: number;
  readonly devices: number;
  readonly expected: number;
}

const known = new WeakMap<Session, Here>();

/**
 * How many of the devices that came are expected, by the manifests as they are now. One more device is one more look;
 * all of them are looked up again when a manifest was taken since.
 */
function expectedHere({ manifests }: CheckIn, session: Session): number {
  const { devices, manifests: taken, newestSerial, sessionId } = session;
  const isExpected = (serial: SerialNumber) => manifests.rowOf(sessionId, serial) !== undefined;
  const before = known.get(session);
  const isSame = before?.manifests === taken.length && before.devices === devices.size;
  if (before && isSame) return before.expected;
  const isNext = before?.manifests === taken.length && before.devices + 1 === devices.size;
  const expected =
    before && isNext && newestSerial
      ? before.expected + Number(isExpected(newestSerial))
      : [...devices.keys()].filter(isExpected).length;
  known.set(session, { manifests: taken.length, devices: devices.size, expected });
  return expected;
}

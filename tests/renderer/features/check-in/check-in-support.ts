import type {
  Arrival,
  CheckInLine,
  CheckInReply,
  SessionTally,
  SessionView,
} from '../../../../src/contract/check-in.ts';
import { success } from '../../../../src/core/result.ts';
import type { CountedOutcome } from '../../../../src/core/sessions/outcome.ts';
import { NOW, serialOf } from '../../builders.ts';
import { createFakeEngine, type FakeEngine } from '../../fake-engine.ts';

export const FIRST = serialOf('C39XK2PQJG5H');
export const SESSION = 'session-1';
export const start = { view: 'checkIn' } as const;

export function aTally(change: Partial<SessionTally> = {}): SessionTally {
  return {
    counts: { new: 0, alreadyHere: 0, doneBefore: 0, notExpected: 0, notSerial: 0 },
    scanned: 0,
    received: 0,
    expected: null,
    missing: 0,
    hazards: 0,
    boxes: [],
    currentBoxId: null,
    ...change,
  };
}

export function aSession(change: Partial<SessionView> = {}): SessionView {
  return {
    sessionId: SESSION,
    name: 'Pallets of Munich',
    openedAt: NOW,
    openedBy: 'Mira Lang',
    received: 0,
    expected: null,
    tally: aTally(),
    manifests: [],
    newest: [],
    ...change,
  };
}

export function aLine(change: Partial<CheckInLine> = {}): CheckInLine {
  return {
    eventId: 'event-1',
    at: NOW,
    operator: 'Mira Lang',
    outcome: 'new',
    kind: 'serial',
    text: FIRST,
    serial: FIRST,
    boxId: null,
    conditions: [],
    photos: [],
    isUndone: false,
    ...change,
  };
}

export function anArrival(change: Partial<Arrival> = {}): Arrival {
  return { model: 'iPhone 15', lane: 'wait', factsFrom: NOW, isWrongBox: false, ...change };
}

export function aReply(
  outcome: CountedOutcome,
  change: Partial<Omit<CheckInReply, 'line'>> & { readonly line?: Partial<CheckInLine> } = {},
): CheckInReply {
  const { line, ...others } = change;
  return {
    answer: 'counted',
    line: aLine({ outcome, ...line }),
    tally: aTally({ scanned: 1, received: 1 }),
    ...others,
  };
}

/** An engine with one session, whose scans are answered with these replies in order; the last one again and again. */
export function checkInEngine(replies: readonly CheckInReply[], session = aSession()): FakeEngine {
  const left = [...replies];
  return createFakeEngine({
    'checkIn.sessions': () => success([session]),
    'checkIn.session': () => success(session),
    'checkIn.scan': () => {
      const reply = left.length > 1 ? left.shift() : left[0];
      if (!reply) throw new Error('no reply is left');
      return success(reply);
    },
    'checkIn.undo': () => success(session),
    'checkIn.note': () => success(session),
    'checkIn.openBox': () => success(session),
    'checkIn.closeBox': () => success(session),
    'checkIn.moveDevice': () => success(session),
    'checkIn.placeBox': () => success(session),
  });
}

import type { Arrival, CheckInReply } from '../../contract/check-in.ts';
import type { CustodyEvent, Happening } from '../../core/custody/event.ts';
import { cleanText, withoutAimPrefix } from '../../core/identifiers/clean-text.ts';
import type { ClassifiedCode } from '../../core/identifiers/code.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { success } from '../../core/result.ts';
import type { Box, Session } from '../../core/sessions/fold.ts';
import { outcomeOf, type Outcome } from '../../core/sessions/outcome.ts';
import { openCase } from '../desk/case.ts';
import { readCode, serialsNamed } from '../desk/read-code.ts';
import { signIn } from '../desk/statements.ts';
import type { Reply } from '../engine.ts';
import { arrivalOf, isOver } from './arrival.ts';
import { keep, NO_DEVICE, openSession, type CheckIn } from './check-in.ts';
import { isOfLabel, ownerOfCode } from './label-codes.ts';
import { lineOf, tallyOf } from './tally.ts';

/**
 * One scan of a check-in, from text to answer. When this returns `ok` the scan is on disk. A `key` that was recorded
 * already is the same scan, asked again because its answer was lost.
 */
export function scanIn(
  checkIn: CheckIn,
  { sessionId, text, key }: { sessionId: string; text: string; key?: string | undefined },
): Reply<CheckInReply> {
  const session = openSession(checkIn, sessionId);
  if (!session.ok) return session;
  const answered = key === undefined ? undefined : answerTo(checkIn, session.value, key);
  if (answered) return success(answered);
  const box = boxCalled(session.value, text);
  if (box) return takeBox(checkIn, session.value, box);
  const code = readCode(checkIn.desk, text);
  const scan = { code, key };
  if (code.kind === 'command') return takeCode(checkIn, session.value, code, 'command');
  if (code.kind === 'operator') return takeBadge(checkIn, session.value, code);
  if (isOfLabel(code)) return takeExtra(checkIn, session.value, scan);
  const [serial, ...others] = serialsNamed(checkIn.desk, code);
  return serial && others.length === 0
    ? takeDevice(checkIn, session.value, { ...scan, serial })
    : takeOther(checkIn, session.value, scan);
}

/** The label of a box carries its name: scanned, the next devices go into it. */
function boxCalled({ boxes }: Session, text: string): Box | undefined {
  const name = withoutAimPrefix(cleanText(text));
  return [...boxes.values()].find((box) => box.isOpen && box.name === name);
}

function takeBox(checkIn: CheckIn, session: Session, { boxId, name }: Box): Reply<CheckInReply> {
  // Nothing changes, so that there is nothing to write down and to take back.
  if (boxId === session.currentBoxId) {
    return commandReply(checkIn, session, { answer: 'box', event: undefined, text: name });
  }
  const data = { sessionId: session.sessionId, boxId };
  const kept = keep(checkIn, NO_DEVICE, { type: 'boxChosen', data });
  if (!kept.ok) return kept;
  return commandReply(checkIn, session, { answer: 'box', event: kept.value[0], text: name });
}

interface Scan {
  readonly code: ClassifiedCode;
  readonly key: string | undefined;
}

/** A window asks again for what it had no answer to: one scan, or few. */
const REMEMBERED_KEYS = 50;

function takeDevice(
  checkIn: CheckIn,
  session: Session,
  { serial, ...scan }: Scan & { readonly serial: SerialNumber },
): Reply<CheckInReply> {
  const before = session.devices.get(serial);
  const outcome = outcomeOf({
    isHere: before !== undefined,
    isExpected: isExpected(checkIn, session, serial),
    isDone: isOver(checkIn, serial),
  });
  const { caseId, opening } = openCase(checkIn.desk, serial, 'checkIn');
  const happening = scanned(session, scan, outcome);
  const kept = keep(checkIn, { serial, caseId }, ...opening, happening);
  if (!kept.ok) return kept;
  const arrival = arrivalOf(checkIn, session, serial, before);
  return replyOf(checkIn, session, { events: kept.value, answer: 'counted', arrival });
}

/** A code of the label beside the serial: kept with the device it belongs to, counted as nothing. */
function takeExtra(checkIn: CheckIn, session: Session, scan: Scan): Reply<CheckInReply> {
  const serial = ownerOfCode(checkIn, session, scan.code) ?? null;
  const kept = keep(checkIn, { serial, caseId: null }, scanned(session, scan, 'extra'));
  if (!kept.ok) return kept;
  return replyOf(checkIn, session, { events: kept.value, answer: 'extra' });
}

function takeOther(checkIn: CheckIn, session: Session, scan: Scan): Reply<CheckInReply> {
  const kept = keep(checkIn, NO_DEVICE, scanned(session, scan, 'notSerial'));
  if (!kept.ok) return kept;
  return replyOf(checkIn, session, { events: kept.value, answer: 'counted' });
}

function takeBadge(checkIn: CheckIn, session: Session, code: ClassifiedCode): Reply<CheckInReply> {
  const { desk } = checkIn;
  const signed = signIn(desk, desk.roster.nameOfBadge(code.value) ?? code.value);
  return signed.ok ? takeCode(checkIn, session, code, 'operator') : signed;
}

/** A command or a badge: on record as a code, and no scan of the session. */
function takeCode(
  checkIn: CheckIn,
  session: Session,
  code: ClassifiedCode,
  answer: 'command' | 'operator',
): Reply<CheckInReply> {
  const data = { kind: code.kind, text: code.input };
  const kept = keep(checkIn, NO_DEVICE, { type: 'codeScanned', data });
  if (!kept.ok) return kept;
  const text = answer === 'operator' ? (checkIn.desk.state.operator ?? '') : code.value;
  return commandReply(checkIn, session, { answer, event: kept.value[0], text });
}

/** The answer to what is no scan of a device. */
function commandReply(
  checkIn: CheckIn,
  session: Session,
  {
    answer,
    event,
    text,
  }: Pick<CheckInReply, 'answer'> & {
    readonly event: CustodyEvent | undefined;
    readonly text: string;
  },
): Reply<CheckInReply> {
  const line = {
    eventId: event?.id ?? '',
    at: event?.at ?? checkIn.desk.clock.now(),
    operator: event?.operator ?? '',
    outcome: 'extra' as const,
    kind: 'command' as const,
    text,
    boxId: session.currentBoxId,
    conditions: [],
    photos: [],
    isUndone: false,
  };
  return success({ answer, line, tally: tallyOf(checkIn, session) });
}

function scanned(session: Session, { code, key }: Scan, outcome: Outcome): Happening {
  const { sessionId, currentBoxId: boxId } = session;
  const text = code.kind === 'bypassCode' ? '' : code.input;
  return { type: 'checkedIn', data: { sessionId, boxId, outcome, kind: code.kind, text, key } };
}

/** The answer to a scan that is on record already. */
function answerTo(checkIn: CheckIn, session: Session, key: string): CheckInReply | undefined {
  const event = checkIn.desk.ledger
    .newest(['checkedIn'], REMEMBERED_KEYS)
    .find(({ data }) => 'key' in data && data.key === key);
  const line = event && lineOf(session, event);
  if (!line) return undefined;
  const answer = line.outcome === 'extra' ? 'extra' : 'counted';
  const arrival = line.serial && arrivalOf(checkIn, session, line.serial, undefined);
  return { answer, line, tally: tallyOf(checkIn, session), ...(arrival && { arrival }) };
}

function isExpected(
  { manifests }: CheckIn,
  { manifests: taken, sessionId }: Session,
  serial: SerialNumber,
): boolean | undefined {
  if (taken.length === 0) return undefined;
  return manifests.rowOf(sessionId, serial) !== undefined;
}

function replyOf(
  checkIn: CheckIn,
  session: Session,
  {
    events,
    ...answer
  }: Pick<CheckInReply, 'answer'> & {
    readonly events: Parameters<typeof lineOf>[1][];
    readonly arrival?: Arrival;
  },
): Reply<CheckInReply> {
  const event = events.at(-1);
  const line = event && lineOf(session, event);
  if (!line) throw new Error('a scan of a check-in has its event');
  return success({ ...answer, line, tally: tallyOf(checkIn, session) });
}

import type { Card, ScanLine } from '../../contract/desk.ts';
import type { CustodyEvent, HappeningType } from '../../core/custody/event.ts';
import { success, failure } from '../../core/result.ts';
import { MINUTE } from '../../core/time.ts';
import type { Lane } from '../../core/verdict/lane.ts';
import type { Reply } from '../engine.ts';
import { cardOf } from './card.ts';
import { record, type Desk } from './desk.ts';
import { permitPairing } from './permit-pairing.ts';
import { tell } from './tell.ts';
import { undoneIds } from './undone.ts';

const LINES = 10;
/** What follows a scan by itself. */
const ANSWERS: readonly HappeningType[] = ['verdictChanged', 'deviceBound', 'resetExpected'];
/** By then the clouds have answered what a scan asked of them. */
const SETTLED = MINUTE;
const UNDOABLE = [
  'codeScanned',
  'intentStated',
  'lockAttested',
  'resetStarted',
  'resetAttested',
  'handedOver',
] as const;

/** The last ten scans of this bench, newest first; those taken back are marked. */
export function recentScans(desk: Desk): ScanLine[] {
  const undone = undoneIds(desk);
  return desk.ledger
    .newest(['codeScanned'], LINES)
    .flatMap((event) => lineOf(desk, event, undone.has(event.id)) ?? []);
}

/** Takes back the newest scan or statement that is not taken back yet, by a compensating event. */
export function undo(desk: Desk): Reply<{ line?: ScanLine; card?: Card }> {
  const undone = undoneIds(desk);
  const event = desk.ledger
    .newest([...UNDOABLE], 200)
    .find((each) => !undone.has(each.id) && isStatement(each));
  if (!event) return failure({ code: 'nothingToUndo' });
  const { serial, caseId } = event;
  const consequences = consequencesOf(desk, event);
  const takenBack = [event, ...consequences].map(
    ({ id }) => ({ type: 'undone', data: { eventId: id } }) as const,
  );
  const kept = record(desk, { serial, caseId }, ...takenBack);
  if (!kept.ok) return kept;
  for (const each of consequences) {
    if (each.type === 'deviceBound') desk.state.bindings.delete(each.data.ecid);
  }
  const line = lineOf(desk, event, true);
  if (!serial) return success(line ? { line } : {});
  permitPairing(desk, serial);
  const card = cardOf(desk, serial);
  tell(desk, card);
  return success(line ? { line, card } : { card });
}

/** A command or a badge is an act of its own: the UNDO barcode must not take itself back. */
function isStatement(event: CustodyEvent): boolean {
  return event.type !== 'codeScanned' || !['command', 'operator'].includes(event.data.kind);
}

/** What followed from it by itself goes with it: the bond of a scan, the record of an attestation. */
function consequencesOf(desk: Desk, { id, serial, type }: CustodyEvent): CustodyEvent[] {
  if (!serial) return [];
  return desk.ledger.eventsOf(serial).filter((event) => {
    if (event.type === 'deviceBound') return event.data.scanId === id;
    const isOfAttestation = type === 'resetAttested' && event.id > id;
    return isOfAttestation && event.type === 'resetRecorded' && event.data.level === 'attested';
  });
}

function lineOf(desk: Desk, event: CustodyEvent, isUndone: boolean): ScanLine | undefined {
  if (event.type !== 'codeScanned') return undefined;
  const { kind, text } = event.data;
  const code = { input: text, kind, value: event.serial ?? text, candidates: [] };
  const lane = answerTo(desk, event);
  return {
    eventId: event.id,
    at: event.at,
    code,
    ...(event.serial && { serial: event.serial }),
    ...(lane && { lane }),
    isUndone,
  };
}

/**
 * What was said of it then: the last verdict before anything else happened, once the clouds had answered. History
 * does not change with the device.
 */
function answerTo(desk: Desk, { id, serial, caseId, at }: CustodyEvent): Lane | undefined {
  if (!serial || !caseId) return undefined;
  const events = desk.ledger.eventsOfCase(caseId);
  const next = events.find((event) => event.id > id && !ANSWERS.includes(event.type));
  const answers = events.filter(
    (event) => event.at <= at + SETTLED && (!next || event.id < next.id),
  );
  return answers.flatMap((event) => (event.type === 'verdictChanged' ? event : [])).at(-1)?.data
    .lane;
}

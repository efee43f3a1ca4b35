import type { Card, ScanLine } from '../../contract/desk.ts';
import type { CustodyEvent } from '../../core/custody/event.ts';
import { success, failure } from '../../core/result.ts';
import type { Reply } from '../engine.ts';
import { cardOf } from './card.ts';
import { record, type Desk } from './desk.ts';
import { tell } from './tell.ts';
import { undoneIds } from './undone.ts';

const LINES = 10;
const UNDOABLE = ['codeScanned', 'intentStated', 'lockAttested', 'handedOver'] as const;

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
  const bonds = bondsOf(desk, event);
  const takenBack = [event, ...bonds].map(
    ({ id }) => ({ type: 'undone', data: { eventId: id } }) as const,
  );
  const kept = record(desk, { serial, caseId }, ...takenBack);
  if (!kept.ok) return kept;
  for (const bond of bonds) {
    if (bond.type === 'deviceBound') desk.state.bindings.delete(bond.data.ecid);
  }
  const line = lineOf(desk, event, true);
  if (!serial) return success(line ? { line } : {});
  const card = cardOf(desk, serial);
  tell(desk, card);
  return success(line ? { line, card } : { card });
}

/** A command or a badge is an act of its own: the UNDO barcode must not take itself back. */
function isStatement(event: CustodyEvent): boolean {
  return event.type !== 'codeScanned' || !['command', 'operator'].includes(event.data.kind);
}

/** The bonds that a scan has made go with it. */
function bondsOf(desk: Desk, { id, serial }: CustodyEvent): CustodyEvent[] {
  if (!serial) return [];
  return desk.ledger
    .eventsOf(serial)
    .filter((event) => event.type === 'deviceBound' && event.data.scanId === id);
}

function lineOf(desk: Desk, event: CustodyEvent, isUndone: boolean): ScanLine | undefined {
  if (event.type !== 'codeScanned') return undefined;
  const { kind, text } = event.data;
  const code = { input: text, kind, value: event.serial ?? text, candidates: [] };
  const lane = event.serial ? cardOf(desk, event.serial).verdict.lane : undefined;
  return {
    eventId: event.id,
    at: event.at,
    code,
    ...(event.serial && { serial: event.serial }),
    ...(lane && { lane }),
    isUndone,
  };
}

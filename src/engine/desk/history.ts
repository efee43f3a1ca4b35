import type { ScanLine } from '../../contract/desk.ts';
import type { CustodyEvent } from '../../core/custody/event.ts';
import { success, failure } from '../../core/result.ts';
import type { Reply } from '../engine.ts';
import { cardOf } from './card.ts';
import { record, type Desk } from './desk.ts';
import { tell } from './tell.ts';

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
export function undo(desk: Desk): Reply<{ line?: ScanLine; card?: ReturnType<typeof cardOf> }> {
  const undone = undoneIds(desk);
  const event = desk.ledger.newest([...UNDOABLE], 50).find((each) => !undone.has(each.id));
  if (!event) return failure({ code: 'nothingToUndo' });
  const { serial, caseId } = event;
  const kept = record(desk, { serial, caseId }, { type: 'undone', data: { eventId: event.id } });
  if (!kept.ok) return kept;
  const line = lineOf(desk, event, true);
  if (!serial) return success(line ? { line } : {});
  const card = cardOf(desk, serial);
  tell(desk, card);
  return success(line ? { line, card } : { card });
}

function undoneIds(desk: Desk): Set<string> {
  const events = desk.ledger.newest(['undone'], 100);
  return new Set(events.flatMap((event) => (event.type === 'undone' ? event.data.eventId : [])));
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

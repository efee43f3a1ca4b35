import type { ScanLine, ScanReply } from '../../contract/desk.ts';
import type { CustodyEvent, Happening } from '../../core/custody/event.ts';
import type { ClassifiedCode } from '../../core/identifiers/code.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { success } from '../../core/result.ts';
import type { Reply } from '../engine.ts';
import { bindScanned } from './bind.ts';
import { cardOf } from './card.ts';
import { openCase } from './case.ts';
import { checkRecord } from './check-record.ts';
import { record, type Desk } from './desk.ts';
import type { Follow } from './follow.ts';
import { readCode, readingsIn, serialsNamed } from './read-code.ts';
import { signIn } from './statements.ts';

/**
 * One scan, from text to answer: what the code is, on disk, then the verdict from the mirror. When this returns
 * `ok` the scan is durable; what the clouds say later comes as `desk.cardChanged`.
 */
export function scan(
  desk: Desk,
  follow: Follow,
  input: { readonly text: string; readonly slot?: string | undefined },
): Reply<ScanReply> {
  const code = readCode(desk, input.text);
  const serial = serialOf(desk, code);
  if (serial) return scanDevice(desk, follow, { code, serial, slot: input.slot });
  return scanOther(desk, code);
}

function scanDevice(
  desk: Desk,
  follow: Follow,
  scanned: { code: ClassifiedCode; serial: SerialNumber; slot?: string | undefined },
): Reply<ScanReply> {
  const { code, serial, slot } = scanned;
  const isAgain = desk.state.shown === serial;
  const { caseId, opening } = openCase(desk, serial, 'scan');
  const kept = record(desk, { serial, caseId }, ...opening, codeScanned(code, slot));
  if (!kept.ok) return kept;
  const scanId = kept.value.at(-1)?.id ?? '';
  bindScanned(desk, { serial, caseId, scanId, slot });
  desk.state.shown = serial;
  desk.state.shownSlot = slot ?? null;
  const card = cardOf(desk, serial);
  desk.state.sent.set(serial, card);
  follow.answered(card);
  const line = { ...lineOf(desk, kept.value, code), serial, lane: card.verdict.lane };
  return success({ outcome: isAgain ? 'confirmed' : 'device', line, card });
}

/** Codes that name no device are kept on record as well; a bypass code without its characters. */
function scanOther(desk: Desk, code: ClassifiedCode): Reply<ScanReply> {
  const kept = record(desk, { serial: null, caseId: null }, codeScanned(code));
  if (!kept.ok) return kept;
  const line = lineOf(desk, kept.value, code);
  if (code.kind === 'command') return success({ outcome: 'command', line });
  if (code.kind !== 'operator') {
    const outcome = code.kind === 'unknown' ? 'refused' : 'unresolved';
    const check = code.kind === 'resetRecord' ? checkRecord(desk, code.value) : undefined;
    return success({ outcome, line, ...(check && { record: check }) });
  }
  const signed = signIn(desk, desk.roster.nameOfBadge(code.value) ?? code.value);
  return signed.ok ? success({ outcome: 'operator', line }) : signed;
}

function lineOf(desk: Desk, kept: readonly CustodyEvent[], code: ClassifiedCode): ScanLine {
  const event = kept.at(-1);
  return { eventId: event?.id ?? '', at: event?.at ?? desk.clock.now(), code, isUndone: false };
}

/** The one serial this code names; none where it may mean several. */
function serialOf(desk: Desk, code: ClassifiedCode): SerialNumber | undefined {
  const { shown } = desk.state;
  const isOpen = code.kind !== 'serial';
  // The operator has chosen among these readings before, and scans the same label again.
  if (isOpen && shown && readingsIn(code).some(({ value }) => value === shown)) return shown;
  const [only, ...others] = serialsNamed(desk, code);
  return others.length === 0 ? only : undefined;
}

function codeScanned(code: ClassifiedCode, slot?: string): Happening {
  const text = code.kind === 'bypassCode' ? '' : code.input;
  return { type: 'codeScanned', data: { kind: code.kind, text, ...(slot && { slot }) } };
}

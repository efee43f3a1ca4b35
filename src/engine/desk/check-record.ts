import type { RecordCheck } from '../../contract/desk.ts';
import { readRecordCode } from '../../core/identifiers/record-code.ts';
import { hashLink } from '../ledger/chain.ts';
import type { Desk } from './desk.ts';

/**
 * Does the code of a reset record agree with this ledger? `matches`: the event that it names is the proof of a reset of
 * that very device, at that place and with that hash, and its content still has that hash. `notHere`: this ledger has
 * no such event, it may be of another bench. Undefined for a text that is no such code.
 */
export function checkRecord(desk: Desk, text: string): RecordCheck | undefined {
  const code = readRecordCode(text);
  if (!code) return undefined;
  const { eventId, hash, sequence, serial } = code;
  const row = desk.ledger.rowOf(eventId);
  if (!row) return { serial, sequence, answer: 'notHere' };
  const isRecord = row.type === 'resetRecorded' && row.serial === serial;
  const isInPlace = row.sequence === sequence && row.hash === hash;
  const matches = isRecord && isInPlace && hashLink(row, row.data) === hash;
  return { serial, sequence, answer: matches ? 'matches' : 'differs' };
}

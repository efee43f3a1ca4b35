import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Instant } from '../../core/time.ts';
import { orLedgerFault } from './ledger-failure.ts';

/** As much of an event as counting needs; its data is not parsed. */
export interface CountedRow {
  readonly sequence: number;
  readonly type: string;
  readonly at: Instant;
  readonly operator: string;
  readonly bench: string;
  readonly outcome: string | null;
  /** Of an undo: which event it takes back. */
  readonly takesBack: string | null;
}

export interface CountedReader {
  /** Of the next `span` events after that sequence those of the types; a short walk however long the ledger is. */
  countedAfter(sequence: number, span: number): CountedRow[];
  countedById(id: string): CountedRow | undefined;
  /** How many events there are. */
  length(): number;
}

const COLUMNS = `sequence, type, at, operator, bench, data ->> '$.outcome' AS outcome,
  data ->> '$.eventId' AS takesBack`;

export function createCountedReader(
  database: DatabaseSyncInstance,
  types: readonly string[],
): CountedReader {
  const next = database.prepare(`SELECT ${COLUMNS} FROM events
    WHERE sequence > ? AND sequence <= ? AND +type IN (SELECT value FROM json_each(?))
    ORDER BY sequence`);
  const one = database.prepare(`SELECT ${COLUMNS} FROM events WHERE id = ?`);
  const last = database.prepare('SELECT coalesce(max(sequence), 0) AS length FROM events');
  const folder = path.dirname(database.location() ?? '');
  const wanted = JSON.stringify(types);
  const all = (sequence: number, span: number): unknown[] =>
    next.all(sequence, sequence + span, wanted);
  // Columns of these very statements.
  return {
    countedAfter: (sequence, span) =>
      orLedgerFault(folder, () => all(sequence, span)) as CountedRow[],
    countedById: (id) =>
      orLedgerFault(folder, (): unknown => one.get(id)) as CountedRow | undefined,
    length: () => (orLedgerFault(folder, (): unknown => last.get()) as { length: number }).length,
  };
}

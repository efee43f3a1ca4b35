import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { EventRow } from './chain.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CHECKPOINT_COLUMNS, EVENT_COLUMNS } from './event-rows.ts';

/** Where an event stands in the chain, and the first checkpoint that covers it; undefined until there is one. */
export interface LedgerPlace {
  readonly sequence: number;
  readonly hash: string;
  readonly checkpoint: Checkpoint | undefined;
}

/** The whole ledger as it stands on disk. */
export interface EvidenceSource {
  /** So many rows after that sequence, oldest first. */
  rowsAfter(sequence: number, limit: number): readonly EventRow[];
  /** Oldest first. */
  checkpoints(): readonly Checkpoint[];
}

/** What a document says of the ledger. */
export interface PlaceReader extends EvidenceSource {
  placeOf(eventId: string): LedgerPlace | undefined;
  /** As it stands on disk. */
  rowOf(eventId: string): EventRow | undefined;
}

/** `read` makes a fault of what the file cannot give. All rows come from STRICT tables of this very schema. */
export function createPlaceReader(
  database: DatabaseSyncInstance,
  read: (rows: () => unknown[]) => unknown[],
): PlaceReader {
  const place = database.prepare('SELECT sequence, hash FROM events WHERE id = ?');
  const covering = database.prepare(
    `SELECT ${CHECKPOINT_COLUMNS} FROM checkpoints WHERE length >= ? ORDER BY length LIMIT 1`,
  );
  const one = database.prepare(`SELECT ${EVENT_COLUMNS} FROM events WHERE id = ?`);
  const events = database.prepare(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  );
  const checkpoints = database.prepare(
    `SELECT ${CHECKPOINT_COLUMNS} FROM checkpoints ORDER BY length`,
  );
  return {
    placeOf(eventId) {
      const [row] = read(() => place.all(eventId)) as Omit<LedgerPlace, 'checkpoint'>[];
      if (!row) return undefined;
      const [checkpoint] = read(() => covering.all(row.sequence)) as Checkpoint[];
      return { ...row, checkpoint };
    },
    rowOf: (eventId) => (read(() => one.all(eventId)) as EventRow[])[0],
    rowsAfter: (sequence, limit) => read(() => events.all(sequence, limit)) as EventRow[],
    checkpoints: () => read(() => checkpoints.all()) as Checkpoint[],
  };
}

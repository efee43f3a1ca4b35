import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { z } from 'zod';
import type { MigrationNews } from '../../../core/campaign/wave-state.ts';
import { serialNumberSchema, type SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { nextTurn } from '../../in-turns.ts';
import { orLedgerFault } from '../../ledger/ledger-failure.ts';

/** The newest that the ledger says of the migration of each device; each reading goes on where the last one ended. */
export interface NewsReader {
  /** Of events later than that sequence; an earlier one than the last time reads all anew. */
  read(since: number): Promise<ReadonlyMap<SerialNumber, MigrationNews>>;
  /** The sequence of the newest event. */
  length(): number;
}

/** A few milliseconds of reading at a time. */
const SPAN = 1_000;

const rowSchema = z.object({
  sequence: z.number().int(),
  serial: serialNumberSchema,
  type: z.string(),
  kind: z.string().nullable(),
  failure: z.string().nullable(),
});
type Row = z.infer<typeof rowSchema>;

export function createNewsReader(database: DatabaseSyncInstance): NewsReader {
  const folder = path.dirname(database.location() ?? '');
  const next = database.prepare(`
    SELECT sequence, serial, type, data ->> '$.kind' AS kind, data ->> '$.failure' AS failure
    FROM events WHERE sequence > ? AND sequence <= ? AND serial IS NOT NULL
      AND +type IN ('migrationScheduled', 'migrationCancelled', 'workFailed', 'workCancelled', 'enrolled')
    ORDER BY sequence`);
  const newest = database.prepare('SELECT coalesce(max(sequence), 0) AS length FROM events');
  const length = () =>
    (orLedgerFault(folder, (): unknown => newest.get()) as { length: number }).length; // its one column
  let news = new Map<SerialNumber, MigrationNews>();
  let begun = Infinity;
  let read = 0;
  let last = Promise.resolve();

  async function readFrom(since: number): Promise<void> {
    if (since < begun) {
      news = new Map();
      begun = since;
      read = since;
    }
    const end = length();
    while (read < end) {
      const until = Math.min(read + SPAN, end);
      const rows = orLedgerFault(folder, (): unknown[] => next.all(read, until));
      for (const row of rows) note(news, rowSchema.safeParse(row).data);
      read = until;
      await nextTurn();
    }
  }
  return {
    length,
    async read(since) {
      // One after the other: none finds its news thrown away while it reads.
      const mine = last.then(() => readFrom(since));
      last = mine.catch(() => undefined);
      await mine;
      return news;
    },
  };
}

function note(news: Map<SerialNumber, MigrationNews>, row: Row | undefined): void {
  const found = row && newsIn(row);
  if (row && found) news.set(row.serial, found);
}

/** Work of another kind says nothing of the migration: that its profile could not be given stands under Cloud work. */
function newsIn({ sequence, type, kind, failure }: Row): MigrationNews | undefined {
  switch (type) {
    case 'migrationScheduled':
      return { sequence, kind: 'scheduled' };
    case 'migrationCancelled':
      return { sequence, kind: 'cancelled' };
    case 'enrolled':
      return { sequence, kind: 'enrolled' };
    case 'workFailed':
      return kind === 'migrate' ? { sequence, kind: 'failed', failure: failure ?? '' } : undefined;
    default:
      return kind === 'migrate' ? { sequence, kind: 'cancelled' } : undefined;
  }
}

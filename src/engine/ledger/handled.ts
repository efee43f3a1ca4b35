import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { serialNumberSchema, type SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Instant } from '../../core/time.ts';

/** How far one device is by the ledger alone. `handedOverAt`: its newest case ended with that; null: it is open. */
export interface Handled {
  readonly serial: SerialNumber;
  readonly wasReset: boolean;
  readonly handedOverAt: Instant | null;
}

/**
 * Every device of this bench but those whose newest case is told to its end: handed over and seen in Intune. What
 * was taken back does not count. One pass over four short indexes, without reading any data.
 */
const HANDLED = `
  WITH told AS (
    SELECT serial,
      coalesce(max(CASE type WHEN 'caseOpened' THEN sequence END), 0) AS opened,
      coalesce(max(CASE type WHEN 'handedOver' THEN sequence END), 0) AS handed,
      coalesce(max(CASE type WHEN 'enrolled' THEN sequence END), 0) AS enrolled,
      max(CASE type WHEN 'handedOver' THEN at END) AS handedAt,
      max(type = 'resetRecorded') AS wasReset
    FROM events
    WHERE type IN ('caseOpened', 'handedOver', 'enrolled', 'resetRecorded') AND serial IS NOT NULL
      AND id NOT IN (
        SELECT json_extract(data, '$.eventId') FROM events
        WHERE type = 'undone' AND json_extract(data, '$.eventId') IS NOT NULL)
    GROUP BY serial)
  SELECT serial, wasReset, CASE WHEN handed > opened THEN handedAt END AS handedOverAt
  FROM told WHERE NOT (handed > opened AND enrolled > opened)`;

export function prepareHandled(database: DatabaseSyncInstance): () => unknown[] {
  const statement = database.prepare(HANDLED);
  return () => statement.all() as unknown[];
}

/** A row that names no serial is not one of ours; the verification of the chain tells of it. */
export function handledOf(row: unknown): Handled[] {
  const { serial, wasReset, handedOverAt } = row as Row; // columns of this very statement
  const known = serialNumberSchema.safeParse(serial);
  if (!known.success) return [];
  return [{ serial: known.data, wasReset: wasReset === 1, handedOverAt }];
}

interface Row {
  readonly serial: string;
  readonly wasReset: number;
  readonly handedOverAt: number | null;
}

import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { serialNumberSchema, type SerialNumber } from '../../core/identifiers/serial-number.ts';
import { CONDITIONS, isHazard } from '../../core/sessions/condition.ts';

/** What takes a device out of the line; two short walks over the index of types. */
const ASIDE = `
  SELECT DISTINCT serial FROM events WHERE serial IS NOT NULL AND (type = 'setAside'
    OR (type = 'conditionNoted' AND data ->> '$.condition' IN (SELECT value FROM json_each(?))))`;

export function prepareAside(database: DatabaseSyncInstance): () => unknown[] {
  const statement = database.prepare(ASIDE);
  const hazards = JSON.stringify(CONDITIONS.filter(isHazard));
  return () => statement.all(hazards) as unknown[];
}

/** A row that names no serial is not one of ours; the verification of the chain tells of it. */
export function serialIn(row: unknown): SerialNumber[] {
  const { serial } = row as { serial: string }; // the column of this very statement
  const known = serialNumberSchema.safeParse(serial);
  return known.success ? [known.data] : [];
}

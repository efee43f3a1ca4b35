import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { upperCase } from '../../core/identifiers/clean-text.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { success, type Result } from '../../core/result.ts';
import { manifestRowSchema, type ManifestRow } from '../../core/sessions/manifest-row.ts';
import { ledgerFailureOf, orLedgerFault, type LedgerFailure } from '../ledger/ledger-failure.ts';

/**
 * The rows of the manifests, beside the events in the ledger's file. A manifest counts once an event says that it was
 * taken (`counts`): rows that a crash left behind without one speak for nobody.
 */
export interface ManifestStore {
  /** All rows or none, on disk when this returns. */
  keep(manifest: ManifestName, rows: readonly ManifestRow[]): Result<void, LedgerFailure>;
  /** Of the session's newest manifest that names this device. */
  rowOf(sessionId: string, serial: SerialNumber): ManifestRow | undefined;
  /** Of the newest manifest of any session. */
  newestOf(serial: SerialNumber): ManifestRow | undefined;
  /** The sessions that expect this device. */
  sessionsExpecting(serial: SerialNumber): readonly string[];
  /** Upper and lower case are one, and so are all dashes. */
  serialsOfTag(assetTag: string): readonly SerialNumber[];
  /** Asset tags that stand beside several serials, these in the order in which they were first named. */
  sharedTags(): readonly SharedTag[];
  /** How many devices the session expects; one that two of its manifests name is one. */
  expectedIn(sessionId: string): number;
  /** Each device once, in the order of the files. */
  rowsOf(sessionId: string): Iterable<ManifestRow>;
  /** From now on this manifest counts. */
  count(manifestId: string): void;
}

interface SharedTag {
  readonly assetTag: string;
  readonly serials: readonly SerialNumber[];
}

interface ManifestName {
  readonly manifestId: string;
  readonly sessionId: string;
}

/** Made here and not by the ledger's migrations, as the table of the jobs is. `counted`: manifests taken before. */
export function openManifestStore(
  database: DatabaseSyncInstance,
  counted: readonly string[],
): ManifestStore {
  const folder = path.dirname(database.location() ?? '');
  const read = <T>(work: () => T): T => orLedgerFault(folder, work);
  read(() => database.exec(TABLE));
  const counting = new Set(counted);
  // Asked with each scan.
  const expected = new Map<string, number>();
  const statements = prepare(database, () => JSON.stringify([...counting]));
  return {
    keep: (manifest, rows) => keepAll(database, folder, () => statements.keep(manifest, rows)),
    rowOf: (sessionId, serial) => read(() => statements.ofBoth(sessionId, serial)).at(-1),
    newestOf: (serial) => read(() => statements.ofSerial(serial)).at(-1),
    sessionsExpecting: (serial) => read(() => statements.sessionsOf(serial)),
    serialsOfTag: (tag) => [
      ...new Set(read(() => statements.ofTag(upperCase(tag))).map(({ serial }) => serial)),
    ],
    sharedTags: () => read(() => statements.sharedTags()),
    expectedIn(sessionId) {
      const known = expected.get(sessionId) ?? read(() => statements.countIn(sessionId));
      expected.set(sessionId, known);
      return known;
    },
    rowsOf: (sessionId) => onceEach(read(() => statements.ofSession(sessionId))).values(),
    count(manifestId) {
      counting.add(manifestId);
      expected.clear();
    },
  };
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS manifest_rows (
    place INTEGER PRIMARY KEY,
    manifest_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    serial TEXT NOT NULL,
    asset_tag TEXT,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS manifest_rows_by_session ON manifest_rows (session_id, serial);
  CREATE INDEX IF NOT EXISTS manifest_rows_by_serial ON manifest_rows (serial);
  CREATE INDEX IF NOT EXISTS manifest_rows_by_tag ON manifest_rows (asset_tag)
    WHERE asset_tag IS NOT NULL;
`;

/** So many are listed; more of them are a manifest with the wrong column. */
const MOST_SHARED = 1_000;

/** `counted` gives the ids of the manifests that count, as a JSON list. */
function prepare(database: DatabaseSyncInstance, counted: () => string) {
  const only = 'manifest_id IN (SELECT value FROM json_each(?))';
  const rows = (where: string) => {
    const sql = `SELECT data FROM manifest_rows WHERE ${where} AND ${only} ORDER BY place`;
    const statement = database.prepare(sql);
    return (...values: string[]) => statement.all(...values, counted()).flatMap(rowIn);
  };
  const sessions = database.prepare(
    `SELECT DISTINCT session_id FROM manifest_rows WHERE serial = ? AND ${only}`,
  );
  const count = database.prepare(
    `SELECT count(DISTINCT serial) AS devices FROM manifest_rows WHERE session_id = ? AND ${only}`,
  );
  const shared = database.prepare(
    `SELECT asset_tag FROM manifest_rows WHERE asset_tag IS NOT NULL AND ${only}
     GROUP BY asset_tag HAVING count(DISTINCT serial) > 1 ORDER BY asset_tag LIMIT ${MOST_SHARED}`,
  );
  const ofTag = rows('asset_tag = ?');
  const insert = database.prepare(
    'INSERT INTO manifest_rows (manifest_id, session_id, serial, asset_tag, data) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    ofBoth: rows('session_id = ? AND serial = ?'),
    ofSerial: rows('serial = ?'),
    ofTag,
    sharedTags: () =>
      shared.all(counted()).map((row): SharedTag => {
        const assetTag = (row as { asset_tag: string }).asset_tag;
        return { assetTag, serials: [...new Set(ofTag(assetTag).map(({ serial }) => serial))] };
      }),
    ofSession: rows('session_id = ?'),
    // Columns of these very statements, NOT NULL.
    sessionsOf: (serial: string) =>
      sessions.all(serial, counted()).map((row) => (row as { session_id: string }).session_id),
    countIn: (sessionId: string) =>
      (count.get(sessionId, counted()) as { devices: number }).devices,
    keep({ manifestId, sessionId }: ManifestName, all: readonly ManifestRow[]) {
      for (const row of all) {
        const tag = row.assetTag === undefined ? null : upperCase(row.assetTag);
        insert.run(manifestId, sessionId, row.serial, tag, JSON.stringify(row));
      }
    },
  };
}

/** A later row of the same serial stands for the earlier one, in its place. */
function onceEach(rows: readonly ManifestRow[]): Map<SerialNumber, ManifestRow> {
  return new Map(rows.map((row) => [row.serial, row]));
}

/** A row that this program does not understand is expected by nobody; the ledger's event tells how many there were. */
function rowIn(row: unknown): ManifestRow[] {
  const { data } = row as { data: string }; // the query names this one column, NOT NULL
  const parsed = manifestRowSchema.safeParse(parseJson(data));
  return parsed.success ? [parsed.data] : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function keepAll(
  database: DatabaseSyncInstance,
  folder: string,
  write: () => void,
): Result<void, LedgerFailure> {
  try {
    database.exec('BEGIN IMMEDIATE');
    write();
    database.exec('COMMIT');
    return success(undefined);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    return { ok: false, error: ledgerFailureOf(error, folder) };
  }
}

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { success, type Result } from '../../core/result.ts';
import { ledgerFailureOf, type LedgerFailure } from './ledger-failure.ts';
import {
  closeLedgerFile,
  ledgerPath,
  openLedgerFileToRead,
  openLedgerInMemory,
} from './ledger-file.ts';
import { assembleLedger, ownerOf, type Ledger, type LedgerOptions } from './ledger.ts';
import { schemaVersion } from './migrations/migrations.ts';

/**
 * The ledger of a bench that may be running on the same folder, to be read alone: every write is refused and
 * closing it signs nothing. A bench that has no ledger yet gets none; an empty one in memory stands in for it.
 */
export function visitLedger(options: LedgerOptions): Result<Ledger, LedgerFailure> {
  const opened = openToVisit(ledgerPath(path.resolve(options.folder), options.mode));
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    const bench = ownerOf(database, options);
    if (bench.ok) return success(visited(database, bench.value, options));
    closeLedgerFile(database);
    return bench;
  } catch (error) {
    closeLedgerFile(database);
    return { ok: false, error: ledgerFailureOf(error, options.folder) };
  }
}

function visited(database: DatabaseSyncInstance, bench: string, options: LedgerOptions): Ledger {
  const beside = hasTablesBeside(database) ? database : openLedgerInMemory();
  database.exec('PRAGMA query_only = ON');
  return {
    ...assembleLedger(database, bench, options),
    database: beside,
    close() {
      closeLedgerFile(beside);
      closeLedgerFile(database);
    },
  };
}

function openToVisit(file: string): Result<DatabaseSyncInstance, LedgerFailure> {
  try {
    if (!existsSync(file) || statSync(file).size === 0) return success(openLedgerInMemory());
    const opened = openLedgerFileToRead(file);
    // A bench that is just beginning its ledger has not put the tables in yet.
    if (!opened.ok || schemaVersion(opened.value) > 0) return opened;
    closeLedgerFile(opened.value);
    return success(openLedgerInMemory());
  } catch (error) {
    return { ok: false, error: ledgerFailureOf(error, path.dirname(file)) };
  }
}

/** The tables of jobs and manifests are made by those, after the ledger. */
function hasTablesBeside(database: DatabaseSyncInstance): boolean {
  const tables = `SELECT count(*) AS found FROM sqlite_schema
    WHERE type = 'table' AND name IN ('jobs', 'manifest_rows')`;
  return (database.prepare(tables).get() as { found: number }).found === 2; // one row, one column
}

import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { success, type Result } from '../../core/result.ts';
import { ledgerBroken, ledgerFailureOf, type LedgerFailure } from './ledger-failure.ts';
import { LEDGER_MIGRATIONS, LEDGER_VERSION } from './migrations/ledger-migrations.ts';
import { migrate, schemaVersion } from './migrations/migrations.ts';

export type LedgerMode = 'live' | 'sandbox';

export function ledgerPath(folder: string, mode: LedgerMode): string {
  return path.join(folder, `ledger-${mode}.sqlite`);
}

/**
 * Opens or makes the ledger's file with its newest schema. A file that is not ours, or that a newer program
 * wrote, is refused before a byte of it is changed.
 */
export function openLedgerFile(file: string): Result<DatabaseSyncInstance, LedgerFailure> {
  let database: DatabaseSyncInstance | undefined;
  try {
    makeWritable(file);
    const header = readHeader(file);
    const refusal = refusalOf(header);
    if (refusal) return refusal;
    database = openDatabases.keep(new DatabaseSync(file, { timeout: BUSY_MS, defensive: true }));
    prepareConnection(database, header);
    // The header may be older than what a crashed newer program left in the write-ahead log.
    const newer = refusalOfVersion(schemaVersion(database));
    if (newer) return closing(database, newer);
    migrate(database, LEDGER_MIGRATIONS);
    return success(database);
  } catch (error) {
    if (database) closeLedgerFile(database);
    return { ok: false, error: ledgerFailureOf(error, path.dirname(file)) };
  }
}

/** Opens an existing ledger for reading alone, beside a running program. */
export function openLedgerFileToRead(file: string): Result<DatabaseSyncInstance, LedgerFailure> {
  try {
    const refusal = refusalOf(readHeader(file)) ?? refusalOfEmpty(file);
    if (refusal) return refusal;
    const database = new DatabaseSync(file, { timeout: BUSY_MS, readOnly: true });
    return success(openDatabases.keep(database));
  } catch (error) {
    return { ok: false, error: ledgerFailureOf(error, path.dirname(file)) };
  }
}

/** An empty ledger that is on no disk. */
export function openLedgerInMemory(): DatabaseSyncInstance {
  const database = openDatabases.keep(new DatabaseSync(':memory:'));
  migrate(database, LEDGER_MIGRATIONS);
  return database;
}

export function closeLedgerFile(database: DatabaseSyncInstance): void {
  openDatabases.release(database);
  if (database.isOpen) database.close();
}

/** How long a second program (the command line) may hold the write lock. */
const BUSY_MS = 2_000;
/** 'RBLG': lets a ledger be told from any other SQLite file (https://sqlite.org/fileformat2.html#application_id). */
const APPLICATION_ID = 0x52_42_4c_47;

/**
 * @photostructure/sqlite 2.6 finalizes every statement once the database object is collected, even while a
 * statement is still held; so each open database is held here.
 */
const openDatabases = {
  held: new Set<DatabaseSyncInstance>(),
  keep(database: DatabaseSyncInstance): DatabaseSyncInstance {
    this.held.add(database);
    return database;
  },
  release(database: DatabaseSyncInstance): void {
    this.held.delete(database);
  },
};

interface Header {
  readonly isEmpty: boolean;
  readonly isSqlite: boolean;
  readonly version: number;
  readonly applicationId: number;
}

/** The file system's own error for a folder or a file that cannot be written is clearer than SQLite's. */
function makeWritable(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  closeSync(openSync(file, 'a'));
}

/** Reads the 100 bytes by hand: opening with SQLite would already replay a foreign write-ahead log. */
function readHeader(file: string): Header {
  const bytes = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  const length = readSync(handle, bytes, 0, bytes.length, 0);
  closeSync(handle);
  return {
    isEmpty: length === 0,
    isSqlite: length === 100 && bytes.toString('latin1', 0, 16) === 'SQLite format 3\0',
    version: bytes.readUInt32BE(60),
    applicationId: bytes.readUInt32BE(68),
  };
}

function refusalOf({ isEmpty, isSqlite, version, applicationId }: Header) {
  if (isEmpty) return undefined;
  if (!isSqlite) return ledgerBroken('the file is not a SQLite database');
  if (applicationId !== APPLICATION_ID) {
    return ledgerBroken('the file is the database of another program');
  }
  return refusalOfVersion(version);
}

function refusalOfVersion(version: number): Result<never, LedgerFailure> | undefined {
  if (version <= LEDGER_VERSION) return undefined;
  const detail = `the ledger has version ${version}, this program knows ${LEDGER_VERSION}`;
  return { ok: false, error: { code: 'ledgerFromOtherVersion', detail } };
}

function refusalOfEmpty(file: string) {
  return readHeader(file).isEmpty ? ledgerBroken('the file is empty') : undefined;
}

function prepareConnection(database: DatabaseSyncInstance, { isEmpty }: Header): void {
  // Before anything else, so that a crash in between leaves a file that is known to be ours.
  if (isEmpty) database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA journal_size_limit = 4194304');
}

function closing<T>(database: DatabaseSyncInstance, result: T): T {
  closeLedgerFile(database);
  return result;
}

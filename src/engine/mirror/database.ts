import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';

export type Database = InstanceType<typeof DatabaseSync>;

/** `isVolatile`: no file could be used, the mirror lives in memory until the next start. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly isVolatile: boolean;
}

const SQLITE_CORRUPT = 11;
const SQLITE_NOT_A_DATABASE = 26;
/** BUSY, READONLY, IOERR, FULL, CANTOPEN: the disk refuses, the file itself may be sound. */
const REFUSALS = new Set([5, 8, 10, 13, 14]);

/**
 * Opens the mirror's file and brings its tables up to date. A file that cannot be read or is of another version
 * is set aside as `<file>.aside` and begun anew: nothing in it is the only copy of anything.
 */
export function openDatabase(file: string): OpenedDatabase {
  const found = tryToOpen(file);
  if (found) return { database: found, isVolatile: false };
  setAside(file);
  const fresh = tryToOpen(file);
  if (fresh) return { database: fresh, isVolatile: false };
  return { database: prepared(new DatabaseSync(':memory:')), isVolatile: true };
}

/** Takes a broken file out of the way; only the newest one is kept. */
export function setAside(file: string): void {
  for (const ending of ['-wal', '-shm']) removeQuietly(`${file}${ending}`);
  try {
    renameSync(file, `${file}.aside`);
  } catch {
    removeQuietly(file);
  }
}

/** Does this error mean that the file holds nonsense? */
export function isBrokenFile(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOT_A_DATABASE;
}

/** Does this error mean that the disk refuses (full, read-only, held by another process)? */
export function isRefusedByDisk(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== undefined && REFUSALS.has(code);
}

function tryToOpen(file: string): Database | undefined {
  let database: Database | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    database = new DatabaseSync(file);
    return prepared(database);
  } catch {
    database?.close();
    return undefined;
  }
}

/**
 * No waiting for the disk: each fsync of a checkpoint held the event loop for 15 to 60 ms on a busy disk, and made
 * a listing three times as long. A crash of the app loses nothing; a power cut may break the file, which is then
 * begun anew, or leave older facts, which carry their age. Small checkpoints: copying SQLite's default of 1,000
 * pages takes a frame by itself.
 */
function prepared(database: Database): Database {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    PRAGMA busy_timeout = 250;
    PRAGMA cache_size = -2000;
    PRAGMA wal_autocheckpoint = 400;
    PRAGMA journal_size_limit = 16777216;
  `);
  migrate(database);
  return database;
}

function migrate(database: Database): void {
  const version = pragma(database, 'user_version');
  if (version === 0 && hasTables(database)) throw new Error('not a mirror');
  if (version > 0 && pragma(database, 'application_id') !== APPLICATION_ID)
    throw new Error('not a mirror');
  if (version > MIGRATIONS.length) throw new Error('mirror of a newer version');
  if (version === MIGRATIONS.length) return;
  const steps = MIGRATIONS.slice(version).join('\n');
  database.exec(
    `BEGIN IMMEDIATE; ${steps} PRAGMA user_version = ${MIGRATIONS.length}; PRAGMA application_id = ${APPLICATION_ID}; COMMIT;`,
  );
}

function pragma(database: Database, name: 'user_version' | 'application_id'): number {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, number> | undefined;
  return row?.[name] ?? 0;
}

function hasTables(database: Database): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A folder that refuses both leaves the mirror in memory; openDatabase says so.
  }
}

/** Extended codes carry the primary one in their low byte. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

import { statfsSync } from 'node:fs';
import { failure, type Result } from '../../core/result.ts';

/** Every way in which the ledger can refuse; the codes are those of the contract, `detail` is for the log. */
export interface LedgerFailure {
  readonly code: 'folderReadOnly' | 'diskFull' | 'ledgerFromOtherVersion' | 'ledgerBroken';
  readonly detail: string;
}

/** Thrown by reads when the file itself cannot be read or holds what no bench wrote. */
export class LedgerFault extends Error {
  readonly failure: LedgerFailure;

  constructor(reason: LedgerFailure) {
    super(`${reason.code}: ${reason.detail}`);
    this.name = 'LedgerFault';
    this.failure = reason;
  }
}

/** What SQLite or the file system raise becomes a LedgerFault; any other exception is a bug and goes on. */
export function orLedgerFault<T>(folder: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new LedgerFault(ledgerFailureOf(error, folder));
  }
}

export function ledgerBroken(detail: string): Result<never, LedgerFailure> {
  return failure({ code: 'ledgerBroken', detail });
}

/** What an exception of SQLite or of the file system means for the ledger; any other one is a bug and goes on. */
export function ledgerFailureOf(error: unknown, folder: string): LedgerFailure {
  if (!(error instanceof Error)) throw error;
  const { primary, systemError } = readCodes(error);
  if (primary === undefined && systemError === undefined) throw error;
  const detail = error.message.slice(0, MAX_DETAIL);
  if (isFull(primary, systemError, folder)) return { code: 'diskFull', detail };
  if (isReadOnly(primary, systemError)) return { code: 'folderReadOnly', detail };
  return { code: 'ledgerBroken', detail };
}

/** True when another program wrote the same sequence first: SQLite's constraint failure. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && readCodes(error).primary === SQLITE.constraint;
}

// https://sqlite.org/rescode.html
const SQLITE = { readOnly: 8, ioError: 10, full: 13, cannotOpen: 14, constraint: 19 } as const;
const FULL_ERRORS = new Set(['ENOSPC', 'EDQUOT']);
const READ_ONLY_ERRORS = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOTDIR']);
const MAX_DETAIL = 300;

interface Codes {
  readonly primary: number | undefined;
  readonly systemError: string | undefined;
}

function readCodes(error: Error): Codes {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number') {
    return { primary: errcode & 0xff, systemError: undefined };
  }
  const isSystem = typeof code === 'string' && 'syscall' in error;
  return { primary: undefined, systemError: isSystem ? code : undefined };
}

function isFull(primary: number | undefined, systemError: string | undefined, folder: string) {
  if (systemError !== undefined) return FULL_ERRORS.has(systemError);
  if (primary === SQLITE.full) return true;
  // The write-ahead index reports a full disk as a plain I/O error.
  const canMeanFull = primary === SQLITE.ioError || primary === SQLITE.cannotOpen;
  return canMeanFull && hasNoRoom(folder);
}

function isReadOnly(primary: number | undefined, systemError: string | undefined) {
  if (systemError !== undefined) return READ_ONLY_ERRORS.has(systemError);
  return primary === SQLITE.readOnly || primary === SQLITE.cannotOpen;
}

function hasNoRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < SMALLEST_ROOM;
  } catch {
    return false;
  }
}

/** The write-ahead index alone takes this much. */
const SMALLEST_ROOM = 32_768;

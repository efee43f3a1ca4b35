import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { success, type Result } from '../../core/result.ts';
import { isConflict, ledgerFailureOf, type LedgerFailure } from './ledger-failure.ts';

/** Runs all or nothing, and once more when another program took the next sequence meanwhile. */
export function createTransaction(database: DatabaseSyncInstance, folder: string) {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  function once<T>(work: () => T, isOneStatement: boolean): T {
    // One statement is a transaction by itself, and a scan waits for it.
    if (isOneStatement) return work();
    begin.run();
    try {
      const value = work();
      commit.run();
      return value;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
  return function transact<T>(work: Work<T>): Result<T, LedgerFailure> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return success(once(work.run, work.isOneStatement()));
      } catch (error) {
        work.afterFailure();
        if (attempt > 1 || !isConflict(error)) {
          return { ok: false, error: ledgerFailureOf(error, folder) };
        }
      }
    }
  };
}

export interface Work<T> {
  readonly run: () => T;
  /** Asked anew at each attempt. */
  readonly isOneStatement: () => boolean;
  readonly afterFailure: () => void;
}

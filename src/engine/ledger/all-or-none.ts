import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** One transaction, for tables that live beside the events; what was written comes undone when `write` throws. */
export function allOrNone(database: DatabaseSyncInstance, write: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    write();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** One step of the ledger's schema. Steps are only ever added; a released one is never edited. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export function schemaVersion(database: DatabaseSyncInstance): number {
  const row: unknown = database.prepare('PRAGMA user_version').get();
  return (row as { user_version: number }).user_version; // the pragma has this one column
}

/** Brings the schema up to the newest step, each step whole or not at all. */
export function migrate(database: DatabaseSyncInstance, migrations: readonly Migration[]): void {
  for (const migration of migrations) {
    if (migration.version > schemaVersion(database)) applyMigration(database, migration);
  }
}

function applyMigration(database: DatabaseSyncInstance, { version, sql }: Migration): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another program may have migrated while this one waited for the lock.
    if (schemaVersion(database) < version)
      database.exec(`${sql}; PRAGMA user_version = ${version}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

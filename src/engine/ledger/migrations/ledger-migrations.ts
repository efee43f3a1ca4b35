import { ledgerMigration } from './0001-ledger.ts';
import type { Migration } from './migrations.ts';

/** Every step of the ledger's schema, oldest first. */
export const LEDGER_MIGRATIONS: readonly Migration[] = [ledgerMigration];

/** The newest schema this program knows. */
export const LEDGER_VERSION = LEDGER_MIGRATIONS.length;

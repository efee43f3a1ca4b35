import type { Clock } from '../../core/ports.ts';
import { type CodeIndex, createCodeIndex } from './code-index.ts';
import {
  type Database,
  isBrokenFile,
  isRefusedByDisk,
  openDatabase,
  setAside,
} from './database.ts';
import { createFactTable, type FactTable } from './fact-table.ts';
import { createFleetSearch, type FleetSearch } from './fleet-search.ts';
import { createFleetTable, type FleetTable } from './fleet-table.ts';
import { createNotes, type Notes } from './notes.ts';
import { createSkew, type Skew } from './skew.ts';
import { createTenantTable, type TenantTable } from './tenant-table.ts';

/** The tables of one opened file, each with its statements prepared once. */
export interface Store {
  readonly database: Database;
  readonly isVolatile: boolean;
  readonly facts: FactTable;
  readonly tenant: TenantTable;
  readonly codes: CodeIndex;
  readonly fleet: FleetTable;
  readonly search: FleetSearch;
  readonly notes: Notes;
  readonly skew: Skew;
}

/** Keeps one store open and replaces it when its file turns out to be broken. */
export interface StoreHolder {
  read<T>(run: (store: Store) => T): T;
  /** In one transaction. A disk that refuses is remembered as trouble, not raised. */
  write(run: (store: Store) => void): void;
  trouble(): 'volatile' | 'notWritten' | undefined;
  close(): void;
}

/**
 * @photostructure/sqlite finalizes every statement when its database object is collected, even while the
 * statements are held: this keeps the objects reachable until they are closed.
 */
const openStores = new Set<Store>();

export function createStoreHolder(file: string, clock: Clock): StoreHolder {
  let store = openStore(file, clock);
  let isWritten = true;
  let isClosed = false;

  function replace(): void {
    closeStore(store);
    setAside(file);
    store = openStore(file, clock);
  }
  function guarded<T>(run: (store: Store) => T): T {
    try {
      return run(store);
    } catch (error) {
      if (!isBrokenFile(error)) throw error;
      replace();
      return run(store);
    }
  }
  function write(run: (store: Store) => void): void {
    if (isClosed) return;
    try {
      guarded((current) => inTransaction(current.database, () => run(current)));
      isWritten = true;
    } catch (error) {
      if (!isRefusedByDisk(error)) throw error;
      isWritten = false;
    }
  }
  function trouble(): 'volatile' | 'notWritten' | undefined {
    if (!isWritten) return 'notWritten';
    return store.isVolatile ? 'volatile' : undefined;
  }
  function close(): void {
    if (isClosed) return;
    isClosed = true;
    closeStore(store);
    // Answers of the clouds that arrive during the shutdown find a mirror that knows nothing and keeps nothing.
    store = openStore(':memory:', clock);
  }
  return { read: guarded, write, trouble, close };
}

function openStore(file: string, clock: Clock): Store {
  const { database, isVolatile } = openDatabase(file);
  const fleet = createFleetTable(database);
  const notes = createNotes(database);
  const store: Store = {
    database,
    isVolatile,
    facts: createFactTable(database, clock),
    tenant: createTenantTable(database, clock),
    codes: createCodeIndex(database),
    fleet,
    search: createFleetSearch(fleet, clock),
    notes,
    skew: createSkew(notes),
  };
  openStores.add(store);
  return store;
}

function closeStore(store: Store): void {
  if (!openStores.delete(store)) return;
  store.search.drop();
  store.database.close();
}

function inTransaction(database: Database, run: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    run();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

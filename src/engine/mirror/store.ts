import type { Clock } from '../../core/ports.ts';
import { type ChangedSerials, createChangedSerials } from './changed-serials.ts';
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
import { createListTable, type ListTable } from './list-table.ts';
import { createNotes, type Notes } from './notes.ts';
import { createSkew, type Skew } from './skew.ts';
import { createTenantTable, type TenantTable } from './tenant-table.ts';

/** The tables of one opened file, each with its statements prepared once. */
export interface Store {
  readonly database: Database;
  readonly isVolatile: boolean;
  readonly facts: FactTable;
  readonly lists: ListTable;
  readonly tenant: TenantTable;
  readonly codes: CodeIndex;
  readonly fleet: FleetTable;
  readonly search: FleetSearch;
  /** Devices of which some fact has changed, or was read again. */
  readonly changed: ChangedSerials;
  readonly notes: Notes;
  readonly skew: Skew;
}

/** Keeps one store open and replaces it when its file turns out to be broken. */
export interface StoreHolder {
  read<T>(run: (store: Store) => T): T;
  /** In one transaction. A disk that refuses is remembered as trouble, not raised; false then. */
  write(run: (store: Store) => void): boolean;
  /** Forgets everything. The file stays, since another process may have it open. */
  empty(): void;
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
  let isFileUsed = true;
  let isClosed = false;

  function reopen(at: string, before: () => void = () => undefined): void {
    closeStore(store);
    before();
    isFileUsed = at === file;
    store = openStore(at, clock);
  }
  function guarded<T>(run: (store: Store) => T): T {
    try {
      return run(store);
    } catch (error) {
      if (!isBrokenFile(error)) throw error;
      reopen(file, () => setAside(file));
      return run(store);
    }
  }
  function write(run: (store: Store) => void): boolean {
    if (isClosed) return false;
    try {
      guarded((current) => inTransaction(current, () => run(current)));
      isWritten = true;
    } catch (error) {
      if (!isRefusedByDisk(error)) throw error;
      isWritten = false;
    }
    return isWritten;
  }
  /** A disk that does not even let facts go leaves a mirror in memory: the wrong ones must not be seen. */
  function empty(): void {
    if (isClosed) return;
    const isEmpty = write(({ database }) => database.exec(EMPTY));
    reopen(isEmpty ? file : MEMORY);
  }
  function trouble(): 'volatile' | 'notWritten' | undefined {
    if (!isWritten) return 'notWritten';
    return store.isVolatile || !isFileUsed ? 'volatile' : undefined;
  }
  function close(): void {
    if (isClosed) return;
    isClosed = true;
    // Answers of the clouds that arrive during the shutdown find a mirror that knows nothing and keeps nothing.
    reopen(MEMORY);
  }
  return { read: guarded, write, empty, trouble, close };
}

const MEMORY = ':memory:';
const EMPTY = ['fact', 'tenant_fact', 'code', 'list', 'listed', 'fleet', 'traits', 'note']
  .map((table) => `DELETE FROM ${table};`)
  .join('');

function openStore(file: string, clock: Clock): Store {
  const { database, isVolatile } = openDatabase(file);
  const fleet = createFleetTable(database);
  const notes = createNotes(database);
  const lists = createListTable(database);
  const store: Store = {
    database,
    isVolatile,
    facts: createFactTable(database, lists, clock),
    lists,
    tenant: createTenantTable(database, clock),
    codes: createCodeIndex(database),
    fleet,
    search: createFleetSearch(fleet, clock),
    changed: createChangedSerials(),
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

function inTransaction({ database, fleet, lists }: Store, run: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    run();
    database.exec('COMMIT');
  } catch (error) {
    fleet.forget();
    lists.lookAgain();
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

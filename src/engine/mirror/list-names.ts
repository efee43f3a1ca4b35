import type { Database } from './database.ts';
import type { ListId, Said } from './list-table.ts';
import { watchOthers } from './others-changes.ts';

interface NamedList {
  readonly number: number;
  /** What the list says of a serial that it does not name. */
  readonly said: Said;
}

/**
 * The lists by kind, in the order of their numbers. They change once a pass and are needed for each serial, so they
 * are kept until this process says that they changed, or SQLite that another one changed something.
 */
export interface ListNames {
  of(kinds: readonly string[]): readonly NamedList[];
  forget(): void;
}

export function createListNames(database: Database): ListNames {
  const all = database.prepare(
    'SELECT number, kind, account, id, started_at FROM list ORDER BY number',
  );
  const haveOthersChanged = watchOthers(database);
  const known = new Map<string, readonly NamedList[]>();
  function named(kinds: readonly string[]): readonly NamedList[] {
    const lines = all.all() as (ListId & { number: number; started_at: number | null })[];
    return lines
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ number, started_at: startedAt, kind, account, id }) => ({
        number,
        said: { kind, account, id, startedAt },
      }));
  }
  return {
    of(kinds) {
      if (haveOthersChanged()) known.clear();
      const key = kinds.join();
      const lists = known.get(key) ?? named(kinds);
      known.set(key, lists);
      return lists;
    },
    forget: () => known.clear(),
  };
}

import type { Database } from './database.ts';

/**
 * Runs reads that belong together: what another process commits in between is seen by all of them or by none. It costs
 * no more than the reads one by one, each of which begins and ends for itself.
 */
export function createOneMoment(database: Database): <Found>(read: () => Found) => Found {
  const begin = database.prepare('BEGIN');
  const end = database.prepare('COMMIT');
  return (read) => {
    if (database.isTransaction) return read();
    begin.run();
    try {
      return read();
    } finally {
      // A broken file may have ended it already.
      if (database.isTransaction) end.run();
    }
  };
}

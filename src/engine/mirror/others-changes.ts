import type { Database } from './database.ts';

/**
 * Has another connection changed the file since this was last asked? Whoever keeps something that was read asks for
 * himself (https://sqlite.org/pragma.html#pragma_data_version). The first answer is yes.
 */
export function watchOthers(database: Database): () => boolean {
  const look = database.prepare('PRAGMA data_version');
  let known: unknown;
  return () => {
    const { data_version: now } = look.get() as { data_version: number };
    const isNews = now !== known;
    known = now;
    return isNews;
  };
}

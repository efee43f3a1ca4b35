import type { Database } from './database.ts';

/** Small things to be found again after a restart: where a listing stopped, the skew of the clouds' clock. */
export interface Notes {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
  erase(name: string): void;
}

export function createNotes(database: Database): Notes {
  const find = database.prepare('SELECT value FROM note WHERE name = ?');
  const upsert = database.prepare(
    'INSERT INTO note (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM note WHERE name = ?');
  return {
    read(name) {
      const row = find.get(name) as { value: string } | undefined;
      return row ? parse(row.value) : undefined;
    },
    write: (name, value) => void upsert.run(name, JSON.stringify(value)),
    erase: (name) => void remove.run(name),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

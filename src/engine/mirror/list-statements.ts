import type { Database } from './database.ts';

export type ListStatements = ReturnType<typeof listStatements>;

/** The SQL of list-table.ts, prepared once. */
export function listStatements(database: Database) {
  const prepared = new Map<string, ReturnType<Database['prepare']>>();
  return {
    ...changes(database),
    find: database.prepare(
      'SELECT number, last, current, started_at FROM list WHERE kind = ? AND account = ? AND id = ?',
    ),
    all: database.prepare('SELECT id FROM list WHERE kind = ? AND account = ?'),
    latest: database.prepare(`
      SELECT since, seen, value, observed_at FROM listed
      WHERE list = ? AND serial = ? AND since <= ? ORDER BY since DESC LIMIT 1`),
    unsettled: database.prepare(
      'SELECT number, kind, current, settled FROM list WHERE is_to_settle = 1 LIMIT 1',
    ),
    traces: database.prepare(`
      SELECT serial, since, seen FROM listed WHERE list = ? AND serial > ?
      ORDER BY serial, since LIMIT ?`),
    about(kinds: readonly string[]) {
      const key = kinds.join();
      const known = prepared.get(key) ?? database.prepare(aboutSql(kinds));
      prepared.set(key, known);
      return known;
    },
  };
}

function changes(database: Database) {
  const byName = 'WHERE kind = ? AND account = ? AND id = ?';
  return {
    insert: database.prepare('INSERT OR IGNORE INTO list (kind, account, id) VALUES (?, ?, ?)'),
    begin: database.prepare(`
      UPDATE list SET last = last + 1,
        current = iif(?1 AND current = 0, last + 1, current),
        settled = iif(?1 AND current = 0, last + 1, settled)
      WHERE kind = ?2 AND account = ?3 AND id = ?4`),
    complete: database.prepare(
      `UPDATE list SET current = ?, started_at = ?, is_to_settle = 1 ${byName}`,
    ),
    again: database.prepare('UPDATE list SET settled = 0, is_to_settle = 1 WHERE kind = ?'),
    settled: database.prepare(
      'UPDATE list SET is_to_settle = (current <> ?1), settled = ?1 WHERE number = ?2 AND kind = ?3',
    ),
    drop: database.prepare(`
      UPDATE list SET kind = 'dropped', account = '', id = number, is_to_settle = 1
      WHERE number = ?`),
    remove: database.prepare('DELETE FROM list WHERE number = ?'),
    put: database.prepare(`
      INSERT INTO listed (list, serial, since, seen, value, observed_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET seen = excluded.seen, value = excluded.value,
        observed_at = excluded.observed_at`),
    stamp: database.prepare(
      'UPDATE listed SET seen = ?, observed_at = ? WHERE list = ? AND serial = ? AND since = ?',
    ),
    forget: database.prepare('DELETE FROM listed WHERE list = ? AND serial = ? AND since = ?'),
  };
}

/** The kinds are ours, never read from anywhere. In the order of both keys: nothing has to be sorted. */
function aboutSql(kinds: readonly string[]): string {
  return `
    SELECT l.number, r.value, r.observed_at
    FROM list l CROSS JOIN listed r ON r.list = l.number AND r.serial = ?
      AND r.since <= l.current AND (r.seen >= l.current OR l.kind = 'devices')
    WHERE l.kind IN (${kinds.map((kind) => `'${kind}'`).join()})
    ORDER BY l.kind, l.account, l.id, r.since`;
}

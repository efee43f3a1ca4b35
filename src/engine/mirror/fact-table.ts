import {
  type DeviceFactKind,
  type DeviceFacts,
  deviceFactsSchema,
} from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import { MINUTE, type Instant } from '../../core/time.ts';
import type { Database } from './database.ts';
import { type FactOf, type FactRow, revive, type StoredFact } from './fact-row.ts';

/** The facts of all devices. Values are parsed when they are read: the file is not trusted. */
export interface FactTable {
  device(serial: SerialNumber): DeviceFacts;
  one<Kind extends DeviceFactKind>(serial: SerialNumber, kind: Kind): FactOf<Kind> | undefined;
  /** False when what is known is newer. A value equal to the known one only renews its age. */
  write(row: FactRow): { readonly isNews: boolean };
  remove(serial: SerialNumber, kind: DeviceFactKind): void;
}

/**
 * The newer reading wins; on a tie the one asked for this serial beats a page of a list. What is known from a
 * future (`latestCredible`, the last parameter) always loses: the clock was wrong then, and has been set right.
 */
export const NEWER_WINS = `
  WHERE excluded.observed_at > observed_at
     OR (excluded.observed_at = observed_at AND excluded.source NOT LIKE '%List')
     OR observed_at > ?`;

/** A fact that claims to have been read later than this was not. */
export function latestCredible(clock: Clock): Instant {
  return clock.now() + 5 * MINUTE;
}

export function createFactTable(database: Database, clock: Clock): FactTable {
  const readAll = database.prepare(
    'SELECT kind, value, source, observed_at FROM fact WHERE serial = ?',
  );
  const readOne = database.prepare(
    'SELECT kind, value, source, observed_at FROM fact WHERE serial = ? AND kind = ?',
  );
  const readValue = database.prepare('SELECT value FROM fact WHERE serial = ? AND kind = ?');
  const upsert = database.prepare(`
    INSERT INTO fact (serial, kind, value, source, observed_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value, source = excluded.source,
      observed_at = excluded.observed_at ${NEWER_WINS}`);
  const erase = database.prepare('DELETE FROM fact WHERE serial = ? AND kind = ?');
  return {
    device: (serial) => parseDevice(serial, readAll.all(serial) as StoredFact[]),
    one: (serial, kind) => parseOne(kind, readOne.get(serial, kind) as StoredFact | undefined),
    write({ serial, kind, fact }) {
      const text = JSON.stringify(fact.value);
      const known = readValue.get(serial, kind) as { value: string } | undefined;
      const about = [serial, kind, text, fact.source, fact.observedAt];
      const { changes } = upsert.run(...about, latestCredible(clock));
      return { isNews: changes > 0 && known?.value !== text };
    },
    remove: (serial, kind) => void erase.run(serial, kind),
  };
}

function parseDevice(serial: SerialNumber, rows: readonly StoredFact[]): DeviceFacts {
  const entries = rows.map((row) => [row.kind, revive(row)] as const);
  const whole = deviceFactsSchema.safeParse({ serial, ...Object.fromEntries(entries) });
  if (whole.success) return whole.data;
  // A fact that no longer fits its schema is missing knowledge; the others still count.
  const broken = new Set(whole.error.issues.map((issue) => issue.path[0]));
  const sound = entries.filter(([kind]) => !broken.has(kind));
  return deviceFactsSchema.parse({ serial, ...Object.fromEntries(sound) });
}

function parseOne<Kind extends DeviceFactKind>(
  kind: Kind,
  row: StoredFact | undefined,
): FactOf<Kind> | undefined {
  if (!row) return undefined;
  const parsed = deviceFactsSchema.shape[kind].safeParse(revive(row));
  // The schema of a kind yields the fact of that kind; the compiler loses the tie between the two.
  return parsed.success ? (parsed.data as FactOf<Kind> | undefined) : undefined;
}

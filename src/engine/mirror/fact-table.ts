import {
  type DeviceFactKind,
  type DeviceFacts,
  type Membership,
  deviceFactsSchema,
} from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import { SECOND, type Instant } from '../../core/time.ts';
import { compose, SPOKEN_OF, type SpokenKind } from './compose-facts.ts';
import type { Database } from './database.ts';
import { type FactOf, type FactRow, revive, type StoredFact } from './fact-row.ts';
import type { ListKind, ListTable } from './list-table.ts';

/**
 * The facts of all devices: what was asked for one serial stands in this table, what lists say comes from theirs.
 * Values are parsed when they are read: the file is not trusted.
 */
export interface FactTable {
  device(serial: SerialNumber): DeviceFacts;
  one<Kind extends DeviceFactKind>(serial: SerialNumber, kind: Kind): FactOf<Kind> | undefined;
  /** Several at the price of one: each list is looked into once. */
  some(serial: SerialNumber, kinds: readonly DeviceFactKind[]): Omit<DeviceFacts, 'serial'>;
  /** False when what was asked before is newer. */
  write(row: FactRow): boolean;
  remove(serial: SerialNumber, kind: DeviceFactKind): void;
  /** Forgets of all devices that they are in no organization. */
  removeAbsences(): void;
  /** Serials of which this was asked, in their order, beginning after one. */
  asked(kind: DeviceFactKind, after: string, limit: number): readonly SerialNumber[];
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
  return clock.now() + SECOND;
}

export function createFactTable(database: Database, lists: ListTable, clock: Clock): FactTable {
  const { readAll, upsert, erase, eraseAbsences, asked } = statements(database);
  const some: FactTable['some'] = (serial, kinds) => {
    const known = parseAll(readAll.all(serial) as StoredFact[], kinds);
    const spoken = kinds.filter(isSpokenOf);
    const said = spoken.length > 0 ? lists.about(serial, speakersOf(spoken)) : [];
    const latest = latestCredible(clock);
    const composed = spoken.map((kind) => {
      const speakers: readonly ListKind[] = SPOKEN_OF[kind];
      const about = said.filter((list) => speakers.includes(list.kind));
      return [kind, compose[kind]({ asked: known, said: about, latest })] as const;
    });
    return withoutGaps({ ...known, ...Object.fromEntries(composed) });
  };
  return {
    device: (serial) => ({ serial, ...some(serial, ALL_KINDS) }),
    // The fact is of that kind by its name; the compiler loses the tie between the two.
    one: <Kind extends DeviceFactKind>(serial: SerialNumber, kind: Kind) =>
      some(serial, [kind])[kind] as FactOf<Kind> | undefined,
    some,
    write({ serial, kind, fact }) {
      const about = [serial, kind, JSON.stringify(fact.value), fact.source, fact.observedAt];
      return upsert.run(...about, latestCredible(clock)).changes > 0;
    },
    remove: (serial, kind) => void erase.run(serial, kind),
    removeAbsences: () => void eraseAbsences.run(ABSENT),
    asked(kind, after, limit) {
      const rows = asked.all(kind, after, limit) as { serial: SerialNumber }[];
      return rows.map(({ serial }) => serial);
    },
  };
}

/** As `write` puts it down. */
const ABSENT = JSON.stringify({ state: 'absent' } satisfies Membership);

const { serial: _serial, ...SCHEMAS } = deviceFactsSchema.shape;
const ALL_KINDS = Object.keys(SCHEMAS) as DeviceFactKind[];

function isSpokenOf(kind: DeviceFactKind): kind is SpokenKind {
  return Object.hasOwn(SPOKEN_OF, kind);
}

function speakersOf(kinds: readonly SpokenKind[]): readonly ListKind[] {
  return [...new Set(kinds.flatMap((kind): readonly ListKind[] => SPOKEN_OF[kind]))];
}

function statements(database: Database) {
  return {
    readAll: database.prepare('SELECT kind, value, source, observed_at FROM fact WHERE serial = ?'),
    upsert: database.prepare(`
      INSERT INTO fact (serial, kind, value, source, observed_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET value = excluded.value, source = excluded.source,
        observed_at = excluded.observed_at ${NEWER_WINS}`),
    erase: database.prepare('DELETE FROM fact WHERE serial = ? AND kind = ?'),
    eraseAbsences: database.prepare("DELETE FROM fact WHERE kind = 'membership' AND value = ?"),
    asked: database.prepare(
      'SELECT serial FROM fact WHERE kind = ? AND serial > ? ORDER BY serial LIMIT ?',
    ),
  };
}

/** A fact that no longer fits its schema is missing knowledge; the others still count. */
function parseAll(
  rows: readonly StoredFact[],
  kinds: readonly DeviceFactKind[],
): Omit<DeviceFacts, 'serial'> {
  const facts = kinds.map((kind) => {
    const row = rows.find((each) => each.kind === kind);
    return [kind, parseOne(kind, row)] as const;
  });
  return Object.fromEntries(facts);
}

/** An optional fact is there with a value or not at all. */
function withoutGaps(facts: object): Omit<DeviceFacts, 'serial'> {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
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

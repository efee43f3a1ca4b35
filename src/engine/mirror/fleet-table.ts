import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Tally } from '../../core/runway/tally.ts';
import { createChangedSerials } from './changed-serials.ts';
import type { Database } from './database.ts';
import type { FleetPatch } from './fleet-patch.ts';
import { watchOthers } from './others-changes.ts';
import { createTraitsTable, type TraitsTable } from './traits-table.ts';

/** One line per device with what the fleet is searched by; service, profile and token are ids, `''` for none. */
export interface FleetLine {
  readonly serial: string;
  readonly model: string;
  readonly imeis: string;
  readonly service: string;
  readonly profile: string;
  readonly family: string;
  readonly token: string;
}

/** Kept beside the facts, so that searching and counting never read their JSON. */
export interface FleetTable {
  /** Takes over what a changed fact says about the line of its device. */
  note(serial: SerialNumber, patch: FleetPatch): void;
  count(): number;
  /** All lines, counted by what they share. */
  tally(): Tally;
  /** Lines in the order of their serials, beginning after one. */
  after(serial: string, limit: number): readonly FleetLine[];
  page(offset: number, limit: number): readonly SerialNumber[];
  line(serial: string): FleetLine | undefined;
  /** The lines that changed since this was last asked; undefined when it cannot be said. */
  takeChanged(): ReadonlySet<string> | undefined;
  /** Grows with every change of a line. */
  version(): number;
  /** What was noted last may not have reached the file. */
  forget(): void;
}

interface StoredLine {
  readonly serial: string;
  readonly model: string;
  readonly imeis: string;
  readonly traits: number;
}

export function createFleetTable(database: Database): FleetTable {
  const sql = statements(database);
  const traits = createTraitsTable(database);
  const haveOthersChanged = watchOthers(database);
  const changed = createChangedSerials();
  let version = 0;
  let count: number | undefined;
  function forget(): void {
    count = undefined;
    traits.forget();
  }
  function followOthers(): void {
    if (haveOthersChanged()) forget();
  }
  return {
    note(serial, patch) {
      followOthers();
      const line = sql.find.get(serial) as StoredLine | undefined;
      if (!line && !patch.isDevice) return;
      const before = line ?? { model: '', imeis: '', traits: 0 };
      const number = traits.numberOf({ ...traits.read(before.traits), ...patch.traits });
      const after = { ...before, ...patch.texts, traits: number };
      if (line && isSame(line, after)) return;
      sql.put.run(serial, after.model, after.imeis, after.traits);
      traits.move(before.traits, number);
      if (!line && count !== undefined) count += 1;
      version += 1;
      changed.note(serial);
    },
    count() {
      followOthers();
      return (count ??= (sql.size.get() as { size: number }).size);
    },
    tally() {
      followOthers();
      return traits.tally();
    },
    after(serial, limit) {
      followOthers();
      const rows = sql.lines.all(serial, limit) as unknown as StoredLine[];
      return rows.flatMap((row) => lineOf(row, traits) ?? []);
    },
    page: (offset, limit) =>
      (sql.serials.all(limit, offset) as { serial: SerialNumber }[]).map(({ serial }) => serial),
    line: (serial) => lineOf(sql.find.get(serial) as StoredLine | undefined, traits),
    takeChanged: changed.take,
    version: () => version,
    forget,
  };
}

function lineOf(row: StoredLine | undefined, traits: TraitsTable): FleetLine | undefined {
  if (!row) return undefined;
  const { traits: number, ...line } = row;
  const { serviceId, profileId, family, tokenId } = traits.read(number);
  const ids = { service: serviceId ?? '', profile: profileId ?? '', token: tokenId ?? '' };
  return { ...line, ...ids, family };
}

function isSame(one: Omit<StoredLine, 'serial'>, other: Omit<StoredLine, 'serial'>): boolean {
  return one.model === other.model && one.imeis === other.imeis && one.traits === other.traits;
}

function statements(database: Database) {
  const line = 'SELECT serial, model, imeis, traits FROM fleet';
  return {
    find: database.prepare(`${line} WHERE serial = ?`),
    put: database.prepare(`
      INSERT INTO fleet (serial, model, imeis, traits) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET model = excluded.model, imeis = excluded.imeis,
        traits = excluded.traits`),
    lines: database.prepare(`${line} WHERE serial > ? ORDER BY serial LIMIT ?`),
    serials: database.prepare('SELECT serial FROM fleet ORDER BY serial LIMIT ? OFFSET ?'),
    size: database.prepare('SELECT coalesce(sum(count), 0) AS size FROM traits'),
  };
}

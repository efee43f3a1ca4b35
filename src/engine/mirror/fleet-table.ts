import type { Identity } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Database } from './database.ts';
import type { FactRow } from './fact-row.ts';

/** One line per device with what the fleet is searched by; service and profile are ids. */
export interface FleetLine {
  readonly serial: string;
  readonly model: string;
  readonly imeis: string;
  readonly service: string;
  readonly profile: string;
}

/** Kept beside the facts, so that searching and counting never read their JSON. */
export interface FleetTable {
  /** Takes over what a changed fact says about the line of its device. */
  note(row: FactRow): void;
  count(): number;
  /** Lines in the order of their serials, beginning after one. */
  after(serial: string, limit: number): readonly FleetLine[];
  page(offset: number, limit: number): readonly SerialNumber[];
  /** Grows with every change of a line. */
  version(): number;
}

export function createFleetTable(database: Database): FleetTable {
  const { change, lines, serials, size } = statements(database);
  let version = 0;
  let count: number | undefined;
  return {
    note(row) {
      const columns = columnsOf(row);
      if (!columns) return;
      if (change.insert.run(row.serial).changes > 0)
        count = count === undefined ? count : count + 1;
      for (const [column, text] of columns) change[column].run(text, row.serial);
      version += 1;
    },
    count: () => (count ??= (size.get() as { size: number }).size),
    after: (serial, limit) => lines.all(serial, limit) as FleetLine[],
    page(offset, limit) {
      const rows = serials.all(limit, offset) as { serial: SerialNumber }[];
      return rows.map((row) => row.serial);
    },
    version: () => version,
  };
}

type Column = Exclude<keyof FleetLine, 'serial'>;

function statements(database: Database) {
  const set = (column: Column) =>
    database.prepare(`UPDATE fleet SET ${column} = ?1 WHERE serial = ?2 AND ${column} <> ?1`);
  return {
    change: {
      insert: database.prepare('INSERT OR IGNORE INTO fleet (serial) VALUES (?)'),
      model: set('model'),
      imeis: set('imeis'),
      service: set('service'),
      profile: set('profile'),
    },
    lines: database.prepare(
      'SELECT serial, model, imeis, service, profile FROM fleet WHERE serial > ? ORDER BY serial LIMIT ?',
    ),
    serials: database.prepare('SELECT serial FROM fleet ORDER BY serial LIMIT ? OFFSET ?'),
    size: database.prepare('SELECT count(*) AS size FROM fleet'),
  };
}

/** Undefined for facts that neither name a device of the fleet nor are searched by. */
function columnsOf(row: FactRow): readonly (readonly [Column, string])[] | undefined {
  if (row.kind === 'hardware') {
    const { model, imei } = row.fact.value;
    return [
      ['model', model],
      ['imeis', imei.join(' ')],
    ];
  }
  if (row.kind === 'assignment') return [['service', row.fact.value.serviceId ?? '']];
  const isAboutIntune = row.kind === 'identities' || row.kind === 'enrollments';
  if (!isAboutIntune || row.fact.value.length === 0) return undefined;
  return row.kind === 'identities' ? [['profile', profileOf(row.fact.value)]] : [];
}

function profileOf(identities: readonly Identity[]): string {
  return identities.find((identity) => !identity.isDeleted)?.profileId ?? '';
}

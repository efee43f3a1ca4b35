import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { z } from 'zod';
import type { PlannedWave } from '../../../core/campaign/plan-waves.ts';
import type { WaveDevice } from '../../../core/campaign/wave-state.ts';
import { serialNumberSchema, type SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { instantSchema, type Instant } from '../../../core/time.ts';
import { allOrNone } from '../../ledger/all-or-none.ts';
import { orLedgerFault } from '../../ledger/ledger-failure.ts';

const rowSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  name: z.string(),
  deadlineAt: instantSchema,
  plannedAt: instantSchema,
  startedAt: instantSchema.nullable(),
  startedBy: z.string().nullable(),
  endedAt: instantSchema.nullable(),
});
export type WaveRow = z.infer<typeof rowSchema>;

const deviceSchema = z.object({
  waveId: z.string(),
  serial: serialNumberSchema,
  state: z.enum(['planned', 'asked', 'queued', 'refused']),
  reason: z.string().nullable(),
  since: z.number().int(),
});
export interface DeviceRow extends WaveDevice {
  readonly waveId: string;
  readonly serial: SerialNumber;
}

export interface NewWave extends PlannedWave {
  readonly id: string;
  readonly deadlineAt: Instant;
}

/**
 * Waves and their devices, beside the events in the ledger's file. A device is in one wave only: the table itself sees
 * to it. Each call is on disk when it returns, whole or not at all; what the disk refuses is thrown as LedgerFault.
 */
export interface WaveStore {
  /** In the order of their numbers. */
  waves(): WaveRow[];
  find(id: string): WaveRow | undefined;
  /** In the order of the plan, wave by wave. */
  devices(): DeviceRow[];
  devicesOf(id: string): DeviceRow[];
  /** `since`: the sequence of the ledger's newest event. Who is in a wave already is left where it is. */
  plan(waves: readonly NewWave[], at: Instant, since: number): void;
  /** From now on the migration of these devices is being asked for. */
  begin(id: string, serials: readonly SerialNumber[], start: Start): void;
  /** What became of that. */
  answer(answer: Answered): void;
  end(id: string, at: Instant): void;
  remove(id: string): void;
}

export interface Start {
  readonly at: Instant;
  readonly by: string;
  readonly deadlineAt: Instant;
  readonly since: number;
}

export interface Answered {
  readonly queued: readonly SerialNumber[];
  readonly refused: readonly { readonly serial: SerialNumber; readonly reason: string }[];
}

/** Made here and not by the ledger's migrations, as the tables of jobs and manifests are. */
export function openWaveStore(database: DatabaseSyncInstance): WaveStore {
  const folder = path.dirname(database.location() ?? '');
  const safely = <T>(work: () => T): T => orLedgerFault(folder, work);
  const read = (work: () => unknown): unknown => safely(work);
  const readAll = (work: () => unknown[]): unknown[] => safely(work);
  const write = (work: () => void): void => safely(() => allOrNone(database, work));
  const sql = safely(() => {
    database.exec(TABLES);
    return prepare(database);
  });
  return {
    waves: () =>
      readAll(() => sql.waves.all()).flatMap((row) => rowSchema.safeParse(row).data ?? []),
    find: (id) => rowSchema.safeParse(read(() => sql.wave.get(id))).data,
    devices: () => readAll(() => sql.devices.all()).flatMap(deviceIn),
    devicesOf: (id) => readAll(() => sql.devicesOf.all(id)).flatMap(deviceIn),
    plan: (waves, at, since) =>
      write(() => {
        for (const { id, name, deadlineAt, serials } of waves) {
          sql.insert.run(id, name, deadlineAt, at);
          for (const serial of serials) sql.enlist.run(id, serial, since);
        }
      }),
    begin: (id, serials, { at, by, deadlineAt, since }) =>
      write(() => {
        sql.begin.run(at, by, deadlineAt, id);
        for (const serial of serials) sql.mark.run('asked', null, since, serial, id);
      }),
    answer: ({ queued, refused }) =>
      write(() => {
        for (const serial of queued) sql.answer.run('queued', null, serial);
        for (const { serial, reason } of refused) sql.answer.run('refused', reason, serial);
      }),
    end: (id, at) => write(() => void sql.end.run(at, id)),
    remove: (id) =>
      write(() => {
        sql.empty.run(id);
        sql.remove.run(id);
      }),
  };
}

/** AUTOINCREMENT: the number of a wave that was removed is not given again. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS waves (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    deadline_at INTEGER NOT NULL,
    planned_at INTEGER NOT NULL,
    started_at INTEGER,
    started_by TEXT,
    ended_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS wave_devices (
    place INTEGER PRIMARY KEY,
    wave_id TEXT NOT NULL,
    serial TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    reason TEXT,
    since INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS wave_devices_by_wave ON wave_devices (wave_id);
`;

function prepare(database: DatabaseSyncInstance) {
  const wave = `SELECT id, number, name, deadline_at AS deadlineAt, planned_at AS plannedAt,
    started_at AS startedAt, started_by AS startedBy, ended_at AS endedAt FROM waves`;
  const device = 'SELECT wave_id AS waveId, serial, state, reason, since FROM wave_devices';
  return {
    waves: database.prepare(`${wave} ORDER BY number`),
    wave: database.prepare(`${wave} WHERE id = ?`),
    devices: database.prepare(`${device} ORDER BY place`),
    devicesOf: database.prepare(`${device} WHERE wave_id = ? ORDER BY place`),
    insert: database.prepare(
      'INSERT INTO waves (id, name, deadline_at, planned_at) VALUES (?, ?, ?, ?)',
    ),
    enlist: database.prepare(`INSERT INTO wave_devices (wave_id, serial, state, since)
      VALUES (?, ?, 'planned', ?) ON CONFLICT (serial) DO NOTHING`),
    begin: database.prepare(`UPDATE waves SET started_at = coalesce(started_at, ?),
      started_by = coalesce(started_by, ?), deadline_at = ?, ended_at = NULL WHERE id = ?`),
    mark: database.prepare(
      'UPDATE wave_devices SET state = ?, reason = ?, since = ? WHERE serial = ? AND wave_id = ?',
    ),
    answer: database.prepare('UPDATE wave_devices SET state = ?, reason = ? WHERE serial = ?'),
    end: database.prepare('UPDATE waves SET ended_at = ? WHERE id = ? AND ended_at IS NULL'),
    empty: database.prepare('DELETE FROM wave_devices WHERE wave_id = ?'),
    remove: database.prepare('DELETE FROM waves WHERE id = ?'),
  };
}

/** A row that this program does not understand is nobody's device. */
function deviceIn(row: unknown): DeviceRow[] {
  const parsed = deviceSchema.safeParse(row);
  if (!parsed.success) return [];
  const { reason, ...device } = parsed.data;
  return [{ ...device, ...(reason !== null && { reason }) }];
}

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { serialNumberSchema } from '../../src/core/identifiers/serial-number.ts';
import { openLedger, type Ledger } from '../../src/engine/ledger/ledger.ts';
import { LEDGER_MIGRATIONS } from '../../src/engine/ledger/migrations/ledger-migrations.ts';
import { migrate } from '../../src/engine/ledger/migrations/migrations.ts';

/** Durable appends a second: `ours` through the ledger, `raw` the same rows by a bare prepared INSERT. */
export interface AppendRates {
  readonly ours: number;
  readonly raw: number;
}

/** Takes both in turns, so that a busy disk slows both alike, and gives the median of the rounds. */
export function measureAppends(count = 1_000, rounds = 7): AppendRates {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'resetbench-appends-'));
  try {
    const ledger = openMeasured(folder);
    const raw = openRaw(folder);
    measureRound(ledger, raw, count); // Warms both up.
    const measured = Array.from({ length: rounds }, () => measureRound(ledger, raw, count));
    raw.close();
    ledger.close();
    return {
      ours: median(measured.map(({ ours }) => ours)),
      raw: median(measured.map((one) => one.raw)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const SERIALS = Array.from({ length: 500 }, (_, index) =>
  serialNumberSchema.parse(`F4GX${String(index).padStart(6, '0')}`),
);

function openMeasured(folder: string): Ledger {
  const clock = { now: Date.now, sleep: () => Promise.resolve(), after: () => () => undefined };
  const opened = openLedger({ folder, mode: 'live', bench: 'bench-1', clock });
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value;
}

function openRaw(folder: string): DatabaseSyncInstance {
  const database = new DatabaseSync(path.join(folder, 'raw.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  migrate(database, LEDGER_MIGRATIONS);
  return database;
}

function measureRound(ledger: Ledger, raw: DatabaseSyncInstance, count: number): AppendRates {
  const { database } = ledger;
  const { last } = database
    .prepare('SELECT coalesce(max(sequence), 0) AS last FROM events')
    .get() as {
    last: number;
  };
  const ours = perSecond(count, (index) => appendOne(ledger, index));
  const rows = database
    .prepare('SELECT * FROM events WHERE sequence > ? ORDER BY sequence')
    .all(last);
  const values = rows.map((row) => Object.values(row as Record<string, unknown>));
  const insert = raw.prepare(`INSERT INTO events VALUES (${'?,'.repeat(10)}?)`);
  return { ours, raw: perSecond(count, (index) => insert.run(...(values[index] ?? []))) };
}

function appendOne(ledger: Ledger, index: number): void {
  const serial = SERIALS[index % SERIALS.length] ?? null;
  const data = { kind: 'serial', text: `S${serial ?? ''}`, slot: '1-4.2' } as const;
  const happening = { type: 'codeScanned', data } as const;
  const caseId = `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`;
  const appended = ledger.append({ happening, serial, caseId, operator: 'Ada' });
  if (!appended.ok) throw new Error(appended.error.detail);
}

function perSecond(count: number, run: (index: number) => unknown): number {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) run(index);
  return (count * 1_000) / (performance.now() - start);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
}

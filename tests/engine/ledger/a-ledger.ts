import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { CustodyEvent, Happening } from '../../../src/core/custody/event.ts';
import {
  serialNumberSchema,
  type SerialNumber,
} from '../../../src/core/identifiers/serial-number.ts';
import type { Result } from '../../../src/core/result.ts';
import type { Entry } from '../../../src/engine/ledger/ledger-writer.ts';
import { openLedger, type Ledger, type LedgerOptions } from '../../../src/engine/ledger/ledger.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';

export const START = Date.UTC(2026, 10, 23, 8);
export const SERIAL = aSerial('F4GXKQ7N0D91');

export function aSerial(text: string): SerialNumber {
  return serialNumberSchema.parse(text);
}

/** An empty folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'resetbench-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open ledger in a folder of its own, closed after the test. */
export function aLedger(options: Partial<LedgerOptions> = {}): Ledger {
  const ledger = valueOf(openLedger(ledgerOptions(options)));
  onTestFinished(() => {
    if (ledger.database.isOpen) ledger.close();
  });
  return ledger;
}

export function ledgerOptions(options: Partial<LedgerOptions> = {}): LedgerOptions {
  const folder = options.folder ?? aFolder();
  return { mode: 'live', bench: 'bench-1', clock: createManualClock(START), ...options, folder };
}

export function anEntry(
  happening: Happening = { type: 'handedOver', data: {} },
  rest: Partial<Entry> = {},
): Entry {
  return { happening, serial: SERIAL, caseId: 'case-1', operator: 'Ada', ...rest };
}

export function append(ledger: Ledger, entry: Entry = anEntry()): CustodyEvent {
  return valueOf(ledger.append(entry));
}

export function appendMany(ledger: Ledger, count: number): CustodyEvent[] {
  return valueOf(ledger.appendAll(Array.from({ length: count }, () => anEntry())));
}

export function valueOf<T>(result: Result<T, { code: string; detail?: string }>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail ?? ''}`);
  return result.value;
}

/** What an attacker with the file does: takes the guards off, changes rows, and leaves. */
export function tamper(folder: string, sql: string): void {
  const ledger = valueOf(openLedger(ledgerOptions({ folder })));
  for (const table of ['events', 'checkpoints']) {
    for (const guard of ['in_order', 'keep', 'stay'])
      ledger.database.exec(`DROP TRIGGER IF EXISTS ${table}_${guard}`);
  }
  ledger.database.exec(sql);
  ledger.database.close();
}

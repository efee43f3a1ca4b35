import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../src/engine/ledger/ledger.ts';
import { LEDGER_VERSION } from '../../src/engine/ledger/migrations/ledger-migrations.ts';
import { aFolder, aLedger, appendMany, ledgerOptions } from '../engine/ledger/a-ledger.ts';

describe('a ledger of a newer version', () => {
  it('is refused, and not a byte of it is changed', () => {
    const folder = aFolder();
    aNewerLedger(folder);
    const before = contents(folder);
    expect(codeOfOpening(folder)).toBe('ledgerFromOtherVersion');
    expect(contents(folder)).toEqual(before);
  });

  it('is refused also when its version still stands in the write-ahead log alone', () => {
    const folder = aFolder();
    aLedger({ folder }).close();
    using newer = new DatabaseSync(fileIn(folder));
    newer.exec(`PRAGMA user_version = ${LEDGER_VERSION + 1}`);
    expect(readFileSync(fileIn(folder)).readUInt32BE(60)).toBe(LEDGER_VERSION);
    expect(codeOfOpening(folder)).toBe('ledgerFromOtherVersion');
  });
});

describe('a file that is no ledger', () => {
  it('is refused and kept when it is no database', () => {
    for (const content of ['x', 'not a database'.repeat(1_000), '\0'.repeat(4_096)]) {
      const folder = aFolder();
      writeFileSync(fileIn(folder), content);
      expect(codeOfOpening(folder)).toBe('ledgerBroken');
      expect(readFileSync(fileIn(folder)).toString()).toBe(content);
    }
  });

  it('is refused when it belongs to another program', () => {
    for (const applicationId of [0, 7]) {
      const folder = aFolder();
      using other = new DatabaseSync(fileIn(folder));
      other.exec(`PRAGMA application_id = ${applicationId}; CREATE TABLE notes (x)`);
      expect(codeOfOpening(folder)).toBe('ledgerBroken');
    }
  });

  it('is refused when the ledger of the sandbox was given the name of the live one', () => {
    const folder = aFolder();
    aLedger({ folder, mode: 'sandbox' }).close();
    renameSync(path.join(folder, 'ledger-sandbox.sqlite'), fileIn(folder));
    expect(codeOfOpening(folder)).toBe('ledgerBroken');
  });
});

describe('a ledger that was cut in half', () => {
  it('is told to be broken, at opening or by its verification', () => {
    const folder = aFolder();
    const ledger = aLedger({ folder });
    appendMany(ledger, 300);
    ledger.close();
    const bytes = readFileSync(fileIn(folder));
    writeFileSync(fileIn(folder), bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect(['ledgerBroken', 'unreadable']).toContain(firstComplaint(folder));
  });
});

describe('a file that a crash left empty', () => {
  it('becomes a new ledger', () => {
    const folder = aFolder();
    writeFileSync(fileIn(folder), '');
    expect(codeOfOpening(folder)).toBe('ok');
  });
});

function fileIn(folder: string): string {
  return path.join(folder, 'ledger-live.sqlite');
}

function codeOfOpening(folder: string): string {
  const opened = openLedger(ledgerOptions({ folder }));
  if (!opened.ok) return opened.error.code;
  opened.value.close();
  return 'ok';
}

function firstComplaint(folder: string): string | undefined {
  const opened = openLedger(ledgerOptions({ folder }));
  if (!opened.ok) return opened.error.code;
  const { breakKind } = opened.value.verify();
  opened.value.close();
  return breakKind;
}

function aNewerLedger(folder: string): void {
  const ledger = aLedger({ folder });
  appendMany(ledger, 3);
  ledger.database.exec(`PRAGMA user_version = ${LEDGER_VERSION + 1}`);
  ledger.close();
}

function contents(folder: string): [string, string][] {
  return readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]);
}

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../src/engine/ledger/ledger.ts';
import { aFolder, ledgerOptions } from '../engine/ledger/a-ledger.ts';
import { hasPrivateDisks, runOnPrivateDisk } from './private-disk.ts';

describe('a data folder that cannot be written', () => {
  it('is said to be read-only, whether or not a ledger is in it', () => {
    expect(readOnlyCodes()).toEqual(['folderReadOnly', 'folderReadOnly']);
  });

  it('is said to be read-only when a file stands in its place', () => {
    const folder = path.join(aFolder(), 'file');
    writeFileSync(folder, '');
    const opened = openLedger(ledgerOptions({ folder: path.join(folder, 'data') }));
    expect(opened).toMatchObject({ ok: false, error: { code: 'folderReadOnly' } });
  });
});

describe('a data folder that is missing', () => {
  it('is made', () => {
    const opened = openLedger(ledgerOptions({ folder: path.join(aFolder(), 'a', 'b') }));
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });
});

/** With a ledger, and without one. Rights do not bind root, so a read-only disk is taken where there can be one. */
function readOnlyCodes(): unknown {
  if (hasPrivateDisks)
    return (runOnPrivateDisk('read-only-child.ts', '2m') as { codes: unknown }).codes;
  return [true, false].map((hasLedger) => {
    const folder = path.join(aFolder(), 'data');
    mkdirSync(folder);
    const before = hasLedger ? openLedger(ledgerOptions({ folder })) : undefined;
    if (before?.ok) before.value.close();
    chmodSync(folder, 0o555);
    const opened = openLedger(ledgerOptions({ folder }));
    return opened.ok ? 'ok' : opened.error.code;
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openManifestStore } from '../../../src/engine/check-in/manifest-store.ts';
import { openJobStore } from '../../../src/engine/jobs/job-store.ts';
import { ledgerPath } from '../../../src/engine/ledger/ledger-file.ts';
import type { Ledger } from '../../../src/engine/ledger/ledger.ts';
import { visitLedger } from '../../../src/engine/ledger/visit-ledger.ts';
import { aFolder, aLedger, anEntry, append, ledgerOptions, SERIAL, valueOf } from './a-ledger.ts';

describe('a visitor of a ledger', () => {
  it('reads it beside the bench that writes it', () => {
    const folder = aFolder();
    const bench = aLedger({ folder });
    const visit = valueOf(visitLedger(ledgerOptions({ folder, bench: 'another' })));
    const written = append(bench);
    expect(visit.eventsOf(SERIAL)).toEqual([written]);
    expect(visit.bench).toBe('bench-1');
    visit.close();
  });

  it('is refused every write, and signs nothing when it goes', () => {
    const folder = aFolder();
    const bench = aLedger({ folder });
    append(bench);
    const visit = valueOf(visitLedger(ledgerOptions({ folder })));
    expectRefusal(visit);
    visit.close();
    expect(bench.verify()).toMatchObject({ events: 1, checkpoints: 0 });
  });

  it('leaves the file of a closed ledger as it is, byte for byte', () => {
    const folder = aFolder();
    const bench = aLedger({ folder });
    append(bench);
    bench.close();
    const before = readFileSync(ledgerPath(folder, 'live'));
    valueOf(visitLedger(ledgerOptions({ folder }))).close();
    expect(readFileSync(ledgerPath(folder, 'live'))).toEqual(before);
  });

  it('begins none where there is none', () => {
    const folder = aFolder();
    const visit = valueOf(visitLedger(ledgerOptions({ folder })));
    expectRefusal(visit);
    expect(visit.eventsOf(SERIAL)).toEqual([]);
    visit.close();
    expect(existsSync(ledgerPath(folder, 'live'))).toBe(false);
  });

  it('sees the jobs, with and without a table of them', () => {
    const folder = aFolder();
    const bench = aLedger({ folder });
    const without = valueOf(visitLedger(ledgerOptions({ folder })));
    expect(openJobStore(without.database).load(0)).toEqual([]);
    without.close();
    openJobStore(bench.database);
    openManifestStore(bench.database, []);
    const visit = valueOf(visitLedger(ledgerOptions({ folder })));
    expect(openJobStore(visit.database).load(0)).toEqual([]);
    expect(() => visit.database.exec('DELETE FROM jobs')).toThrow(/readonly/);
    visit.close();
  });

  it('of the other mode is refused', () => {
    const folder = aFolder();
    aLedger({ folder }).database.exec("UPDATE ledger SET mode = 'sandbox'");
    expect(visitLedger(ledgerOptions({ folder }))).toMatchObject({
      ok: false,
      error: { code: 'ledgerBroken' },
    });
  });
});

function expectRefusal(visit: Ledger): void {
  expect(visit.append(anEntry())).toMatchObject({ ok: false, error: { code: 'folderReadOnly' } });
}

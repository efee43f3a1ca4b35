import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { ledgerPath } from '../../src/engine/ledger/ledger-file.ts';
import { openLedger } from '../../src/engine/ledger/ledger.ts';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { aHome, linesOf, runCli } from './run-cli.ts';

/** A data folder with a ledger of three events. */
function aHomeWithLedger(): string {
  const home = aHome();
  const clock = createManualClock(Date.UTC(2026, 10, 23));
  const opened = openLedger({
    folder: path.join(home, 'sandbox'),
    mode: 'sandbox',
    bench: 'bench',
    clock,
  });
  if (!opened.ok) throw new Error(opened.error.detail);
  for (const operator of ['ada', 'ben', 'cleo']) {
    const happening = { type: 'operatorChanged', data: { operator } } as const;
    opened.value.append({ happening, serial: null, caseId: null, operator });
  }
  opened.value.close();
  return home;
}

describe('ledger verify', () => {
  it('proves a whole chain', async () => {
    const home = aHomeWithLedger();
    const { code, stdout } = await runCli(['ledger', 'verify', '--sandbox', '--json'], { home });
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([{ ok: true, events: 3 }]);
  });

  it('names the first event that was tampered with', async () => {
    const home = aHomeWithLedger();
    const database = new DatabaseSync(ledgerPath(path.join(home, 'sandbox'), 'sandbox'));
    database.exec('DROP TRIGGER IF EXISTS events_refuse_update');
    for (const { name } of database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .all() as { name: string }[]) {
      database.exec(`DROP TRIGGER "${name}"`);
    }
    database.exec("UPDATE events SET operator = 'mallory' WHERE sequence = 2");
    database.close();
    const { code, stdout } = await runCli(['ledger', 'verify', '--sandbox', '--json'], { home });
    expect(code).toBe(1);
    expect(linesOf(stdout)).toMatchObject([{ ok: false, firstBreak: 2 }]);
  });

  it('says so when there is none', async () => {
    const { code, stderr } = await runCli(['ledger', 'verify']);
    expect(code).toBe(3);
    expect(stderr).toContain('There is no ledger yet');
  });

  it('refuses a file that is no ledger, in a sentence', async () => {
    const home = aHome();
    mkdirSync(path.join(home, 'live'));
    writeFileSync(
      ledgerPath(path.join(home, 'live'), 'live'),
      'not a database, but long enough to be one '.repeat(9),
    );
    const { code, stdout, stderr } = await runCli(['ledger', 'verify'], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).not.toContain('    at ');
  });

  it('can only verify', async () => {
    expect((await runCli(['ledger', 'mend'])).code).toBe(2);
  });
});

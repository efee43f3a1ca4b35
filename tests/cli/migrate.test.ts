import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { momentIn } from '../../src/cli/migrate.ts';
import { DAY } from '../../src/core/time.ts';
import { openLedger } from '../../src/engine/ledger/ledger.ts';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../src/sandbox/sandbox.ts';
import { aHome, linesOf, runCli } from './run-cli.ts';

const { stories } = createSandbox({ clock: createManualClock(SANDBOX_START) });
const ahead = (days: number) => new Date(SANDBOX_START + days * DAY).toISOString();

/** A rehearsal of an hour takes its seconds: one home for all that follows from one another. */
describe('migrate in the sandbox', () => {
  const home = aHome();
  const migrate = (...args: string[]) => runCli(['migrate', '--sandbox', ...args], { home });

  it('has each serial of a file migrated by the deadline, and says which may not', async () => {
    const file = path.join(home, 'list.csv');
    const serials = [stories.formerService, stories.cannotKeepData, 'hello'];
    writeFileSync(file, `serial\n${serials.join('\n')}\n`);
    const ended = await migrate('--json', '--deadline', ahead(20), '--file', file);
    expect(linesOf(ended.stdout)).toEqual([
      { serial: stories.formerService, outcome: 'confirmed', reason: null },
      { serial: stories.cannotKeepData, outcome: 'refused', reason: 'notCapable' },
      { serial: null, line: 4, input: 'hello', outcome: 'notASerial', reason: null },
    ]);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: '' });
  }, 60_000);

  it('may be repeated, but does not change a deadline', async () => {
    const { formerService: serial } = stories;
    const again = await migrate('--json', '--deadline', ahead(20), serial);
    const reason = 'migrationRequested';
    expect(linesOf(again.stdout)).toEqual([{ serial, outcome: 'alreadyThere', reason }]);
    expect(again.code).toBe(0);
    const other = await migrate('--json', '--deadline', ahead(21), serial);
    expect(linesOf(other.stdout)).toEqual([{ serial, outcome: 'refused', reason }]);
    expect(other.code).toBe(1);
  }, 60_000);

  it('takes it back, where the device has not begun', async () => {
    const { formerService, migrationStarted } = stories;
    const { code, stdout } = await migrate('--cancel', formerService, migrationStarted);
    expect(code).toBe(1);
    expect(stdout).toContain(`${formerService}  migration cancelled\n`);
    expect(stdout).toMatch(new RegExp(`^${migrationStarted}  (not cancelled|failed)  `, 'm'));
  }, 60_000);

  it('stands on record under the name of who called it', () => {
    const folder = path.join(home, 'sandbox');
    const clock = createManualClock(SANDBOX_START);
    const ledger = openLedger({ folder, mode: 'sandbox', bench: 'bench-1', clock });
    if (!ledger.ok) throw new Error(ledger.error.code);
    const events = ledger.value.eventsOf(stories.formerService);
    ledger.value.close();
    const named = events.map(({ type, operator }) => [type, operator]);
    expect(named).toContainEqual(['migrationScheduled', userInfo().username]);
    expect(named).toContainEqual(['migrationCancelled', userInfo().username]);
  });

  it('refuses a deadline that Apple would not take', async () => {
    const { code, stderr } = await migrate('--deadline', ahead(0.5), stories.formerCarrier);
    expect(code).toBe(1);
    expect(stderr).toContain('only from 24 hours to 90 days ahead');
  });
});

describe('a call of migrate', () => {
  it.each([
    [['migrate', 'x'], 'migrate needs either --deadline or --cancel.'],
    [['migrate', '--cancel', '--deadline', ahead(20), 'x'], 'migrate needs either'],
    [['migrate', '--deadline', 'tomorrow', 'x'], '--deadline needs a moment'],
    [['migrate', '--deadline'], '--deadline needs a moment'],
    [['migrate', '--cancel'], 'migrate needs serials'],
    [['assign', '--cancel', 'x'], '--cancel does not belong to assign.'],
  ])('is not understood as %j', async (args, sentence) => {
    const { code, stderr } = await runCli([...args, '--sandbox']);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe('the moment of a deadline', () => {
  it.each([
    ['2026-12-24T17:00Z', '2026-12-24T17:00:00Z'],
    ['2026-12-24T18:00+01:00', '2026-12-24T17:00:00Z'],
    ['2026-12-24T17:00:30.5Z', '2026-12-24T17:00:30.500Z'],
  ])('is read from %s', (text, same) => {
    expect(momentIn(text)).toBe(Date.parse(same));
  });

  it('is that of this machine without an offset', () => {
    expect(momentIn('2026-12-24T18:00')).toBe(new Date(2026, 11, 24, 18).getTime());
  });

  it.each(['2026-12-24', '2026-02-30T10:00', '2026-13-01T10:00Z', '1798131600000', ''])(
    'is not read from %j',
    (text) => {
      expect(momentIn(text)).toBeUndefined();
    },
  );
});

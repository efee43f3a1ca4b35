import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../src/sandbox/sandbox.ts';
import { aHome, linesOf, MAIN, runCli, type Ended } from './run-cli.ts';

const { stories, expectations } = createSandbox({ clock: createManualClock(SANDBOX_START) });
const sandbox = ['check', '--sandbox', '--json'];

describe('check', () => {
  const bypass = 'HTLT0-JVR2R-2D0P-R3CD-2Y7T-MZ5Q';
  const asked = [stories.formerService, bypass, 'ZZZZ00000001', stories.readyToReset];
  let ended: Ended;
  let lines: Record<string, unknown>[];

  beforeAll(async () => {
    ended = await runCli([...sandbox, ...asked]);
    lines = linesOf(ended.stdout);
  });

  it('prints one line per serial, in the order given', () => {
    expect(lines.map(({ serial, lane }) => ({ serial, lane }))).toEqual([
      { serial: stories.formerService, lane: 'fix' },
      {},
      { serial: 'ZZZZ00000001', lane: 'stop' },
      { serial: stories.readyToReset, lane: 'clear' },
    ]);
  });

  it('gives reasons with their sentences, and facts with source and age', () => {
    expect(lines[0]).toMatchObject({
      reasons: [{ code: 'onFormerService', gate: 'service' }],
      next: expect.stringMatching(/\w/) as string,
      fix: 'reassign',
      isAnswered: true,
      facts: { assignment: { source: 'appleDevice', ageSeconds: expect.any(Number) as number } },
    });
  });

  it('answers the others when one input is no serial, and ends with 3', () => {
    expect(lines[1]).toMatchObject({ error: 'notASerial', kind: 'bypassCode' });
    expect(ended.code).toBe(3);
  });

  it('never prints a bypass code that was given by mistake', () => {
    for (const part of bypass.split('-')) expect(ended.stdout + ended.stderr).not.toContain(part);
  });

  it('writes no progress into a pipe', () => {
    expect(ended.stderr).toBe('');
  });

  it('speaks to people in their language', async () => {
    const { stdout } = await runCli(['check', '--sandbox', '--language', 'de', stories.inIntune]);
    expect(stdout).toMatch(new RegExp(`^${stories.inIntune}  IN INTUNE`));
    expect(stdout).toMatch(/[äöüß]|und|nicht|mit/);
  });

  it('answers from what is known when nobody may be asked', async () => {
    // A folder of its own: what was read for others ages while they are answered in a hurry.
    const home = aHome();
    await runCli([...sandbox, stories.readyToReset], { home });
    const known = await runCli([...sandbox, '--cached', stories.readyToReset], { home });
    expect(known.code).toBe(0);
    expect(linesOf(known.stdout)).toMatchObject([{ lane: 'clear', isAnswered: true }]);
  });

  it('says so, and ends with 3, when nothing is known and nobody may be asked', async () => {
    const unasked = await runCli([...sandbox, '--cached', stories.readyToReset]);
    expect(unasked.code).toBe(3);
    expect(linesOf(unasked.stdout)).toMatchObject([{ isAnswered: false }]);
  });

  it('promises no answer that nobody waits for', async () => {
    const { stdout } = await runCli(['check', '--sandbox', '--cached', stories.readyToReset]);
    expect(stdout).toContain(
      'Asking Intune whether it is in use. With --cached nobody is asked.\n',
    );
    expect(stdout).not.toContain('by itself');
  });

  it('names what is no serial in plain words', async () => {
    const { stdout } = await runCli(['check', '--sandbox', 'BAD', '356938035643809']);
    expect(stdout).toBe(
      'BAD is not a serial number\n356938035643809 is not a serial number (IMEI)\n',
    );
  });

  it('takes a file and standard input', async () => {
    const file = path.join(aHome(), 'list.csv');
    writeFileSync(file, `box,serial\n1,${stories.readyToReset}\n`);
    const input = `${stories.inIntune}\n`;
    const { code, stdout } = await runCli([...sandbox, '--file', file, '-'], { input });
    expect(code).toBe(0);
    const serials = linesOf(stdout).map((line) => line['serial']);
    expect(serials).toEqual([stories.inIntune, stories.readyToReset]);
  });
});

describe('an empty list', () => {
  const nothing = { code: 0, stdout: '', stderr: 'The list is empty: there is nothing to do.\n' };

  it('on standard input is answered with nothing', async () => {
    expect(await runCli([...sandbox, '-'], { input: '\n' })).toEqual(nothing);
  });

  it.each(['', 'serial\n'])('in a file is answered with nothing: %j', async (content) => {
    const file = path.join(aHome(), 'list.csv');
    writeFileSync(file, content);
    expect(await runCli([...sandbox, '--file', file])).toEqual(nothing);
    expect(await runCli(['assign', '--sandbox', '--file', file])).toEqual(nothing);
  });
});

describe('check refuses in one sentence', () => {
  it('in live mode, since no connections are set up', async () => {
    const { code, stdout, stderr } = await runCli(['check', stories.inIntune]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^No connections are set up yet.*\n$/);
  });

  it('without anything to check', async () => {
    expect(await runCli(sandbox)).toMatchObject({ code: 2, stdout: '' });
  });

  it('a file that cannot be read', async () => {
    const { code, stderr } = await runCli([...sandbox, '--file', path.join(aHome(), 'none.csv')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/none\.csv cannot be read: there is no such file\n$/);
  });

  it('a data folder that cannot be written to', async () => {
    const file = path.join(aHome(), 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await runCli([...sandbox, stories.inIntune], { home: file });
    expect(code).toBe(1);
    expect(stderr).not.toContain('    at ');
  });
});

describe('check that is ended early', () => {
  it('by Ctrl+C leaves no ledger behind: a check only looks', async () => {
    const home = aHome();
    const env = { ...process.env, RESETBENCH_HOME: home };
    const many = [...expectations.keys()].slice(0, 500);
    const child = spawn(process.execPath, [MAIN, ...sandbox, ...many], { env });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    child.stdout.resume();
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(130);
    expect(readdirSync(path.join(home, 'sandbox')).join(' ')).not.toContain('ledger');
  });
});

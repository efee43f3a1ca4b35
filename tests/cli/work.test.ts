import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { SerialNumber } from '../../src/core/identifiers/serial-number.ts';
import { composeEngine } from '../../src/engine/compose.ts';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../src/sandbox/sandbox.ts';
import { aHome, linesOf, MAIN, runCli, type Ended } from './run-cli.ts';

const { stories } = createSandbox({ clock: createManualClock(SANDBOX_START) });

/** As at the bench, where anything may be handed over. */
async function handOver(serial: SerialNumber, home: string): Promise<void> {
  const about = { mode: 'sandbox', home, role: 'bench', log: () => undefined } as const;
  const composed = await composeEngine(about);
  if (!composed.ok) throw new Error(composed.error.code);
  const { calls, close } = composed.value;
  await calls['desk.signIn']({ operator: 'Ada' });
  await calls['desk.scan']({ text: serial });
  expect(await calls['desk.handOver']({ serial })).toMatchObject({ ok: true });
  await close();
}

/** The work of the whole file is done once: a rehearsal of an hour takes its seconds too. */
describe('assign in the sandbox', () => {
  const home = aHome();
  let ended: Ended;

  beforeAll(async () => {
    const file = path.join(home, 'list.csv');
    const serials = [stories.formerService, stories.foreignService, 'hello', stories.formerService];
    writeFileSync(file, `serial\n${serials.join('\n')}\n`);
    ended = await runCli(['assign', '--sandbox', '--json', '--file', file], { home });
  }, 60_000);

  it('brings each serial to its target, and says which may not go there', () => {
    expect(linesOf(ended.stdout)).toEqual([
      { serial: stories.formerService, outcome: 'confirmed', reason: null },
      { serial: stories.foreignService, outcome: 'refused', reason: 'foreignService' },
      { serial: null, line: 4, input: 'hello', outcome: 'notASerial', reason: null },
      { serial: stories.formerService, outcome: 'confirmed', reason: null },
    ]);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('leaves a device whose profile has only to settle', async () => {
    const { stdout } = await runCli(['check', '--sandbox', '--json', stories.formerService], {
      home,
    });
    expect(linesOf(stdout)).toMatchObject([{ reasons: [{ code: 'profileSettling' }] }]);
  });

  it('may be repeated: what is there already is no failure', async () => {
    const { formerService, readyToReset, inIntune } = stories;
    const asked = [formerService, readyToReset, inIntune];
    const json = await runCli(['assign', '--sandbox', '--json', ...asked], { home });
    expect(linesOf(json.stdout)).toEqual([
      { serial: formerService, outcome: 'alreadyThere', reason: 'profileSettling' },
      { serial: readyToReset, outcome: 'alreadyThere', reason: 'allGatesHold' },
      { serial: inIntune, outcome: 'alreadyThere', reason: 'inIntune' },
    ]);
    expect(json.code).toBe(0);
    const text = await runCli(['assign', '--sandbox', readyToReset], { home });
    expect(text).toMatchObject({
      code: 0,
      stdout: `${readyToReset}  already at its target  ready\n`,
    });
  });

  it('does not call a device that was handed over elsewhere already there', async () => {
    const { foreignService: serial } = stories;
    await handOver(serial, home);
    const { code, stdout } = await runCli(['assign', '--sandbox', '--json', serial], { home });
    expect(linesOf(stdout)).toEqual([{ serial, outcome: 'refused', reason: 'handedOver' }]);
    expect(code).toBe(1);
  });

  it('names the line and the text of what is no serial', async () => {
    const input = `${stories.inIntune}\n\nFOOBAR\n`;
    const { code, stdout } = await runCli(['assign', '--sandbox', '-'], { home, input });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^line 3: FOOBAR is not a serial number$/m);
  });

  it('leaves jobs that can be looked at, for programs and for people', async () => {
    const json = await runCli(['jobs', '--sandbox', '--json'], { home });
    const kinds = linesOf(json.stdout).map(({ kind, state }) => [kind, state]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['reassign', 'confirmed'],
        ['sync', 'confirmed'],
        ['assignProfile', 'confirmed'],
      ]),
    );
    const text = await runCli(['jobs', '--sandbox'], { home });
    expect(text.stdout).toMatch(
      /^Move at Apple {2}.* {2}confirmed {2}0 open, 1 confirmed, 0 failed$/m,
    );
  });

  it('has spent what it asked for', async () => {
    const { stdout } = await runCli(['quota', '--sandbox', '--json'], { home });
    const writes = linesOf(stdout).find(({ cloud, kind }) => cloud === 'apple' && kind === 'write');
    expect(writes).toMatchObject({ spent: 1, limit: 10, waiting: 0, pace: 1 });
  });
});

describe('a command that works', () => {
  it('refuses while another one is at it, and one that looks does not', async () => {
    const home = aHome();
    const bench = await aBenchAtWork(home);
    const [working, looking] = await Promise.all([
      runCli(['sync', '--sandbox'], { home }),
      runCli(['quota', '--sandbox'], { home }),
    ]);
    expect(working).toMatchObject({ code: 1, stdout: '' });
    expect(working.stderr).toMatch(/^Another Resetbench is at work on this data folder\.\n/);
    expect(looking.code).toBe(0);
    bench.kill('SIGKILL');
    await once(bench, 'close');
    expect((await runCli(['sync', '--sandbox'], { home })).code).toBe(0);
  }, 60_000);

  it('ends with 3 when the time is up, and the work goes on with the next', async () => {
    const home = aHome();
    const short = ['--timeout', '0.0001'];
    const first = await runCli(['assign', '--sandbox', '--json', ...short, stories.formerService], {
      home,
    });
    expect(first.code).toBe(3);
    expect(linesOf(first.stdout)).toMatchObject([{ outcome: 'open' }]);
    const open = await runCli(['jobs', '--sandbox', '--json'], { home });
    expect(linesOf(open.stdout).reduce((sum, job) => sum + Number(job['open']), 0)).toBe(1);
    const again = await runCli(['assign', '--sandbox', '--json', stories.formerService], { home });
    expect(linesOf(again.stdout)).toMatchObject([{ outcome: 'confirmed' }]);
    expect(again.code).toBe(0);
  }, 60_000);

  it('is ended by Ctrl+C in order', async () => {
    const home = aHome();
    const bench = await aBenchAtWork(home);
    bench.kill('SIGINT');
    const [code] = (await once(bench, 'close')) as [number];
    expect(code).toBe(130);
    expect(existsSync(lockIn(home))).toBe(false);
    expect((await runCli(['ledger', 'verify', '--sandbox'], { home })).code).toBe(0);
  }, 60_000);
});

describe('sync', () => {
  it('syncs one target alone', async () => {
    const { code, stdout } = await runCli(['sync', '--sandbox', '--json', '--target', 'stores']);
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([
      { kind: 'sync', state: 'confirmed', target: 'Intune Stores' },
    ]);
  });

  it('knows no other target', async () => {
    const { code, stderr } = await runCli(['sync', '--sandbox', '--target', 'moon']);
    expect(code).toBe(1);
    expect(stderr).toBe('There is no target moon. Known: offices, stores\n');
  });
});

describe('runway', () => {
  it('prints its six steps, the targets, and what holds for all', async () => {
    const { code, stdout } = await runCli(['runway', '--sandbox', '--json']);
    const lines = linesOf(stdout);
    expect(code).toBe(0);
    expect(lines.map((line) => line['step'] ?? line['target'] ?? 'whole')).toEqual([
      'onboard',
      'reassign',
      'synchronise',
      'profile',
      'reset',
      'distribute',
      'offices',
      'stores',
      'whole',
    ]);
    expect(lines[1]).toMatchObject({ done: expect.any(Number) as number, findings: [{}] });
  });

  it('says what it knows when nobody may be asked', async () => {
    const { code, stdout } = await runCli(['runway', '--sandbox', '--cached']);
    expect(code).toBe(3);
    expect(stdout).toContain('The clouds have not been listed to the end yet.');
  });
});

describe('without connections', () => {
  it.each([[['quota']], [['runway']], [['runway', '--cached']]])(
    '%j says that nothing is connected and where to connect, and ends with 3',
    async (args) => {
      const { code, stderr } = await runCli(args);
      expect(code).toBe(3);
      expect(stderr).toMatch(/^No connections are set up yet.*--settings.*under Clouds/m);
    },
  );
});

describe('jobs --watch', () => {
  it('prints a line for each change until Ctrl+C', async () => {
    const home = aHome();
    const env = { ...process.env, RESETBENCH_HOME: home };
    const spawned = (...args: string[]) =>
      spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], { env });
    const bench = spawned('assign', '--sandbox', stories.formerService);
    const watch = spawned('jobs', '--watch', '--sandbox', '--json');
    onTestFinished(() => void watch.kill('SIGKILL'));
    let seen = '';
    watch.stdout.setEncoding('utf8').on('data', (text: string) => (seen += text));
    await once(bench, 'close');
    await expect
      .poll(() => linesOf(seen).map(({ kind }) => kind), { timeout: 10_000 })
      .toContain('assignProfile');
    watch.kill('SIGINT');
    const [code] = (await once(watch, 'close')) as [number];
    expect(code).toBe(130);
  }, 60_000);
});

const lockIn = (home: string) => path.join(home, 'sandbox', 'bench.lock');

/** A command that has begun to work and takes some seconds for it. */
async function aBenchAtWork(home: string): Promise<ChildProcess> {
  const env = { ...process.env, RESETBENCH_HOME: home };
  const args = [MAIN, 'assign', '--sandbox', stories.formerService];
  const bench = spawn(process.execPath, args, { env, stdio: 'ignore' });
  onTestFinished(() => void bench.kill('SIGKILL'));
  await expect.poll(() => existsSync(lockIn(home)), { timeout: 15_000 }).toBe(true);
  return bench;
}

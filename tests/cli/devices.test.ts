import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, describe, it, onTestFinished } from 'vitest';
import type { EngineCallName, InputOf } from '../../src/contract/calls.ts';
import type { SerialNumber } from '../../src/core/identifiers/serial-number.ts';
import { composeEngine } from '../../src/engine/compose.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ledgerPath } from '../../src/engine/ledger/ledger-file.ts';
import { verifyLedgerFile } from '../../src/engine/ledger/ledger-reader.ts';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../src/sandbox/sandbox.ts';
import { aHome, linesOf, MAIN, runCli } from './run-cli.ts';

const { stories, world } = createSandbox({ clock: createManualClock(SANDBOX_START) });

const KEYS = [
  'slot',
  'mode',
  'family',
  'productType',
  'model',
  'name',
  'serial',
  'udid',
  'ecid',
  'battery',
  'lane',
];
const EMPTY = Object.fromEntries(KEYS.map((key) => [key, null]));

describe('devices in the sandbox', { timeout: 60_000 }, () => {
  it('prints one object per device, with what it tells and always the same keys', async () => {
    const home = aHome();
    await rehearse(home, async (ask) => {
      await ask('sandbox.plug', { serial: stories.batteryLow, port: '1-1.1.2' });
      await ask('sandbox.plug', { serial: stories.readyToReset, port: '1-1.1.1' });
    });
    const { code, stdout, stderr } = await runCli(['devices', '--sandbox', '--json'], { home });
    const lines = linesOf(stdout);
    const [stranger, friend] = [hardwareOf(stories.readyToReset), hardwareOf(stories.batteryLow)];
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines.map((line) => Object.keys(line))).toEqual([KEYS, KEYS]);
    expect(lines[0]).toMatchObject({ udid: stranger?.udid, battery: null, lane: null });
    expect(lines).toMatchObject([
      { slot: 1, mode: 'normal', family: 'iPhone', productType: 'iPhone14,7', serial: null },
      { slot: 2, serial: friend?.serial, battery: 9, ecid: friend?.ecid.replace(/^0+/, '') },
    ]);
  });

  it('says what its board tells in other modes, and what is unknown there by null', async () => {
    const home = aHome();
    await rehearse(home, async (ask) => {
      await ask('sandbox.plug', { serial: stories.inDfu, port: '1-1.2.1' });
      await ask('sandbox.enterMode', { port: '1-1.2.1', mode: 'dfu' });
    });
    const watch = watching(home);
    const { ecid = '', productType } = hardwareOf(stories.inDfu) ?? {};
    await watch.until((lines) => lines.some(({ mode }) => mode === 'dfu'));
    const board = { family: 'iPad', productType, model: 'iPad (A16)' };
    const seen = { mode: 'dfu', ecid: ecid.replace(/^0+/, ''), ...board };
    expect(watch.lines()).toEqual([{ ...EMPTY, slot: 5, ...seen }]);
  });

  it('makes a table for people, in their language', async () => {
    const home = aHome();
    await rehearse(home, (ask) => ask('sandbox.plug', { serial: stories.batteryLow }));
    const english = await runCli(['devices', '--sandbox'], { home });
    expect(english.stdout).toMatch(/^Slot +Mode +Device +Name +Serial +Battery +Verdict$/m);
    expect(english.stdout).toMatch(
      new RegExp(`^1 +Switched on +.*iPhone +${stories.batteryLow} +9 %`, 'm'),
    );
    const german = await runCli(['devices', '--sandbox', '--language', 'de'], { home });
    expect(german.stdout).toMatch(/^Platz +Modus +Gerät/m);
  });

  it('says on standard error that there are none, and ends with 0', async () => {
    const { code, stdout, stderr } = await runCli(['devices', '--sandbox', '--json']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No device is plugged in.\n',
    });
  });

  it('says what the bench lacks, once', async () => {
    const home = aHome();
    await rehearse(home, async (ask) => {
      for (const [serial, port] of [
        [stories.batteryLow, '1-1.1.1'],
        [stories.readyPad, '1-1.1.2'],
      ] as const) {
        await ask('sandbox.plug', { serial, port });
        await ask('sandbox.suffer', { port, symptom: 'noDaemon' });
      }
    });
    const watch = watching(home);
    await watch.until((lines) => lines.length === 2);
    await watch.untilStderr(/usbmuxd/);
    expect(watch.stderr().match(/usbmuxd/g)).toHaveLength(1);
    expect(watch.lines()).toMatchObject([{ name: null }, { name: null }]);
  });

  it('takes no other word', async () => {
    const { code, stderr } = await runCli(['devices', 'all']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^devices takes no “all”\./);
  });
});

describe('devices beside a bench', { timeout: 60_000 }, () => {
  it('knows what the bench has bound, and writes nothing', async () => {
    const home = aHome();
    await rehearse(home, (ask, engine) => bindOn(FIRST, ask, engine));
    const before = filesOf(home);
    const { stdout } = await runCli(['devices', '--sandbox', '--json'], { home });
    expect(linesOf(stdout)).toMatchObject([{ serial: stories.readyToReset, slot: 1 }]);
    expect(linesOf(stdout)[0]?.['lane']).toEqual(expect.any(String));
    expect(filesOf(home)).toEqual(before);
  });

  it('learns of a bond that the bench makes meanwhile', async () => {
    const home = aHome();
    // A bench that has begun its record.
    await rehearse(home, async (ask) => {
      await ask('sandbox.plug', { serial: stories.readyToReset, port: FIRST });
      await ask('desk.scan', { text: stories.inIntune });
    });
    const watch = watching(home);
    await watch.until((lines) => lines.length === 1);
    expect(watch.lines()).toMatchObject([{ slot: 1, serial: null }]);
    await rehearse(home, (ask, engine) => bindOn(FIRST, ask, engine));
    await watch.until((lines) => lines.some(({ serial }) => serial === stories.readyToReset));
  });

  it('begins no ledger and no list of slots on an empty folder', async () => {
    const home = aHome();
    await runCli(['devices', '--sandbox'], { home });
    const folder = path.join(home, 'sandbox');
    expect(existsSync(ledgerPath(folder, 'sandbox'))).toBe(false);
    expect(existsSync(path.join(folder, 'slots.json'))).toBe(false);
  });
});

describe('devices --watch', { timeout: 60_000 }, () => {
  it('prints what is there, then each slot that changes, until Ctrl+C', async () => {
    const home = aHome();
    await rehearse(home, async (ask) => {
      await ask('sandbox.plug', { serial: stories.batteryLow, port: '1-1.1.1' });
      await ask('sandbox.plug', { serial: stories.readyToReset, port: '1-1.1.2' });
      await ask('sandbox.erase', { port: '1-1.1.2' });
      // The erase goes on in the world that was saved: it leaves, and comes back as new.
      await ask('sandbox.setSpeed', { speed: 1 });
    });
    const watch = watching(home);
    await watch.until((lines) => lines.some(({ slot, mode }) => slot === 2 && mode === null));
    const [first, second, ...more] = watch.lines();
    expect([first, second]).toMatchObject([
      { slot: 1, battery: 9 },
      { slot: 2, mode: 'normal' },
    ]);
    expect(more).toEqual([{ ...EMPTY, slot: 2 }]);
    watch.child.kill('SIGINT');
    const [code] = (await once(watch.child, 'close')) as [number];
    expect(code).toBe(130);
  });
});

type Ask = <Name extends EngineCallName>(name: Name, input: InputOf<Name>) => Promise<void>;

async function aBench(home: string): Promise<Engine> {
  const about = { mode: 'sandbox', home, role: 'bench', log: () => undefined } as const;
  const composed = await composeEngine(about);
  if (!composed.ok) throw new Error(composed.error.code);
  return composed.value;
}

/** What was done at the bench is there for the next who opens the folder. */
async function rehearse(
  home: string,
  play: (ask: Ask, engine: Engine) => Promise<void>,
): Promise<void> {
  const engine = await aBench(home);
  const ask: Ask = async (name, input) => {
    // Name and input belong together by the signature; TypeScript does not follow that through the table.
    const handler = engine.calls[name] as (given: unknown) => unknown;
    expect(await handler(input)).toMatchObject({ ok: true });
  };
  await play(ask, engine).finally(() => engine.close());
}

const FIRST = '1-1.1.1';

async function bindOn(slot: string, ask: Ask, engine: Engine): Promise<void> {
  await ask('sandbox.plug', { serial: stories.readyToReset, port: slot });
  await ask('desk.scan', { text: stories.readyToReset, slot });
  await expect.poll(() => serialsOn(engine), PATIENCE).toEqual([stories.readyToReset]);
}

async function serialsOn(engine: Engine): Promise<SerialNumber[]> {
  const view = await engine.calls['bench.slots']({});
  return view.ok ? view.value.slots.flatMap(({ occupant }) => occupant?.serial ?? []) : [];
}

function hardwareOf(serial: SerialNumber) {
  return world.device(serial)?.hardware;
}

/** What is kept for good: the list of slots, and the record with its chain. */
function filesOf(home: string) {
  const folder = path.join(home, 'sandbox');
  const verified = verifyLedgerFile(ledgerPath(folder, 'sandbox'));
  return [readFileSync(path.join(folder, 'slots.json'), 'utf8'), verified];
}

interface Watching {
  readonly child: ChildProcess;
  lines(): Record<string, unknown>[];
  stderr(): string;
  until(isSo: (lines: Record<string, unknown>[]) => boolean): Promise<void>;
  untilStderr(pattern: RegExp): Promise<void>;
}

const PATIENCE = { timeout: 40_000 };

/** The command, running until the test ends. */
function watching(home: string): Watching {
  const env = { ...process.env, RESETBENCH_HOME: home, LANG: 'en_US.UTF-8', LC_ALL: '' };
  const args = ['--disable-warning=ExperimentalWarning', MAIN];
  const options = ['devices', '--watch', '--sandbox', '--json'];
  const child = spawn(process.execPath, [...args, ...options], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const whole = (text: string) => text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = () => linesOf(whole(said.stdout));
  return {
    child,
    lines,
    stderr: () => said.stderr,
    async until(isSo) {
      await expect.poll(() => isSo(lines()), PATIENCE).toBe(true);
    },
    async untilStderr(pattern) {
      await expect.poll(() => said.stderr, PATIENCE).toMatch(pattern);
    },
  };
}

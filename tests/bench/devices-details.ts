import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { nodeOn, start, type Fakes } from './devices-programs.ts';
import { toFigure, type Findings } from './figure.ts';
import { median, round } from './statistics.ts';

const COUNT = 64;
/** Three times as fast as the tool. */
const A_THIRD = { of: 'ratio', atMost: 0.333 } as const;

interface Round {
  /** By a program that runs already, as the engine does. */
  readonly ours: number;
  /** By a program that is started for it. */
  readonly asProgram: number;
  /** A tool for each device: all at once, and one for each processor. */
  readonly tools: number;
  readonly pooled: number;
}

/** What 64 devices tell anybody: our client against the tool, in turns, on the same devices. */
export async function measureDetails(fakes: Fakes, rounds: number): Promise<Findings> {
  const { udids } = await fakes.plug(COUNT);
  const hasTool = spawnSync('ideviceinfo', ['--version']).error === undefined;
  const client = start(nodeOn('devices-details-child.ts', [fakes.address]));
  await client.next();
  const taken: Round[] = [];
  for (let count = 0; count < rounds; count += 1) {
    taken.push({
      ours: await readAll(() => client.ask({})),
      tools: hasTool ? await readAll(() => runTools(fakes, udids, COUNT)) : Number.NaN,
      asProgram: await readAll(() => runOurs(fakes)),
      pooled: hasTool ? await readAll(() => runTools(fakes, udids, poolSize)) : Number.NaN,
    });
  }
  await client.end();
  await fakes.unplug(udids);
  return findingsOf(taken, hasTool);
}

const poolSize = os.availableParallelism();

async function readAll(read: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  const devices = await read();
  if (devices !== COUNT)
    throw new Error(`${String(devices)} of ${COUNT} devices told of themselves`);
  return performance.now() - began;
}

function runOurs({ address }: Fakes): Promise<number> {
  return linesOf(nodeOn('devices-details-child.ts', [address, '--once']), '', /^[1-9]\d+$/gm);
}

/** Started by `xargs`, which starts a program for less than Node does. */
function runTools({ address }: Fakes, udids: readonly string[], atOnce: number): Promise<number> {
  const tool = ['env', `USBMUXD_SOCKET_ADDRESS=${address}`, 'ideviceinfo', '-s', '-u'];
  const line = ['xargs', '-P', String(atOnce), '-n', '1', ...tool];
  return linesOf(line, udids.join('\n'), /^UniqueChipID: /gm);
}

/** How many lines of what it says are such ones. */
async function linesOf([command = '', ...args]: string[], input: string, wanted: RegExp) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], timeout: 60_000 });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.end(input);
  await once(child, 'close');
  return said.match(wanted)?.length ?? 0;
}

function findingsOf(rounds: readonly Round[], hasTool: boolean): Findings {
  const of = (part: keyof Round) => median(rounds.map((each) => each[part]));
  const [tools, pooled] = [of('tools'), of('pooled')];
  const floor = { unit: 'ms', floor: Math.min(tools, pooled) };
  const note = hasTool
    ? `the tool for each device at once ${round(tools, 0)} ms, ${poolSize} at a time ${round(pooled, 0)} ms`
    : 'ideviceinfo is not installed, so that there is nothing to compare with';
  return {
    figures: [
      toFigure({ name: 'devices.details64', value: of('ours'), ...floor, target: A_THIRD }),
      toFigure({ name: 'devices.details64.asProgram', value: of('asProgram'), ...floor }),
    ],
    note: `Devices, details: median of ${rounds.length} rounds; ${note}.`,
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { attributesOf, testbedLine, type MockedDevice } from '../umockdev/testbed.ts';
import type { BenchOrder, Rest, TileTimes } from './devices-bench-child.ts';
import type { FakesOrder, Plugged } from './devices-fakes-child.ts';

/** The fake devices in a process of their own: what they cost is nobody's figure. */
export interface Fakes {
  readonly address: string;
  plug(count: number, trust?: 'isTrusted'): Promise<Plugged>;
  replug(udids: readonly string[]): Promise<void>;
  unplug(udids: readonly string[]): Promise<void>;
  /** How many sockets of clients it has. */
  sockets(): Promise<number>;
  end(): Promise<void>;
}

export async function startFakes(): Promise<Fakes> {
  const program = start(nodeOn('devices-fakes-child.ts'));
  const address = (await program.next()) as string;
  const ask = (order: FakesOrder) => program.ask(order);
  return {
    address,
    plug: async (count, trust) =>
      (await ask({ do: 'plug', count, isTrusted: trust === 'isTrusted' })) as Plugged,
    replug: async (udids) => void (await ask({ do: 'replug', udids })),
    unplug: async (udids) => void (await ask({ do: 'unplug', udids })),
    sockets: async () => (await ask({ do: 'sockets' })) as number,
    end: program.end,
  };
}

/** The live bench in a process as bare as the engine's. */
export interface BenchProgram {
  /** When each had a tile with model, name, version and ECID. */
  complete(udids: readonly string[]): Promise<TileTimes>;
  /** When each had a tile. */
  appeared(udids: readonly string[]): Promise<TileTimes>;
  /** All have left for longer than a bounce. */
  gone(): Promise<void>;
  /** Percent of one processor. */
  cpu(milliseconds: number): Promise<number>;
  /** What is held after so long a rest. */
  rest(milliseconds: number): Promise<Rest>;
  end(): Promise<void>;
}

interface BenchOptions {
  readonly address: string;
  /** How much sooner than on a real bench patience ends. */
  readonly hurry?: number;
  /** These are on a mocked bus, of which nobody tells events: it has to be looked at. */
  readonly onBus?: readonly MockedDevice[];
  /** Gives back what it has no more use for, so that the size of the process tells what is kept. */
  readonly isSparing?: boolean;
}

/** A young generation that does not grow with the pace; one arena of the C library (glibc) without pieces kept free. */
const sparing = {
  NODE_OPTIONS: '--max-semi-space-size=2',
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '65536',
};

export async function startBench(options: BenchOptions): Promise<BenchProgram> {
  const { address, hurry = 1, onBus, isSparing = false } = options;
  const own = nodeOn('devices-bench-child.ts', ['--mux', address, '--hurry', String(hurry)]);
  const program = onBus ? startOnBus(own, onBus) : start(own, isSparing ? sparing : {});
  // What plays the bus says that its program has ended.
  if ((await program.next()) !== null) throw new Error('the bench did not start');
  const ask = (order: BenchOrder) => program.ask(order);
  return {
    complete: async (udids) => (await ask({ do: 'complete', udids })) as TileTimes,
    appeared: async (udids) => (await ask({ do: 'appeared', udids })) as TileTimes,
    gone: async () => void (await ask({ do: 'gone' })),
    cpu: async (milliseconds) => (await ask({ do: 'cpu', milliseconds })) as number,
    rest: async (milliseconds) => (await ask({ do: 'rest', milliseconds })) as Rest,
    end: program.end,
  };
}

/** A script of this folder under this Node, with a garbage collector that can be called. */
export function nodeOn(file: string, args: readonly string[] = []): string[] {
  return [process.execPath, '--expose-gc', join(import.meta.dirname, file), ...args];
}

/** Whoever is stuck ends then, so that whoever waits for it is told. */
const LONGEST = 900_000;

interface Program {
  /** The next line that it says. */
  next(): Promise<unknown>;
  tell(what: object): void;
  /** An order, which it answers in one line. */
  ask(order: object): Promise<unknown>;
  end(): Promise<void>;
}

export function start([command = '', ...args]: readonly string[], env: object = {}): Program {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: LONGEST,
    env: { ...process.env, ...env },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  const tell = (what: object) => void child.stdin.write(`${JSON.stringify(what)}\n`);
  async function next(): Promise<unknown> {
    const line = await lines.next();
    if (line.done) throw new Error(`${command} ${args.join(' ')} has ended`);
    return JSON.parse(line.value);
  }
  return {
    next,
    tell,
    ask(order) {
      tell(order);
      return next();
    },
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}

/** What plays the bus passes the orders on. */
function startOnBus(line: readonly string[], devices: readonly MockedDevice[]): Program {
  const testbed = start(testbedLine(line));
  for (const device of devices) testbed.tell({ add: attributesOf(device), tells: false });
  const tell = (what: object) => testbed.tell({ say: JSON.stringify(what) });
  return {
    ...testbed,
    tell,
    ask(order) {
      tell(order);
      return testbed.next();
    },
  };
}

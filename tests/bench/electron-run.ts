import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { connectDevTools, type DevTools } from './cdp.ts';

const root = resolve(import.meta.dirname, '../..');
const floorFolder = resolve(import.meta.dirname, 'empty-window');
const STOP_LIMIT = 5_000;
/** One start in some hundreds hangs while DevTools attaches, although the app is up. */
const START_LIMIT = 15_000;

export interface Start {
  /** The folder of the app, and its arguments. */
  readonly app: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Runs in the page before its own scripts; may call `tellBench(text)`. */
  readonly inPage?: string;
}

/** An app that runs, with its one page. */
export interface RunningElectron {
  readonly pid: number;
  /** Wall clock in milliseconds with fractions, just before the process was started. */
  readonly spawnedAt: number;
  evaluate<T>(expression: string): Promise<T>;
  /** The next text that the page gives to `tellBench`. */
  told(): Promise<string>;
  send(method: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>;
  stop(): Promise<void>;
}

/** The app under test on a data folder. */
export function theApp(home: string): Start {
  return { app: [root, '--sandbox'], env: { RESETBENCH_HOME: home } };
}

/** The least that Electron can do: one window with a page of its own, `blank.html` unless another is named. */
export function theFloor(profile: string, page = ''): Start {
  return { app: [floorFolder], env: { BENCH_PROFILE: profile, BENCH_PAGE: page } };
}

/**
 * Starts a built app as a person would, with a port for DevTools in addition. Playwright is left out: it holds
 * `ready` back until it is attached.
 */
export async function startElectron(start: Start): Promise<RunningElectron> {
  return startOnce(start).catch(() => startOnce(start));
}

async function startOnce({ app, env, inPage }: Start): Promise<RunningElectron> {
  const executable = process.env['RESETBENCH_EXECUTABLE'];
  if (!executable) throw new Error('RESETBENCH_EXECUTABLE is not set; run `npm run bench`.');
  const spawnedAt = wallClock();
  const child = spawn(executable, [...switches(), ...app], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await withinLimit(devToolsAddress(child), 'DevTools', child);
  const tools = await connectDevTools(address);
  const told = createInbox();
  tools.on('Runtime.bindingCalled', ({ payload }) => told.put(String(payload)));
  const session = await withinLimit(attach(tools, inPage), 'a page', child);
  return {
    pid: child.pid ?? 0,
    spawnedAt,
    told: () => withinLimit(told.take(), 'a word of the page', child),
    send: (method, parameters) => tools.send(method, parameters, session),
    evaluate: (expression) => evaluate(tools, session, expression),
    stop: () => stop(child, tools),
  };
}

/** Milliseconds since the epoch as pages count them too: `performance.timeOrigin + performance.now()`. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

function switches(): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return ['--remote-debugging-port=0', '--log-level=3', ...(isRoot ? ['--no-sandbox'] : [])];
}

function devToolsAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address) found(address);
    });
    child.on('exit', (code) => failed(new Error(`the app ended with code ${code}\n${text}`)));
  });
}

function attach(tools: DevTools, inPage: string | undefined): Promise<string> {
  return new Promise((attached, failed) => {
    tools.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if ((targetInfo as { type: string }).type !== 'page') return;
      const session = String(sessionId);
      prepare(tools, session, inPage).then(() => attached(session), failed);
    });
    tools
      .send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: false,
        flatten: true,
      })
      .catch(failed);
  });
}

/** Sent in one go: the page is still on its way to its first document. */
async function prepare(tools: DevTools, session: string, inPage?: string): Promise<void> {
  const source = inPage ?? '';
  await Promise.all([
    tools.send('Runtime.enable', {}, session),
    tools.send('Page.enable', {}, session),
    tools.send('Runtime.addBinding', { name: 'tellBench' }, session),
    tools.send('Page.addScriptToEvaluateOnNewDocument', { source, runImmediately: true }, session),
  ]);
}

async function evaluate<T>(tools: DevTools, session: string, expression: string): Promise<T> {
  const parameters = { expression, awaitPromise: true, returnByValue: true };
  const answer = await tools.send('Runtime.evaluate', parameters, session);
  if (answer['exceptionDetails']) throw new Error(JSON.stringify(answer['exceptionDetails']));
  return (answer['result'] as { value: T }).value;
}

async function stop(child: ChildProcess, tools: DevTools): Promise<void> {
  tools.close();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
  await ended;
  clearTimeout(timer);
}

function createInbox() {
  const kept: string[] = [];
  const takers: ((text: string) => void)[] = [];
  return {
    put(text: string): void {
      const taker = takers.shift();
      if (taker) taker(text);
      else kept.push(text);
    },
    take(): Promise<string> {
      const text = kept.shift();
      if (text !== undefined) return Promise.resolve(text);
      return new Promise((take) => takers.push(take));
    },
  };
}

/** A run that hangs ends with its process instead of holding the whole benchmark. */
async function withinLimit<T>(work: Promise<T>, what: string, child: ChildProcess): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new Error(`waited ${START_LIMIT / 1_000} s for ${what}`));
    }, START_LIMIT);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

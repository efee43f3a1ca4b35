import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly home?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** `MAIN` unless told otherwise. */
  readonly program?: string;
  /** Ends the command at once when it is aborted, as a crash does. */
  readonly crash?: AbortSignal;
}

/** Runs the real command in a process of its own, with a data folder that nobody else has. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const home = options.home ?? aHome();
  const program = options.program ?? MAIN;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...args],
    {
      env: {
        ...process.env,
        LANG: 'en_US.UTF-8',
        LC_ALL: '',
        RESETBENCH_HOME: home,
        ...options.env,
      },
    },
  );
  options.crash?.addEventListener('abort', () => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.on('error', () => undefined); // the command may end without reading it
  child.stdin.end(options.input ?? '');
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...output })));
}

export function aHome(): string {
  return mkdtempSync(path.join(tmpdir(), 'resetbench-cli-'));
}

export function linesOf(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
/** What `npm run cli` starts: it sets up proxy and authorities for the command. */
export const START = fileURLToPath(new URL('../../scripts/resetbench.mjs', import.meta.url));

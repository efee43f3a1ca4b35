import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from './project.mjs';

const keptOutput = 20_000;

/**
 * Runs a program to its end without showing its output.
 * Resolves to `{ code, output }` (the last 20,000 characters); never rejects.
 * `watch(child)` is called once the child runs and may return a function that is called at its end.
 */
export function runQuietly(command, args, { watch, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-keptOutput);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const unwatch = watch?.(child);
    child.on('error', (error) => keep(error.message));
    child.on('close', (code) => {
      unwatch?.();
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs a program that owns the terminal; resolves to its exit code (128 + n for a signal, as a shell says it).
 * `endsItself`: Ctrl+C is told to the program alone, once and politely, so that it can end its own children in
 * order; otherwise the terminal interrupts all of them at once.
 */
export function runInForeground(command, args, { endsItself = false, ...options } = {}) {
  const ownGroup = endsItself && process.platform !== 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      detached: ownGroup,
      ...options,
    });
    const release = passSignalsTo(child, ownGroup);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      release();
      resolve(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 };

function passSignalsTo(child, ownGroup) {
  const end = () => child.kill('SIGTERM');
  // At a terminal a child of its group has the interrupt already; without one nobody else tells it.
  const interrupt = () => {
    if (!isAtTerminal()) child.kill('SIGINT');
  };
  const listeners = { SIGINT: ownGroup ? end : interrupt, SIGTERM: end, SIGHUP: end };
  for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
  };
}

function isAtTerminal() {
  return [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
}

/** Whether a program of this name is on the PATH. */
export function isOnPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => folder && existsSync(join(folder, name)));
}

/** What a short program printed, or an empty text if it cannot run. */
export function outputOf(command, args) {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
}

/** npm's own script, or null if it is not where npm tells or Node ships it. */
export function findNpmScript() {
  const beside = dirname(process.execPath);
  const places = [
    process.env.npm_execpath,
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return places.find((place) => place?.endsWith('npm-cli.js') && existsSync(place)) ?? null;
}

/** Runs npm, whatever it is called on this system. */
export function runNpm(args, options = {}) {
  const script = findNpmScript();
  if (script) return runQuietly(process.execPath, [script, ...args], options);
  // npm.cmd needs a shell on Windows; the arguments are constants of this repository.
  return runQuietly('npm', args, { shell: process.platform === 'win32', ...options });
}

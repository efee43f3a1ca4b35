import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';

const isMac = process.platform === 'darwin';
const folder = process.env['RESETBENCH_PACKAGED'] ?? '';

/** The shipped executable. */
export function executableOf(): string {
  if (isMac) return join(folder, 'Resetbench.app', 'Contents', 'MacOS', 'resetbench');
  return join(folder, process.platform === 'win32' ? 'resetbench.exe' : 'resetbench');
}

/** The folder with the archive. */
export function resourcesOf(): string {
  return isMac
    ? join(folder, 'Resetbench.app', 'Contents', 'Resources')
    : join(folder, 'resources');
}

/** A running packaged app, seen from outside. */
export interface PackagedApp {
  readonly page: Page;
  /** What it and its engine have written to standard error so far. */
  log(): string;
}

/**
 * Starts the shipped build itself on an empty data folder and hands what it shows to `look`. The fuse that closes
 * Node's inspector keeps Playwright's usual way out, so it comes in as a browser's debugger, to the page only.
 */
export async function runPackaged(
  mode: 'live' | 'sandbox',
  look: (app: PackagedApp) => Promise<void>,
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'resetbench-packaged-'));
  const rights = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(executableOf(), ['--remote-debugging-port=0', `--${mode}`, ...rights], {
    env: { ...process.env, RESETBENCH_HOME: home },
  });
  let text = '';
  app.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  app.stdout.resume();
  const log = () => text;
  try {
    const address = await debuggerAddress(app, log);
    await pageIsUp(address);
    const browser = await chromium.connectOverCDP(address);
    const [page] = browser.contexts().flatMap((context) => context.pages());
    if (!page) throw new Error('the packaged app has no page');
    await look({ page, log });
    await browser.close();
  } finally {
    await end(app);
    rmSync(home, { recursive: true, force: true });
  }
}

function debuggerAddress(app: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no debugger came up:\n${log()}`)), 30_000);
    app.stderr?.on('data', () => {
      const address = /DevTools listening on (ws:\S+)/.exec(log())?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    app.once('exit', (code) =>
      reject(new Error(`the packaged app ended with code ${code}:\n${log()}`)),
    );
  });
}

/** A browser that is joined while its first page is still being made may wait for that page for ever. */
async function pageIsUp(address: string): Promise<void> {
  const list = `http://${new URL(address).host}/json/list`;
  await expect
    .poll(async () => (await fetch(list)).text(), { timeout: 30_000 })
    .toContain('"url": "app://');
}

function end(app: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (app.exitCode !== null) return resolve();
    app.once('exit', () => resolve());
    app.kill('SIGTERM');
  });
}

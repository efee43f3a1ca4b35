import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';

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

/**
 * Starts the shipped build itself on an empty data folder and hands its page to `look`. The fuse that closes
 * Node's inspector keeps Playwright's usual way out, so it comes in as a browser's debugger, to the page only.
 */
export async function runPackaged(look: (page: Page) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'resetbench-packaged-'));
  const rights = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(executableOf(), ['--remote-debugging-port=0', '--sandbox', ...rights], {
    env: { ...process.env, RESETBENCH_HOME: home },
  });
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(app));
    const [page] = browser.contexts().flatMap((context) => context.pages());
    if (!page) throw new Error('the packaged app has no page');
    await look(page);
    await browser.close();
  } finally {
    await end(app);
    rmSync(home, { recursive: true, force: true });
  }
}

function debuggerAddress(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`no debugger came up:\n${text}`)), 30_000);
    app.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    app.stdout?.resume();
    app.once('exit', (code) =>
      reject(new Error(`the packaged app ended with code ${code}:\n${text}`)),
    );
  });
}

function end(app: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (app.exitCode !== null) return resolve();
    app.once('exit', () => resolve());
    app.kill('SIGTERM');
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  _electron,
  test as base,
  type ElectronApplication,
  type Page,
  type TestInfo,
} from '@playwright/test';

export { expect } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;
// One launch in about 200 hangs while Playwright attaches, although the app is up.
const launchLimit = 15_000;

export interface LaunchOptions {
  readonly home: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly colorScheme?: 'light' | 'dark' | null;
  /** Milliseconds until a launch counts as hung; more than usual where the processor is emulated. */
  readonly limit?: number;
}

/** The built app, running, with everything it printed so far. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly output: () => string;
  /** What the page has logged as errors so far. */
  readonly errors: readonly string[];
}

export interface Fixtures {
  /** The data folder of this test, empty at its start. */
  readonly home: string;
  /** The app in the sandbox, its page past its first paint. */
  readonly running: RunningApp;
  readonly page: Page;
  /** Of a test that fails, keeps what its windows showed. */
  readonly shown: void;
}

export interface Options {
  /** Further arguments of the app. */
  readonly appArguments: readonly string[];
  /** Further environment variables of the app. */
  readonly appEnvironment: Readonly<Record<string, string>>;
  /** Errors a test provokes on purpose; any other one that the page logs fails the test. */
  readonly expectedErrors: RegExp;
}

const opened = new Set<Page>();

/** Starts the built app as a person would, on its own data folder. Its window is drawn and has the keyboard. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const { limit = launchLimit } = options;
  const running = await openWindow(options, limit).catch(() => openWindow(options, limit));
  opened.add(running.page);
  running.page.once('close', () => opened.delete(running.page));
  return running;
}

async function openWindow(options: LaunchOptions, limit: number): Promise<RunningApp> {
  const app = await launchOnce(options, limit);
  let text = '';
  const keep = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  app.process().stdout?.on('data', keep);
  app.process().stderr?.on('data', keep);
  try {
    const page = await app.firstWindow({ timeout: limit });
    const errors = collectErrors(page);
    await page.locator('#root > *').first().waitFor();
    // Keys that come while the window is not shown yet are lost; no person types into it then.
    await page.waitForFunction(() => document.hasFocus());
    return { app, page, output: () => text, errors };
  } catch (error) {
    app.process().kill('SIGKILL');
    throw error;
  }
}

function launchOnce(options: LaunchOptions, limit: number) {
  const { home, args = [], env = {}, colorScheme = null } = options;
  return _electron.launch({
    executablePath: process.env['RESETBENCH_EXECUTABLE'] ?? '',
    args: [root, '--sandbox', ...args],
    env: { ...environment(), RESETBENCH_HOME: home, ...env },
    chromiumSandbox: !isRoot,
    colorScheme,
    timeout: limit,
  });
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry) => entry[1] !== undefined);
  return Object.fromEntries(entries) as Record<string, string>;
}

export const test = base.extend<Fixtures & Options>({
  appArguments: [[], { option: true }],
  appEnvironment: [{}, { option: true }],
  expectedErrors: [/^$/, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  home: async ({}, provide) => {
    const home = mkdtempSync(join(tmpdir(), 'resetbench-e2e-'));
    await provide(home);
    rmSync(home, { recursive: true, force: true });
  },
  running: async (
    { home, appArguments: args, appEnvironment: env, expectedErrors, colorScheme: scheme },
    provide,
    testInfo,
  ) => {
    const colorScheme = scheme === 'no-preference' ? null : (scheme ?? null);
    const running = await launchApp({ home, args, env, colorScheme });
    await provide(running);
    await attachShown(testInfo);
    await running.app.close();
    await testInfo.attach('output of the app', { body: running.output() });
    const errors = running.errors.filter((text) => !expectedErrors.test(text));
    if (errors.length > 0) throw new Error(`the page logged errors:\n${errors.join('\n')}`);
  },
  page: async ({ running }, provide) => provide(running.page),
  shown: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, provide, testInfo) => {
      await provide();
      await attachShown(testInfo);
    },
    { auto: true },
  ],
});

/** A test that fails on another machine can be understood from its report alone. */
async function attachShown(testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  for (const page of opened) {
    const body = await page.evaluate(() => document.body.innerText).catch(String);
    await testInfo.attach('what the window shows', { body });
  }
}

function collectErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

import { expect, type ElectronApplication, type Page } from '@playwright/test';
import type { EnginePort } from '../../src/contract/shell.ts';
import type { pagePorts } from '../../src/renderer/app/page-ports.ts';

type Bench = Parameters<typeof pagePorts>[0]['bench'];

export interface SeenPort {
  readonly generation: number;
  readonly hasPort: boolean;
  readonly gaveUp?: boolean;
}

declare global {
  interface Window {
    seenPorts: SeenPort[];
  }
}

/** Asks the shell over the preload, as the page would. */
export function askShell(page: Page, call: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, value]) => {
      const bench: Bench = window.bench;
      return bench.shell(name, value);
    },
    [call, input] as const,
  );
}

/** Listens beside the page for ports to the engine; the function it gives tells which came since. */
export async function collectPorts(page: Page): Promise<() => Promise<readonly SeenPort[]>> {
  await page.evaluate(() => {
    window.seenPorts = [];
    window.addEventListener('message', ({ data, ports }: MessageEvent<EnginePort>) => {
      if (data.kind !== 'engine-port') return;
      const { generation, gaveUp } = data;
      const hasPort = ports.length === 1;
      window.seenPorts.push({ generation, hasPort, ...(gaveUp ? { gaveUp } : {}) });
    });
  });
  return () => page.evaluate(() => window.seenPorts);
}

/** The engine's process as Electron lists it; waits for one. */
export async function enginePid(app: ElectronApplication): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const pid = await app.evaluate(({ app: electron }) => {
      const metrics = electron.getAppMetrics();
      return metrics.find(({ name }) => name === 'Resetbench engine')?.pid;
    });
    if (pid !== undefined) return pid;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the engine is not running');
}

/** The process of the window's page. */
export function pagePid(app: ElectronApplication): Promise<number> {
  return app.evaluate(
    ({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0,
  );
}

/** Fails when that process still runs after five seconds. One that has ended keeps its number until it is put away. */
export function hasEnded(pid: number): Promise<void> {
  const isGone = () => expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  return expect(isGone).toPass({ timeout: 5_000 });
}

/** The page's address and whether it still shows something, asked of Electron: Playwright waits for a stopped navigation. */
export function whereIs(app: ElectronApplication): Promise<{ url: string; isFilled: boolean }> {
  return app.evaluate(async ({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    const isFilled: unknown = await contents?.executeJavaScript(
      "document.querySelector('#root > *') !== null",
    );
    return { url: contents?.getURL() ?? '', isFilled: isFilled === true };
  });
}

/** The options that the window was really made with. Electron has this call but does not document it. */
export function readWebPreferences(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences');
    if (!contents || typeof read !== 'function') throw new Error('no web preferences to read');
    const preferences: unknown = Reflect.apply(read, contents, []);
    return preferences;
  });
}

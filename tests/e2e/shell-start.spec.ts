import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, launchApp, test, type RunningApp } from './fixture.ts';
import { askShell } from './shell-probe.ts';

const root = resolve(import.meta.dirname, '../..');

async function whileRunning(
  home: string,
  args: readonly string[],
  look: (running: RunningApp) => Promise<void>,
): Promise<void> {
  const running = await launchApp({ home, args });
  try {
    await look(running);
  } finally {
    await running.app.close();
  }
}

test('settings and window size survive a restart', async ({ home }) => {
  await whileRunning(home, [], async ({ app, page }) => {
    await askShell(page, 'shell.changeSettings', { volume: 0.3 });
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1100, height: 700 });
    });
  });
  await whileRunning(home, [], async ({ app, page }) => {
    const answer = await askShell(page, 'shell.settings', {});
    const size = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getSize(),
    );
    expect(answer).toMatchObject({ value: { settings: { volume: 0.3 } } });
    expect(size).toEqual([1100, 700]);
  });
});

test('a settings file cut in half is set aside and the app says so', async ({ home }) => {
  const folder = join(home, 'sandbox');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), '{"settings":{"langua');
  await whileRunning(home, [], async ({ page }) => {
    expect(await askShell(page, 'shell.settings', {})).toMatchObject({
      ok: true,
      value: { notice: 'settingsSetAside', settings: { language: 'system' } },
    });
  });
  expect(readFileSync(join(folder, 'settings.json.broken-1'), 'utf8')).toContain('langua');
});

test('a data folder that cannot be written does not keep the window from opening', async ({
  home,
}) => {
  // A file where the folder should be refuses root as well.
  writeFileSync(join(home, 'taken'), '');
  await whileRunning(join(home, 'taken'), [], async ({ page }) => {
    expect(await askShell(page, 'shell.settings', {})).toMatchObject({
      ok: true,
      value: { notice: 'folderReadOnly' },
    });
  });
});

test('sandbox and live keep separate folders', async ({ home }) => {
  await whileRunning(home, [], async ({ app }) => {
    const folder = await app.evaluate(({ app: electron }) => electron.getPath('userData'));
    expect(folder).toBe(join(home, 'sandbox', 'profile'));
  });
  expect(readdirSync(home)).toEqual(['sandbox']);
});

test('a second start on the same data folder ends and leaves the first one alone', async ({
  running,
  home,
}) => {
  const second = spawnSync(
    process.env['RESETBENCH_EXECUTABLE'] ?? '',
    [root, '--sandbox', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    { env: { ...process.env, RESETBENCH_HOME: home }, timeout: 20_000 },
  );
  expect(second.status).toBe(0);
  expect(running.app.windows()).toHaveLength(1);
});

test('nothing in the sandbox touches the network', async ({ home }) => {
  const log = join(home, 'net-log.json');
  await whileRunning(home, [`--log-net-log=${log}`], async ({ page }) => {
    await page.waitForTimeout(2_000);
  });
  const text = readFileSync(log, 'utf8');
  expect(text).toContain('"constants"');
  expect(text.match(/"(?:https?|wss?):\/\/[^"]+/g) ?? []).toEqual([]);
});

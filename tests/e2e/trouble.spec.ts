import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { openLedger } from '../../src/engine/ledger/ledger.ts';
import { wallClock } from '../../src/engine/live-world.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, launchApp, test, type LaunchOptions } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';
import { scannerOf } from './scanner.ts';
import { enginePid, pagePid, whereIs } from './shell-probe.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

test('the engine is killed in the middle of work and nothing acknowledged is lost', async ({
  running,
}) => {
  const { app, page } = running;
  const person = keyboardOf(page);
  await person.scan(badge);
  await person.scan(stories.inIntune);
  await expectWord(page, 'IN INTUNE');
  process.kill(await enginePid(app), 'SIGKILL');
  await expect(page.getByText(/The engine was started again at/)).toBeVisible();
  await person.scan(stories.lockedByUser);
  await expectWord(page, 'STOP');
  const history = page.getByRole('region', { name: 'Last scans' });
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Mira Lang' })).toBeVisible();
});

test('the window comes back after its page has crashed, and takes the next scan', async ({
  home,
}) => {
  const { app } = await launchApp({ home });
  await expect.poll(async () => (await whereIs(app)).isFilled).toBe(true);
  const crashed = await pagePid(app);
  process.kill(crashed, 'SIGKILL');
  await expect.poll(() => pagePid(app)).not.toBe(crashed);
  await expect.poll(async () => (await whereIs(app)).isFilled).toBe(true);
  await typeInto(app, [...stories.inIntune.split(''), 'Enter']);
  await expect.poll(() => shownIn(app), { timeout: 20_000 }).toContain('IN INTUNE');
  await app.close();
});

/** Through Electron: Playwright gives a page up once it has crashed. */
function typeInto(app: ElectronApplication, keys: readonly string[]): Promise<void> {
  return app.evaluate(({ webContents }, typed) => {
    const [contents] = webContents.getAllWebContents();
    for (const keyCode of typed) contents?.sendInputEvent({ type: 'keyDown', keyCode });
  }, keys);
}

function shownIn(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(({ webContents }): Promise<unknown> | undefined =>
    webContents.getAllWebContents()[0]?.executeJavaScript('document.body.innerText'),
  );
}

test('fifty scans in a few seconds are all on record, in order', async ({ page }) => {
  const person = keyboardOf(page);
  const serials = Object.values(stories).slice(0, 50);
  for (const serial of serials) {
    await page.keyboard.type(serial, { delay: 0 });
    await page.keyboard.press('Enter');
  }
  const history = page.getByRole('region', { name: 'Last scans' });
  const last = serials.at(-1) ?? '';
  await expect(history.getByRole('listitem').first()).toContainText(last.slice(-2));
  await page.keyboard.press('Control+7');
  await person.press('Check the whole record');
  await expect(page.getByText('The record is unbroken')).toBeVisible();
});

test('a text of 100,000 characters is pasted and the next scan works', async ({ page }) => {
  const person = keyboardOf(page);
  await page
    .getByRole('textbox', { name: 'Scan or type a serial number' })
    .fill('7'.repeat(100_000));
  await page.keyboard.press('Enter');
  await person.scan(stories.inIntune);
  await expectWord(page, 'IN INTUNE');
});

test('an empty scan is said to be empty', async ({ page }) => {
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing was scanned. Scan again.')).toBeVisible();
});

test('a ledger of a newer version is left alone and the window says what to do', async ({
  home,
}) => {
  const folder = join(home, 'sandbox');
  mkdirSync(folder, { recursive: true });
  const opened = openLedger({ folder, mode: 'sandbox', bench: 'test', clock: wallClock });
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.database.exec('PRAGMA user_version = 9999');
  opened.value.close();
  const { app, page } = await openApp({ home });
  await expect(
    page.getByText('The ledger was written by a newer Resetbench.').first(),
  ).toBeVisible();
  await app.close();
});

test('a data folder that cannot be written is said when the first scan comes', async ({ home }) => {
  writeFileSync(join(home, 'taken'), '');
  const { app, page } = await openApp({ home: join(home, 'taken') });
  await keyboardOf(page).scan(stories.inIntune);
  await expect(page.getByText('The data folder cannot be written to.').first()).toBeVisible();
  await app.close();
});

test('live, on a machine without USB and without connections, scans are recorded and nothing is promised', async ({
  home,
}) => {
  const { app, page } = await openApp({ home, args: ['--live'] });
  await keyboardOf(page).scan(stories.inIntune);
  await expectWord(page, 'WAIT');
  await expect(page.getByText(/no target is set up/).first()).toBeVisible();
  await expect(page.getByText('Simulated devices and clouds.')).toBeHidden();
  await app.close();
});

async function openApp(options: LaunchOptions) {
  const running = await launchApp(options);
  await expect(running.page.getByRole('textbox')).toBeVisible();
  return running;
}

test('a window that stalls in the middle of a scan does not tear its code apart', async ({
  page,
}) => {
  const scan = scannerOf(page);
  const history = page.getByRole('region', { name: 'Last scans' });
  for (const [count, serial] of [stories.inIntune, stories.readyToReset].entries()) {
    await stallAtKey(page, 8);
    await scan(serial);
    await expect(history.getByRole('listitem')).toHaveCount(count + 1);
    await expect(history.getByRole('listitem').first()).toContainText(serial);
  }
});

/** The window does nothing else for two seconds once it has taken that key. */
function stallAtKey(page: Page, stalledKey: number): Promise<void> {
  return page.evaluate((last) => {
    let keys = 0;
    const stall = () => {
      keys += 1;
      if (keys < last) return;
      removeEventListener('keyup', stall);
      const until = performance.now() + 2_000;
      while (performance.now() < until);
    };
    addEventListener('keyup', stall);
  }, stalledKey);
}

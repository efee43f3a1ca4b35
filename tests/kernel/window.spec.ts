import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, launchApp, test, type RunningApp } from '../e2e/fixture.ts';
import { phoneOf, plug, unplugAll, type Plugged } from './phone.ts';
import { startUdevd } from './udevd.ts';

// To start the whole app takes a minute here, so the tests below are one story.
test.describe.configure({ mode: 'serial' });

const phone = phoneOf(42);
let running: RunningApp;
let plugged: Plugged;
let stopUdevd = () => Promise.resolve();

const tile = () => running.page.getByRole('listitem').filter({ hasText: phone.serial });

test.beforeAll(async () => {
  stopUdevd = await startUdevd();
  // The machine forgets the folder with everything else.
  const home = mkdtempSync(join(tmpdir(), 'resetbench-kernel-'));
  running = await launchApp({ home, args: ['--live'], limit: 120_000 });
});
// oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
test.afterEach(async ({}, testInfo) => {
  await testInfo.attach('output of the app', { body: running.output() });
});
test.afterAll(async () => {
  await running.app.close();
  await unplugAll();
  await stopUdevd();
});

test('a phone that is plugged in gets a tile with the end of its serial number', async () => {
  plugged = plug(3, phone.recovery);
  // An engine that starts too slowly is started again, which an emulated processor may bring about.
  await expect(tile().locator('.slot-tail')).toHaveText(phone.serial.slice(-4), {
    timeout: 120_000,
  });
  await expect(tile()).toContainText('Recovery');
});

test('its tile has the lane of a verdict', async () => {
  await expect(tile()).toHaveAttribute('data-lane', /./);
});

test('its tile, pressed, shows the verdict on it', async () => {
  await tile().getByRole('button', { name: phone.serial }).click();
  const main = running.page.getByRole('main');
  await expect(main.getByText(phone.serial, { exact: true })).toBeVisible();
  await expect(main.getByRole('heading', { level: 1 })).not.toHaveText('SCAN NEXT');
});

test('its tile is empty when it is unplugged', async () => {
  await plugged.unplug();
  await expect(running.page.getByRole('button', { name: 'Slot 1: empty' })).toBeVisible();
  await expect(tile()).toHaveCount(0);
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, launchApp, test, type RunningApp } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';
const HUB = campaign.usb.ports ?? [];

/** A bench that knows 64 slots; the simulated hub has the first of them. */
function withLargeBench(home: string): string {
  const file = path.join(home, 'sandbox', 'slots.json');
  const slots = Array.from({ length: 64 }, (_, index) => ({
    number: index + 1,
    name: index % 7 === 3 ? `Upper hub at the window, socket ${index}` : '',
    ports: [HUB[index] ?? `7-${index + 1}`],
  }));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version: 1, columns: null, slots }));
  return file;
}

async function resize({ app }: RunningApp, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
    [width, height],
  );
}

/** What is hidden of it, in pixels of height. */
const hidden = (part: Locator) =>
  part.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);

async function plug(page: Page, slot: number, serial: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Slot ${slot}: name and more`) }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Serial to plug in').fill(serial);
  await page.keyboard.press('Enter');
}

const tile = (page: Page, number: number) => page.locator('.slot').nth(number - 1);

test('64 slots are on one screen beside a verdict, and a small window keeps its next step', async ({
  home,
}) => {
  withLargeBench(home);
  const running = await launchApp({ home, colorScheme: 'light' });
  const { app, page } = running;
  await resize(running, 1920, 1080);
  await keyboardOf(page).scan(badge);
  for (const [index, story] of [stories.formerService, stories.lockedByUser].entries()) {
    await plug(page, index + 1, story);
  }
  await keyboardOf(page).scan(stories.lockedByUser);
  await expectWord(page, 'STOP');
  await expect(page.locator('.slot')).toHaveCount(64);
  await expect(tile(page, 64)).toBeInViewport({ ratio: 1 });
  expect(await hidden(page.locator('.slots-scroll'))).toBe(0);
  expect(await hidden(page.locator('.slots'))).toBe(0);
  await expect(page.getByTestId('verdict')).toBeInViewport({ ratio: 1 });
  const overfull = await page
    .locator('.slot-face')
    .evaluateAll(
      (faces) =>
        faces.filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight).length,
    );
  expect(overfull).toBe(0);
  await resize(running, 1280, 800);
  await expect(tile(page, 1)).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId('verdict')).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.reason-text').first()).toBeInViewport({ ratio: 1 });
  await app.close();
});

test('a slot is numbered by plugging and typing, which is kept', async ({ home }) => {
  const first = await launchApp({ home });
  const { page } = first;
  await keyboardOf(page).scan(badge);
  await page.keyboard.press('F3');
  const strip = page.getByRole('region', { name: 'Number the slots' });
  await expect(strip).toContainText('Plug a device into a socket');
  await plug(page, 5, stories.formerService);
  await expect(strip).toContainText(/^.*Slot 5.* is picked/);
  await page.getByRole('textbox', { name: 'Number of the socket' }).press('2');
  await page.keyboard.press('Enter');
  await expect(strip).toContainText('This is slot 2 now. The one that had this number is slot 5.');
  await page.keyboard.press('Escape');
  await expect(strip).toBeHidden();
  await first.app.close();
  const kept = readFileSync(path.join(home, 'sandbox', 'slots.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ slots: { 1: { number: 2, ports: [HUB[4]] } } });
});

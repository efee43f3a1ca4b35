import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';
import { answerDialogs } from './stand-ins.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

test('a campaign is led by keyboard alone', async ({ running, home }) => {
  test.setTimeout(180_000);
  const { app, page } = running;
  const person = keyboardOf(page);
  const work = page.getByRole('region', { name: 'Cloud work' });
  await person.scan(badge);
  await page.keyboard.press('Control+4');
  await test.step('all six steps say how far they are', async () => {
    const steps = page.getByRole('list', { name: 'The six steps' }).getByRole('listitem');
    await expect(steps).toHaveCount(6);
    await expect(steps.nth(1)).toContainText(/[\d,]+\s*of [\d,]+/, { timeout: 30_000 });
  });
  await test.step('a listing is paused and goes on', () => pauseListing(page));
  await test.step('work that was not sent yet is cancelled', async () => {
    await paste(running, [stories.formerCarrier]);
    await person.press('Move 1 device');
    await expect(page.getByText('1 serial queued')).toBeVisible();
    await person.press('Cancel …');
    await person.press('Cancel it for 1 serial');
    await expect(work).toContainText('Nothing was sent. Nothing has changed.');
  });
  await test.step('many serials are pasted and moved, and only what failed is tried again', async () => {
    await hurry(page);
    await paste(running, [stories.formerMac, stories.refusesAssignment, stories.inIntune]);
    await person.press('Move 3 devices');
    await expect(page.getByText('1 not taken')).toBeVisible();
    await takeAlong(running, join(home, 'not-taken.csv'));
    await expect(work).toContainText('1 failed', { timeout: 60_000 });
    await person.press('Retry the failed one');
    await expect(work).toContainText('1 serial queued again');
  });
  await test.step('a list opens from a file, and an IMEI counts as its serial', () =>
    openList(running, join(home, 'list.csv')));
  await test.step('a file for the old MDM is checked, agreed to by two and saved', async () => {
    const path = join(home, 'order.csv');
    await answerDialogs(app, path);
    await choose(page, 'What to do', 'File for remote reset');
    await paste(running, [stories.readyToReset, stories.lockedByUser]);
    await person.type('Second person', 'Ada Brandt');
    await person.press('Make the file for 2 devices');
    await expect(page.getByText('The file holds 1 device')).toBeVisible({ timeout: 30_000 });
    await person.press('Save the file');
    await expect(page.getByText('Saved as order.csv.')).toBeVisible();
    expect(readFileSync(path, 'utf8')).toContain(stories.readyToReset);
    expect(readFileSync(path, 'utf8')).not.toContain(stories.lockedByUser);
  });
});

test('a device is set aside, says so wherever it is scanned, and is brought back, by keyboard alone', async ({
  page,
}) => {
  const person = keyboardOf(page);
  await person.scan(badge);
  await person.scan(stories.readyToReset);
  await expectWord(page, 'RESET NOW');
  await page.keyboard.press('Control+4');
  await openTab(page, 3);
  await person.type('Serials', stories.readyToReset);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Why')).toBeFocused();
  await page.keyboard.type('goes to');
  await person.press('Set aside');
  await expect(page.getByText('1 device is set aside.')).toBeVisible();
  await page.keyboard.press('Control+1');
  await person.scan(stories.readyToReset);
  await expectWord(page, 'STOP');
  await expect(page.getByText(/in the care of Mira Lang: goes to repair/).first()).toBeVisible();
  await page.keyboard.press('Control+4');
  await openTab(page, 3);
  await person.press(`Bring back ${stories.readyToReset}`);
  await expect(page.getByText('Nothing is set aside')).toBeVisible();
  await page.keyboard.press('Control+1');
  await person.scan(stories.readyToReset);
  await expectWord(page, 'RESET NOW');
});

test('the progress is drawn, can be read as tables, and counts what the bench did', async ({
  page,
}) => {
  const person = keyboardOf(page);
  await person.scan(badge);
  await person.scan(stories.foreignService);
  await page.keyboard.press('Control+4');
  await openTab(page, 1);
  const bars = page
    .getByRole('region', { name: 'How far they are' })
    .locator('.recharts-bar-rectangle');
  await expect(bars).toHaveCount(6, { timeout: 20_000 });
  await expect(page.getByText(/^Likely done/)).toBeVisible({ timeout: 30_000 });
  const left = page.getByRole('region', { name: 'How many are left' });
  await expect(left.locator('.recharts-line-curve')).toHaveCount(3);
  await left.getByRole('radio', { name: 'Chart' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(left.getByRole('row').nth(1)).toContainText('counted here');
  await openTab(page, 1);
  const stuck = page.getByRole('region', { name: 'Stuck on this bench' });
  await expect(stuck).toContainText('on a foreign service');
  await person.press(/^Show the devices: on a foreign service/);
  await expect(page.getByRole('row', { name: new RegExp(stories.foreignService) })).toBeVisible();
});

/** Walks to the parts of the screen, and so many parts on. */
async function openTab(page: Page, on: number): Promise<void> {
  const chosen = page.getByRole('tab', { selected: true });
  await keyboardOf(page).tabTo((await chosen.textContent()) ?? '');
  for (let step = 0; step < on; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
}

async function pauseListing(page: Page): Promise<void> {
  const person = keyboardOf(page);
  const copy = page.getByRole('region', { name: 'Local copy of both clouds' });
  await expect(copy).toContainText('Last complete:', { timeout: 30_000 });
  await person.press('List now');
  await person.press('Pause');
  await expect(copy).toContainText('paused');
  await person.press('Go on');
  await expect(copy).not.toContainText('paused');
}

/** What was not taken comes into the clipboard, and into a file. */
async function takeAlong({ app, page }: Window, path: string): Promise<void> {
  const person = keyboardOf(page);
  const row = new RegExp(`^${stories.inIntune}\\t\\tinIntune\\t`, 'm');
  await answerDialogs(app, path);
  await person.press('Copy the list');
  await expect(page.getByText('Copied: serial, reason and next step.')).toBeVisible();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(row);
  await person.press('Save as CSV …');
  await expect(page.getByText('Saved as not-taken.csv.')).toBeVisible();
  expect(readFileSync(path, 'utf8')).toContain(`\r\n${stories.inIntune},,inIntune,`);
}

async function openList({ app, page }: Window, path: string): Promise<void> {
  const device = campaign.world.state.devices.get(stories.readyToReset);
  const [imei = ''] = device?.hardware.imei ?? [];
  writeFileSync(path, `Gerät;Code\r\nAda;${stories.readyToReset}\r\nBen;${imei}\r\n`, 'latin1');
  await answerDialogs(app, path);
  await keyboardOf(page).type('Serial numbers', ' ');
  await keyboardOf(page).press('Open a file …');
  await expect(page.getByText('3 entries taken from list.csv.')).toBeVisible();
  await expect(page.getByText('1 serial number.')).toBeVisible();
  await expect(page.getByText('1 code read as its serial')).toBeVisible();
}

interface Window {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** A list out of another program. */
async function paste({ app, page }: Window, serials: readonly string[]): Promise<void> {
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), serials.join('\r\n'));
  await keyboardOf(page).type('Serial numbers', '');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

async function hurry(page: Page): Promise<void> {
  await keyboardOf(page).tabTo('1×');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('600×')).toBeFocused();
}

/** Walks into the choice with Tab and through it with the arrow keys. */
async function choose(page: Page, choice: string, option: string): Promise<void> {
  const group = page.getByRole('radiogroup', { name: choice });
  const wanted = group.getByRole('radio', { name: option });
  const first = (await group.getByRole('radio', { checked: true }).textContent()) ?? '';
  await keyboardOf(page).tabTo(first);
  for (let step = 0; step < 8 && !(await isChosen(wanted)); step += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await expect(wanted).toBeFocused();
}

async function isChosen(radio: Locator): Promise<boolean> {
  return (await radio.getAttribute('aria-checked')) === 'true';
}

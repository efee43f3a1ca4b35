import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import writeWorkbook from 'write-excel-file/universal';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { barcodesOn } from '../support/read-barcodes.ts';
import { codesOnPdf, readPdf, readWorkbook, saveWith, unpack, verifyIn } from './documents.ts';
import { expect, launchApp, test, type RunningApp } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';
import { answerDialogs } from './stand-ins.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';
/** Devices that come for the first time: neither cloud knows them yet. */
const serials = Array.from(
  { length: 30 },
  (_, index) => `F2LX${String(index).padStart(3, '0')}PQ7MD`,
);
const PER_PALLET = 10;
const pallet = (number: number) => serials.slice((number - 1) * PER_PALLET, number * PER_PALLET);

test.use({ expectedErrors: /.*/ });

test('a day at a depot: three pallets, a wrong box, a stranger, a power cut, an hour without a network, the hand-off', async ({
  home,
}) => {
  test.setTimeout(300_000);
  let running = await launchApp({ home });
  await test.step('the morning: sign in, begin, take the manifest', async () => {
    await keyboardOf(running.page).scan(badge);
    await beginDelivery(running, await aManifest(home));
    await expect(received(running.page)).toContainText(`of ${serials.length} expected`);
  });
  await test.step('the first pallet: a wrong box, a stranger, a second scan, one taken back', async () => {
    const { page } = running;
    const { scan } = keyboardOf(page);
    await openBox(page, 'PALLET 1', 'Munich');
    for (const serial of pallet(1)) await scan(serial);
    await expectOutcome(page, 'CHECKED IN');
    await scan(pallet(1)[3] ?? '');
    await expectOutcome(page, 'ALREADY HERE');
    await scan(pallet(2)[0] ?? '');
    await expectOutcome(page, 'WRONG BOX');
    await page.keyboard.press('Control+Z');
    await scan(stories.notInOrganization);
    await expectOutcome(page, 'NOT EXPECTED');
    await scan('356938035643809');
    await expect(page.getByTestId('scanned')).toHaveText('12');
  });
  await test.step('a swollen battery stops the line, by the command sheet', async () => {
    const { page } = running;
    await keyboardOf(page).scan(pallet(1)[9] ?? '');
    await keyboardOf(page).scan('RB-CMD-SWOLLEN');
    await expectOutcome(page, 'STOP');
  });
  await test.step('the power fails in the middle of the second pallet', async () => {
    const { page } = running;
    await keyboardOf(page).scan('RB-CMD-BOX');
    await expect(page.getByText('takes scans')).toBeVisible();
    for (const serial of pallet(2).slice(0, 5)) await keyboardOf(page).scan(serial);
    running.app.process().kill('SIGKILL');
    running = await launchApp({ home });
    await keyboardOf(running.page).scan(badge);
    await running.page.keyboard.press('Control+2');
    await running.page.getByRole('button', { name: /^Delivery of Friday/ }).click();
    await expect(received(running.page)).toContainText('16');
    await expect(running.page.getByTestId('scanned')).toHaveText('18');
  });
  await test.step('an hour without a network: the second and the third pallet go on', async () => {
    const { page } = running;
    await setOnline(page, false);
    for (const serial of pallet(2).slice(5)) await keyboardOf(page).scan(serial);
    await keyboardOf(page).scan('RB-CMD-BOX');
    await expect(page.locator('.box-line[aria-current]')).toContainText('PALLET 3');
    for (const serial of pallet(3)) await keyboardOf(page).scan(serial);
    await expectOutcome(page, 'CHECKED IN');
    await setOnline(page, true);
    await expect(received(page)).toContainText('31');
    await expect(page.getByText('Show the')).toBeHidden();
  });
  await test.step('the lists, labels and evidence are what independent readers say they are', () =>
    checkFiles(running, home));
  await test.step('the hand-off ends it', async () => {
    const { page } = running;
    await keyboardOf(page).scan('RB-CMD-CLOSE');
    await page.getByRole('button', { name: 'Hand off …' }).click();
    await page.getByLabel('Taken by').fill('Jo Berg');
    await page.locator('.hand-off').getByRole('button', { name: 'Hand off' }).click();
    await expectOutcome(page, 'HANDED OFF');
  });
  await test.step('the page that two people sign says what was counted', async () => {
    await running.page.getByRole('button', { name: 'Hand-off document' }).click();
    await expect(running.page.getByText('Hand-off of a delivery')).toBeVisible();
    const file = await saveWith(running, join(home, 'hand-off.pdf'), 'Save as PDF …');
    const { text, info } = readPdf(file);
    expect(text).toMatch(/devices here\s+31/);
    expect(text).toMatch(/all scans\s+33/);
    expect(text).toMatch(/Handed over by\s+Mira Lang\s+Taken by\s+Jo Berg/);
    expect(text).toContain(stories.notInOrganization.slice(0, 4));
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(codesOnPdf(file)[0]).toMatch(/^RB1:.+:\d+:[0-9a-f]{64}$/);
  });
  await running.app.close();
});

/** A workbook as the sender makes it: titles above, columns in its own order. */
async function aManifest(home: string): Promise<string> {
  const text = (value: string) => ({ value, type: String });
  const rows = serials.map((serial, index) => [
    text(`MUC-${index + 100}`),
    text(serial),
    text(`PALLET ${Math.floor(index / PER_PALLET) + 1} – Munich`),
    text('no'),
  ]);
  const header = ['Asset Tag', 'Serial Number', 'Pallet', 'Keep data'].map(text);
  const blob = await writeWorkbook([[text('Delivery of Friday')], header, ...rows]).toBlob();
  const file = join(home, 'manifest.xlsx');
  writeFileSync(file, Buffer.from(await blob.arrayBuffer()));
  return file;
}

async function beginDelivery({ app, page }: RunningApp, manifest: string): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.getByLabel('Name of the delivery').fill('Delivery of Friday');
  await page.getByRole('button', { name: 'Begin' }).click();
  await answerDialogs(app, manifest);
  await page.getByRole('button', { name: 'Choose a list …' }).click();
  await page.getByRole('button', { name: `Expect these ${serials.length} devices` }).click();
}

async function openBox(page: Page, name: string, destination: string): Promise<void> {
  await page.getByLabel('Box or pallet').fill(name);
  await page.getByLabel('Goes to').fill(destination);
  await page.getByRole('button', { name: 'Open box' }).click();
  await expect(page.getByText('takes scans')).toBeVisible();
}

async function checkFiles(running: RunningApp, home: string): Promise<void> {
  const { page } = running;
  const list = await saveWith(
    running,
    join(home, 'list.xlsx'),
    'Save …',
    page.getByRole('region', { name: 'The list as a file' }),
  );
  const rows = readWorkbook(list);
  expect(rows).toHaveLength(1 + serials.length + 1);
  const named = new Set(rows.slice(1).map(([serial]) => serial));
  expect(named).toEqual(new Set([...serials, stories.notInOrganization]));
  expect(rows.find(([serial]) => serial === pallet(1)[9])?.join(' ')).toContain('swollen battery');
  await page.getByRole('button', { name: 'Label of PALLET 1' }).click();
  const panel = page.getByRole('group', { name: 'Label of PALLET 1' });
  const label = await saveWith(running, join(home, 'pallet.zpl'), 'Save …', panel);
  expect(await barcodesOn(await printed(readFileSync(label, 'utf8')))).toEqual([
    'Code128 PALLET 1',
    'DataMatrix PALLET 1',
  ]);
  const folder = unpack(await saveWith(running, join(home, 'evidence.zip'), 'Evidence as ZIP …'));
  const files = readdirSync(folder);
  expect(new Set(files)).toEqual(
    new Set(['checkpoints.json', 'ledger.jsonl', 'manifest.json', 'session.jsonl', 'verify.html']),
  );
  expect(await verifyIn(folder, files)).toMatch(/^PROVEN/);
  const ledger = join(folder, 'ledger.jsonl');
  writeFileSync(ledger, readFileSync(ledger, 'utf8').replace('swollenBattery', 'cracked'));
  expect(await verifyIn(folder, files)).toBe('NOT PROVEN');
  await page.bringToFront();
}

/** What an independent printer makes of it. */
async function printed(zpl: string): Promise<Buffer> {
  const { ready } = await import('zpl-renderer-js');
  const { api } = await ready;
  return Buffer.from(await api.zplToBase64Async(zpl, 100, 50, 8), 'base64');
}

async function setOnline(page: Page, isOnline: boolean): Promise<void> {
  const name = isOnline ? 'Network back' : 'Cut the network';
  await page.getByRole('button', { name }).click();
}

function received(page: Page) {
  return page.getByTestId('received');
}

async function expectOutcome(page: Page, word: string): Promise<void> {
  await expect(page.getByTestId('outcome')).toContainText(word, { timeout: 20_000 });
}

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { barcodesOn } from '../support/read-barcodes.ts';
import { readPdf, saveWith } from './documents.ts';
import { expect, test } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';
const SERIALS = ['F2LX001PQ7MD', 'F2LX002PQ7MD'];
/** Points to a millimetre. */
const POINTS = 72 / 25.4;

test.use({ expectedErrors: /.*/ });

test('labels are seen before they are printed, and printed on the paper of any printer', async ({
  running,
  home,
}) => {
  test.setTimeout(240_000);
  const { page } = running;
  const panel = await openLabels(page);
  await test.step('the preview is what a Zebra draws', async () => {
    await panel.getByRole('radio', { name: 'A label for each device' }).click();
    await panel.getByRole('radio', { name: '57 × 32' }).click();
    const picture = panel.getByRole('img', { name: /F2LX 001P Q7MD, PALLET 1 – Munich/ });
    await expect(picture).toBeVisible({ timeout: 30_000 });
    const found = await barcodesOn(pngOf(await picture.getAttribute('src')));
    expect(found).toEqual([`Code128 ${SERIALS[0]}`, `DataMatrix ${SERIALS[0]}`]);
  });
  for (const [name, width, height] of [
    ['90 × 29', 90, 29],
    ['89 × 36', 89, 36],
    ['101 × 54', 101, 54],
    ['62 endless', 62, 32],
  ] as const) {
    await test.step(`a PDF for ${name} has pages of that size, and each is read back`, async () => {
      await panel.getByRole('radio', { name }).click();
      await panel.getByRole('button', { name: 'Printer of this computer …' }).click();
      await expect(page.getByRole('img', { name: /F2LX 002P/ })).toBeVisible();
      const file = await saveWith(running, join(home, `${width}.pdf`), 'Save as PDF …');
      await page.getByRole('button', { name: 'Back' }).click();
      await page.getByRole('button', { name: 'Label of PALLET 1' }).click();
      await panel.getByRole('radio', { name: 'A label for each device' }).click();
      const { info, fonts } = readPdf(file);
      const [, ...size] = /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec(info) ?? [];
      expect(Math.abs(Number(size[0]) - width * POINTS)).toBeLessThan(1);
      expect(Math.abs(Number(size[1]) - height * POINTS)).toBeLessThan(1);
      expect(info).toMatch(/Pages:\s+2\n/);
      for (const font of fonts) expect(font).toMatch(/yes\s+yes\s+yes/);
      const pages = await Promise.all(picturesOf(file).map((each) => barcodesOn(each)));
      expect(pages).toEqual(SERIALS.map((serial) => [`Code128 ${serial}`, `DataMatrix ${serial}`]));
    });
  }
});

/** A delivery with one pallet of two devices, and the panel of its labels. */
async function openLabels(page: Page): Promise<Locator> {
  const { scan } = keyboardOf(page);
  await scan(badge);
  await page.keyboard.press('Control+2');
  await page.getByLabel('Name of the delivery').fill('Delivery of Friday');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByLabel('Box or pallet').fill('PALLET 1');
  await page.getByLabel('Goes to').fill('Munich');
  await page.getByRole('button', { name: 'Open box' }).click();
  await expect(page.getByText('takes scans')).toBeVisible();
  for (const serial of SERIALS) await scan(serial);
  await expect(page.getByTestId('scanned')).toHaveText('2');
  await page.getByRole('button', { name: 'Label of PALLET 1' }).click();
  return page.getByRole('group', { name: 'Label of PALLET 1' });
}

function pngOf(source: string | null): Buffer {
  return Buffer.from(source?.replace('data:image/png;base64,', '') ?? '', 'base64');
}

/** Each page as a printer of 300 dots to the inch would have it. */
function picturesOf(file: string): Buffer[] {
  execFileSync('pdftoppm', ['-r', '300', '-png', file, file]);
  const folder = dirname(file);
  const pictures = readdirSync(folder).filter(
    (name) => name.startsWith(`${basename(file)}-`) && name.endsWith('.png'),
  );
  return pictures.toSorted().map((name) => readFileSync(join(folder, name)));
}

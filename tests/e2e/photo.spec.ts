import { hash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { saveWith, unpack, verifyIn } from './documents.ts';
import { expect, test } from './fixture.ts';
import { scannerOf } from './scanner.ts';

const SERIAL = 'F2LT0001ZZZ1';

test.describe('with a camera', () => {
  // Chromium's own: a test picture that moves. Whether it may be used is asked of the app as of any.
  test.use({ appArguments: ['--use-fake-device-for-media-stream'] });

  test('a picture is looked at, kept, shown, and proven by the evidence', async ({
    home,
    page,
    running,
  }) => {
    test.setTimeout(120_000);
    await beginWith(page);
    await hold(page, 'p');
    const panel = page.getByRole('region', { name: `Photo of ${SERIAL}` });
    await expect(panel.getByRole('button', { name: 'Take it', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(panel.getByAltText('The picture as it would be kept')).toBeVisible();
    await expect(panel.locator('video')).toHaveCount(0);
    await panel.getByLabel(/What it shows/).fill('scratch at the top');
    await page.keyboard.press('Enter');
    await expect(panel).toBeHidden();
    const kept = page.getByAltText(`Photo 1 of ${SERIAL}`);
    await expect.poll(() => kept.evaluate((img: HTMLImageElement) => img.naturalWidth)).not.toBe(0);

    const [file = ''] = readdirSync(join(home, 'sandbox', 'photos'));
    const bytes = readFileSync(join(home, 'sandbox', 'photos', file));
    expect(file).toBe(`${hash('sha256', bytes, 'hex')}.jpg`);
    expect(bytes.includes('Exif')).toBe(false);

    const folder = unpack(await saveWith(running, join(home, 'e.zip'), 'Evidence as ZIP …'));
    const files = readdirSync(folder);
    expect(files).toContain(`photo-${file}`);
    expect(await verifyIn(folder, files)).toMatch(/^PROVEN/);
    forge(folder, `photo-${file}`);
    expect(await verifyIn(folder, files)).toBe('NOT PROVEN');
  });

  test('a picture that is not kept yet outlives the next scan, and Escape leaves nothing', async ({
    home,
    page,
  }) => {
    await beginWith(page);
    await hold(page, 'p');
    await expect(page.getByRole('button', { name: 'Take it', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await scannerOf(page)('F2LT0002ZZZ1');
    await expect(page.getByTestId('received')).toContainText('2');
    await expect(page.getByRole('region', { name: `Photo of ${SERIAL}` })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: `Photo of ${SERIAL}` })).toBeHidden();
    expect(readdirSync(join(home, 'sandbox'))).not.toContain('photos');
  });

  test('only the picture is given, never the sound', async ({ page }) => {
    const answers = await page.evaluate(() => {
      const ask = (wish: MediaStreamConstraints) =>
        navigator.mediaDevices.getUserMedia(wish).then(
          (stream) => {
            const kinds = stream.getTracks().map(({ kind }) => kind);
            for (const track of stream.getTracks()) track.stop();
            return kinds.join();
          },
          (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
        );
      return Promise.all([
        ask({ video: true }),
        ask({ audio: true }),
        ask({ video: true, audio: true }),
      ]);
    });
    expect(answers).toEqual(['video', 'NotAllowedError', 'NotAllowedError']);
  });
});

test('without a camera a sentence says so, and what to do', async ({ page }) => {
  await beginWith(page);
  await page.getByRole('button', { name: 'Photo' }).click();
  await expect(page.getByText('No camera was found.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Connect one, then try again.')).toBeVisible();
});

async function beginWith(page: Page): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.getByLabel('Name of the delivery').fill('Pallets of Munich');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByTestId('outcome')).toBeVisible();
  await scannerOf(page)(SERIAL);
  await expect(page.getByTestId('received')).toContainText('1');
}

/** Longer than any scanner leaves a key down. */
async function hold(page: Page, key: string): Promise<void> {
  await page.keyboard.down(key);
  await page.waitForTimeout(350);
  await page.keyboard.up(key);
}

/** Another picture in its place, with the list of files made to agree: the ledger does not. */
function forge(folder: string, name: string): void {
  const forged = Buffer.concat([readFileSync(join(folder, name)), Buffer.from('x')]);
  writeFileSync(join(folder, name), forged);
  const list = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(list, 'utf8')) as {
    files: { name: string; sha256: string }[];
  };
  for (const file of manifest.files) {
    if (file.name === name) file.sha256 = hash('sha256', forged, 'hex');
  }
  writeFileSync(list, JSON.stringify(manifest));
}

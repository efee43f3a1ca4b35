import type { Page } from '@playwright/test';
import { say, type Language } from '../../src/core/words/words.ts';
import { expect, test } from '../e2e/fixture.ts';
import { keyboardOf } from '../e2e/keyboard.ts';
import { BENCH, cameraFor, WALL, type Camera } from './camera.ts';

const BADGE = 'RB-OP-MIRA';
const SERIALS = ['F2LT0001ZZZ1', 'F2LT0002ZZZ1', 'F2LT0003ZZZ1'];

test.use({ appArguments: ['--use-fake-device-for-media-stream'] });

for (const [scheme, language] of [
  ['light', 'en'],
  ['dark', 'en'],
  ['german', 'de'],
] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme === 'dark' ? 'dark' : 'light' });

    test(`${scheme}: what is done with one device, one box, and a scan too early`, async ({
      running,
    }) => {
      test.setTimeout(240_000);
      const { app, page } = running;
      const camera = cameraFor(app, page);
      await camera.resize(BENCH);
      await keyboardOf(page).scan(BADGE);
      if (language === 'de') await speakGerman(page);
      await begin(page, language, 'Paletten aus München');
      await oneDevice(page, camera, { language, prefix: scheme });
      await tooEarly(page, camera, { language, prefix: scheme });
    });
  });
}

interface Scene {
  readonly language: Language;
  readonly prefix: string;
}

async function oneDevice(page: Page, camera: Camera, { language, prefix }: Scene): Promise<void> {
  const person = keyboardOf(page);
  for (const [index, serial] of SERIALS.slice(0, 2).entries()) {
    await page.getByLabel(say(language, 'ui.checkIn.boxName')).fill(`BOX ${index + 1}`);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`BOX ${index + 1}`, { exact: true })).toBeVisible();
    await person.scan(serial);
  }
  await page.keyboard.press('F9');
  await page.keyboard.type(language === 'de' ? 'Regal 4' : 'Shelf 4');
  await camera.take(`${prefix}-check-in-place`);
  await page.keyboard.press('Enter');
  await expect(page.locator('.box-place')).toBeHidden();
  await person.hold('m');
  await camera.take(`${prefix}-check-in-move`);
  await page.keyboard.press('Escape');
  await person.hold('p');
  const shoot = page.getByRole('button', { name: say(language, 'ui.photo.shoot'), exact: true });
  await expect(shoot).toBeFocused();
  await camera.take(`${prefix}-check-in-camera`);
  await page.keyboard.press('Enter');
  await page.getByLabel(say(language, 'ui.photo.note')).fill('Kratzer / scratch');
  await camera.take(`${prefix}-check-in-photo`);
  await page.keyboard.press('Enter');
  await expect(page.locator('.photos img')).toBeVisible();
  await camera.resize(WALL);
  await camera.take(`${prefix}-check-in-photo-kept`);
  await camera.resize(BENCH);
}

async function tooEarly(page: Page, camera: Camera, { language, prefix }: Scene): Promise<void> {
  const back = page.getByRole('button', { name: say(language, 'ui.checkIn.back') });
  await back.click();
  await begin(page, language, 'Paletten aus Hamburg');
  await back.click();
  await keyboardOf(page).scan(SERIALS[2] ?? '');
  await camera.take(`${prefix}-check-in-held`);
}

async function begin(page: Page, language: Language, name: string): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.getByLabel(say(language, 'ui.checkIn.name')).fill(name);
  await page.getByRole('button', { name: say(language, 'ui.checkIn.begin') }).click();
  await expect(page.getByTestId('outcome')).toBeVisible();
}

async function speakGerman(page: Page): Promise<void> {
  await page.keyboard.press('Control+7');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
}

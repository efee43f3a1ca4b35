import type { Page } from '@playwright/test';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from '../e2e/fixture.ts';
import { expectWord, keyboardOf } from '../e2e/keyboard.ts';
import { BENCH, cameraFor, WALL } from './camera.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';
const FLEET = ['batteryLow', 'formerService', 'readyPad', 'inIntune', 'lockedByUser'] as const;
/** Of these the bench knows nothing but what USB shows. */
const STRANGERS = ['readyToReset', 'profileSettling'] as const;

for (const scheme of ['dark', 'light'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test(`${scheme}: devices on their slots, a silent one with its guide, and numbers for slots`, async ({
      running,
    }) => {
      test.setTimeout(180_000);
      const { app, page } = running;
      const camera = cameraFor(app, page);
      const person = keyboardOf(page);
      await camera.resize(BENCH);
      await person.scan(badge);
      for (const [index, story] of [...FLEET, ...STRANGERS].entries()) {
        await plug(page, index + 1, stories[story]);
      }
      for (const story of FLEET) await person.scan(stories[story]);
      await suffer(page, 6, 'trustPending');
      await suffer(page, 7, 'usbRestricted');
      await expect(page.locator('.slot').nth(6)).toContainText('Port closed');
      await person.scan(stories.formerService);
      await expectWord(page, 'NOT YET');
      await camera.take(`${scheme}-slots`);
      await page.locator('.slot').nth(6).getByRole('button').first().click();
      await expect(page.getByText('Its port is closed to data')).toBeVisible();
      await camera.take(`${scheme}-silent`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F3');
      await camera.take(`${scheme}-numbers`);
      await page.keyboard.press('Escape');
      await camera.resize(WALL);
      await camera.take(`${scheme}-slots-large`);
    });
  });
}

async function openMenu(page: Page, slot: number): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Slot ${slot}: name and more`) }).focus();
  await page.keyboard.press('Enter');
}

async function plug(page: Page, slot: number, serial: string): Promise<void> {
  await openMenu(page, slot);
  await page.getByLabel('Serial to plug in').fill(serial);
  await page.keyboard.press('Enter');
  await expect(page.locator('.slot').nth(slot - 1)).not.toHaveAttribute('data-empty', 'true');
}

async function suffer(page: Page, slot: number, symptom: string): Promise<void> {
  await openMenu(page, slot);
  await page.locator('.sandbox-symptoms select').selectOption(symptom);
}

import type { Page } from '@playwright/test';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

test('a wave is asked for, planned, started and followed by keyboard alone', async ({ page }) => {
  test.setTimeout(240_000);
  const person = keyboardOf(page);
  const card = (name: string) => page.getByRole('listitem', { name });
  await person.scan(badge);
  await page.keyboard.press('Control+4');
  await openWaves(page);
  await test.step('nobody can migrate before Apple was asked', async () => {
    await expect(card('Never asked')).toContainText(/\d{3}/, { timeout: 60_000 });
    await expect(page.getByText('No device that can migrate is left to plan.')).toBeVisible();
  });
  await test.step('Apple is asked about the next devices', async () => {
    await hurry(page);
    await person.type('How many', '40');
    await page.keyboard.press('Enter');
    await expect(card('Never asked')).toContainText('40 of 40 asked', { timeout: 60_000 });
    await expect(card('Migrates without a reset')).toContainText(/[1-9]\d*/);
  });
  await test.step('who can is planned, and nothing is sent', async () => {
    await person.type('Devices in a wave', '500');
    await person.press(/^Plan \d+ devices?$/);
    await expect(page.getByText(/devices? planned\. Nothing was sent\./)).toBeVisible();
  });
  const wave = page.getByRole('listitem', { name: /^Wave 1/ });
  await test.step('a start that is not confirmed does nothing', async () => {
    await person.press(/^Start Wave 1/);
    await expect(page.getByRole('button', { name: 'Not now' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(wave).toContainText('planned');
    await expect(wave).not.toContainText('Started by');
  });
  await test.step('it is started, and Apple migrates its devices', async () => {
    await person.press(/^Start Wave 1/);
    await expect(page.getByRole('button', { name: 'Not now' })).toBeFocused();
    await person.press(/^Migrate \d+ devices?$/);
    await expect(wave.getByText(/^\d+ queued, \d+ refused\.$/)).toBeFocused({ timeout: 90_000 });
    await expect(wave).toContainText('Started by');
    await expect(wave).toContainText(/[1-9]\d* migrating/, { timeout: 90_000 });
  });
});

/** Walks to the parts of the screen, and to the last of them. */
async function openWaves(page: Page): Promise<void> {
  const chosen = page.getByRole('tab', { selected: true });
  await keyboardOf(page).tabTo((await chosen.textContent()) ?? '');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Waves', selected: true })).toBeVisible();
}

async function hurry(page: Page): Promise<void> {
  await keyboardOf(page).tabTo('1×');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('600×')).toBeFocused();
}

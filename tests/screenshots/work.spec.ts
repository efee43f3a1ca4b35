import type { Page } from '@playwright/test';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, launchApp, test } from '../e2e/fixture.ts';
import { keyboardOf } from '../e2e/keyboard.ts';
import { BENCH, cameraFor } from './camera.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

test('the work in the clouds: under way, refused, failed, and the forms of each act', async ({
  running,
}) => {
  test.setTimeout(180_000);
  const { app, page } = running;
  const camera = cameraFor(app, page);
  await camera.resize(BENCH);
  await keyboardOf(page).scan(badge);
  await page.keyboard.press('Control+4');
  await page.getByRole('radio', { name: '600×' }).click();
  await fill(page, [stories.formerMac, stories.refusesAssignment, stories.inIntune]);
  await page.getByRole('button', { name: 'Move 3 devices' }).click();
  const work = page.getByRole('region', { name: 'Cloud work' });
  await expect(work).toContainText('1 failed', { timeout: 60_000 });
  await expect(page.getByText('Last complete')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('radio', { name: '1×' }).click();
  await expect(page.getByRole('radio', { name: '1×' })).toBeChecked();
  await fill(page, [stories.formerCarrier]);
  await page.getByRole('button', { name: 'Move 1 device' }).click();
  await expect(page.getByText('1 serial queued')).toBeVisible();
  await camera.takeWhole('light-campaign-work');
  await page.getByRole('radio', { name: 'Migrate without erasing' }).click();
  await fill(page, [stories.migratesByItself]);
  await camera.takeWhole('light-campaign-migrate');
  await page.getByRole('radio', { name: 'File for remote reset' }).click();
  await fill(page, [stories.readyToReset, stories.lockedByUser]);
  await page.getByLabel('Second person').fill('Ada Brandt');
  await page.getByRole('button', { name: 'Make the file for 2 devices' }).click();
  await expect(page.getByText('The file holds 1 device')).toBeVisible({ timeout: 30_000 });
  await camera.takeWhole('light-campaign-order');
});

test('a connection whose test fails says why', async ({ running }) => {
  const { app, page } = running;
  const camera = cameraFor(app, page);
  await camera.resize(BENCH);
  await page.keyboard.press('Control+6');
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: 'Apple' })
    .click();
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Key ID').fill('another-key');
  await page.getByRole('button', { name: 'Keep and test' }).click();
  await expect(page.getByText(/checks? fails?\./)).toBeVisible({ timeout: 20_000 });
  await camera.takeWhole('light-clouds-failed');
});

test('a bench that is connected to nothing begins with what to click', async ({ home }) => {
  const { app, page } = await launchApp({ home, args: ['--live'], colorScheme: 'light' });
  const camera = cameraFor(app, page);
  await camera.resize(BENCH);
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'Add an organization' }).click();
  await camera.takeWhole('light-clouds-first');
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: 'Microsoft' })
    .click();
  await page.getByText('Advanced').click();
  await page.getByLabel('Application sign-in').click();
  await camera.takeWhole('light-clouds-application');
  await page.keyboard.press('Control+4');
  await camera.takeWhole('light-campaign-unconnected');
  await app.close();
});

async function fill(page: Page, serials: readonly string[]): Promise<void> {
  await page.getByLabel('Serial numbers').fill(serials.join('\n'));
}

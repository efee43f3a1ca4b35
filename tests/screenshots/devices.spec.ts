import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from '../e2e/fixture.ts';
import { keyboardOf } from '../e2e/keyboard.ts';
import { BENCH, cameraFor, WALL } from './camera.ts';

const campaign = createSandbox();
campaign.clock.stop();
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test(`${scheme}: the Devices table in German`, async ({ running }) => {
      test.setTimeout(300_000);
      const { app, page } = running;
      const camera = cameraFor(app, page);
      await camera.resize(BENCH);
      await keyboardOf(page).scan(badge);
      await page.keyboard.press('Control+7');
      await page.getByRole('radio', { name: 'Deutsch' }).click();
      await page.keyboard.press('Control+3');
      await expect(page.getByText(/ von 2[.]\d+$/).first()).toBeVisible({ timeout: 120_000 });
      await expect(page.getByText(/^Ergebnisse: /)).toBeHidden({ timeout: 120_000 });
      await camera.take(`${scheme}-devices-de`);
      const rows = page.getByRole('grid').getByRole('row');
      await page.getByRole('button', { name: 'Ergebnis', exact: true }).click();
      await rows.nth(3).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByRole('button', { name: 'Beiseitelegen …' }).click();
      await camera.take(`${scheme}-devices-chosen-de`);
      await page.getByRole('button', { name: 'Abbrechen' }).click();
      await rows.nth(3).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name: 'Gerät' }).waitFor();
      await camera.take(`${scheme}-device-story-de`);
      await camera.resize(WALL);
      await camera.take(`${scheme}-devices-wall-de`);
    });
  });
}

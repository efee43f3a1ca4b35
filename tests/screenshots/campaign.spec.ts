import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from '../e2e/fixture.ts';
import { keyboardOf } from '../e2e/keyboard.ts';
import { BENCH, cameraFor, WALL } from './camera.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';
const seen = [
  stories.formerService,
  stories.foreignService,
  stories.lockedByUser,
  stories.withoutProfile,
  stories.unassigned,
  stories.notInOrganization,
];

for (const [name, scheme, size] of [
  ['light', 'light', BENCH],
  ['dark-large', 'dark', WALL],
] as const) {
  test.describe(name, () => {
    test.use({ colorScheme: scheme });

    test(`${name}: the parts of a campaign`, async ({ running }) => {
      test.setTimeout(180_000);
      const { app, page } = running;
      const camera = cameraFor(app, page);
      const person = keyboardOf(page);
      await camera.resize(size);
      await person.scan(badge);
      for (const serial of seen) await person.scan(serial);
      await page.keyboard.press('Control+4');
      await page.getByRole('tab', { name: 'Progress' }).click();
      await expect(page.getByRole('region', { name: 'How many are left' })).toBeVisible();
      await camera.take(`${name}-progress`);
      await camera.takeWhole(`${name}-progress-whole`);
      await page.getByRole('tab', { name: 'Stuck' }).click();
      await expect(page.getByText('the oldest came').first()).toBeVisible();
      await camera.takeWhole(`${name}-lists`);
      await page.getByRole('tab', { name: 'Set aside' }).click();
      await page.getByLabel('Serials').fill(`${stories.lockedByUser} ${stories.foreignService}`);
      await page.getByLabel('Note').fill('Asked the user to sign out, calls back on Monday');
      await page.getByRole('button', { name: 'Set aside' }).click();
      await page.getByLabel('Serials').fill(stories.formerService);
      await page.getByLabel('Why').selectOption('forRepair');
      await page.getByRole('button', { name: 'Set aside' }).click();
      await expect(page.getByRole('button', { name: /^Bring back/ })).toHaveCount(3);
      await camera.take(`${name}-set-aside`);
    });
  });
}

test('the parts of a campaign in German', async ({ running }) => {
  const { app, page } = running;
  const camera = cameraFor(app, page);
  const person = keyboardOf(page);
  await camera.resize(BENCH);
  await person.scan(badge);
  for (const serial of seen) await person.scan(serial);
  await page.keyboard.press('Control+7');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await page.keyboard.press('Control+4');
  await page.getByRole('tab', { name: 'Fortschritt' }).click();
  await expect(page.getByRole('region', { name: 'Wie viele übrig sind' })).toBeVisible();
  await camera.take('german-progress');
  await page.getByRole('tab', { name: 'Hängt' }).click();
  await expect(page.getByText('das älteste kam').first()).toBeVisible();
  await camera.take('german-lists');
  await page.getByRole('tab', { name: 'Beiseitegelegt' }).click();
  await page.getByLabel('Seriennummern').fill(stories.foreignService);
  await page.getByRole('button', { name: 'Beiseitelegen' }).click();
  await expect(page.getByRole('button', { name: /zurückholen$/ })).toHaveCount(1);
  await camera.take('german-set-aside');
});

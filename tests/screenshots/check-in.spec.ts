import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from '../e2e/fixture.ts';
import { keyboardOf } from '../e2e/keyboard.ts';
import { BENCH, cameraFor, WALL } from './camera.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories, manifest } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';
const rows = manifest.split('\r\n').slice(1, 200);
const serials = rows.map((row) => row.split(',')[0] ?? '').filter(Boolean);

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test(`${scheme}: a check-in from its manifest to its hand-over`, async ({ running }) => {
      test.setTimeout(180_000);
      const { app, page } = running;
      const camera = cameraFor(app, page);
      const person = keyboardOf(page);
      await camera.resize(BENCH);
      await person.scan(badge);
      await page.keyboard.press('Control+2');
      await camera.take(`${scheme}-check-in-empty`);
      await page.getByLabel('Name of the delivery').fill('Pallets of Munich');
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('button', { name: 'Paste a list' }).click();
      const head = 'serial,asset tag,user,site,keep data,box';
      const list = serials
        .slice(0, 60)
        .map(
          (serial, index) =>
            `${serial},MUC-${index + 100},,Munich,no,BOX ${Math.floor(index / 20) + 1}`,
        );
      await page
        .getByLabel(/Serial numbers, one per line/)
        .fill([head, ...list, 'BAD,,,,maybe,'].join('\n'));
      await page.getByRole('button', { name: 'Look at it' }).click();
      await page.getByRole('button', { name: 'Expect these 60 devices' }).waitFor();
      await camera.take(`${scheme}-check-in-manifest`);
      await page.getByRole('button', { name: 'Expect these 60 devices' }).click();
      await page.getByLabel('Box or pallet').fill('BOX 1');
      await page.getByLabel('Goes to').fill('Munich');
      await page.getByRole('button', { name: 'Open box' }).click();
      for (const serial of serials.slice(0, 8)) await person.scan(serial);
      await camera.take(`${scheme}-check-in-new`);
      await person.scan(serials[2] ?? '');
      await camera.take(`${scheme}-check-in-already-here`);
      await person.scan(serials[25] ?? '');
      await camera.take(`${scheme}-check-in-wrong-box`);
      await person.scan(stories.notInOrganization);
      await camera.take(`${scheme}-check-in-not-expected`);
      await person.scan('356938035643809');
      await person.scan('HELLO');
      await camera.take(`${scheme}-check-in-no-serial`);
      await page.getByRole('button', { name: /swollen battery/ }).click();
      await expect(page.getByTestId('outcome')).toContainText('STOP');
      await camera.take(`${scheme}-check-in-hazard`);
      await page.keyboard.press('F6');
      await camera.resize(WALL);
      await camera.take(`${scheme}-check-in-large`);
      await camera.resize(BENCH);
      await page.getByRole('button', { name: 'Hand off …' }).click();
      await page.getByLabel('Taken by').fill('Jo Berg');
      await camera.take(`${scheme}-check-in-hand-off`);
      await page.locator('.hand-off').getByRole('button', { name: 'Hand off' }).click();
      await page.getByRole('button', { name: 'Hand-off document' }).click();
      await expect(page.getByText('Hand-off of a delivery')).toBeVisible();
      await camera.takeWhole(`${scheme}-hand-off-document`);
    });
  });
}

test('check-in in German', async ({ running }) => {
  const { app, page } = running;
  const camera = cameraFor(app, page);
  const person = keyboardOf(page);
  await camera.resize(BENCH);
  await person.scan(badge);
  await page.keyboard.press('Control+7');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await page.keyboard.press('Control+2');
  await page.getByLabel('Name der Lieferung').fill('Paletten aus München');
  await page.getByRole('button', { name: 'Beginnen' }).click();
  await page.getByLabel('Kiste oder Palette').fill('PALETTE 1');
  await page.getByRole('button', { name: 'Kiste öffnen' }).click();
  for (const serial of serials.slice(0, 5)) await person.scan(serial);
  await camera.take('german-check-in');
});

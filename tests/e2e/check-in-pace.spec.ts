import { expect, test } from './fixture.ts';
import { scannerOf } from './scanner.ts';

/** Twelve characters and Enter in a twentieth of a second. */
const TWENTY_A_SECOND = 50 / 13;
const SCANS = 400;

test('twenty scans a second, of two scanners in turn, are all counted and none is merged', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const scan = scannerOf(page, TWENTY_A_SECOND);
  const serials = Array.from(
    { length: SCANS },
    (_, index) => `F2LT${String(index % 300).padStart(4, '0')}ZZZ1`,
  );
  await page.keyboard.press('Control+2');
  await page.getByLabel('Name of the delivery').fill('As fast as it goes');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByTestId('outcome')).toBeVisible();
  for (const serial of serials) await scan(serial);
  await expect(page.getByTestId('scanned')).toHaveText(String(SCANS), { timeout: 60_000 });
  await expect(page.getByTestId('received')).toContainText('300');
  const newest = page.locator('.check-in-line .serial');
  await expect(newest.first()).toHaveText(serials.at(-1) ?? '');
  const shown = (await newest.allTextContents()).slice(0, 20);
  expect(shown).toEqual(serials.toReversed().slice(0, 20));
});

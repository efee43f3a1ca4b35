import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const serial = campaign.stories.formerService;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

/** What the ledger must say in the end, from arrival to hand-over. */
const WHOLE_STORY = [
  'Arrived at the bench.',
  'Recognised on slot',
  'asked to move it to its service.',
  'Apple moved it to its service',
  'Intune assigned its enrollment profile',
  'Free to be erased.',
  'began to erase it.',
  'Left slot',
  'in Setup Assistant.',
  'The reset is on record',
  'Came up in Intune',
  'Handed over.',
];

test('one device goes from the old service to Intune by keyboard alone', async ({ page }) => {
  test.setTimeout(180_000);
  const person = keyboardOf(page);
  await test.step('the operator signs in with a badge', async () => {
    await person.scan(badge);
    await expect(page.getByText('Nobody signed in')).toBeHidden();
  });
  await test.step('the device goes on the hub and its serial is scanned', async () => {
    await person.scan(serial);
    await expectWord(page, 'NOT YET');
    await person.press(/^Slot 5: name/);
    await person.press('Plug in');
    await person.scan(serial);
    await expect(
      page.getByRole('button', { name: new RegExp(`^Slot 5.*${serial}`) }),
    ).toBeVisible();
    await expectWord(page, '5');
  });
  await test.step('what is wrong is mended and the clouds get their time', async () => {
    await person.tabTo('1×');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByText('600×')).toBeFocused();
    await person.scan(serial);
    await expectWord(page, 'NOT YET');
    await person.hold('f');
    await expectWord(page, 'WAIT');
    await expectWord(page, 'RESET NOW', 60_000);
  });
  await test.step('it is erased by hand and the slot proves it', async () => {
    await person.scan(serial);
    await person.hold('r');
    await expect(page.getByRole('region', { name: 'How to erase it' })).toBeVisible();
    await person.press(/^Slot 5: name/);
    await person.press('Erase by hand');
    await expectWord(page, 'SWITCH ON', 60_000);
    await expect(page.getByText(/Observed|Dated/).first()).toBeVisible();
  });
  await test.step('it is set up, comes up in Intune and is handed over', async () => {
    await person.press(/^Slot 5: name/);
    await person.press('Set it up');
    await person.scan(serial);
    await expectWord(page, 'IN INTUNE', 60_000);
    await person.hold('h');
    await expectWord(page, 'HANDED OVER');
  });
  await test.step('the timeline tells the whole story', async () => {
    await page.keyboard.press('Control+3');
    const search = page.getByRole('searchbox');
    await expect(search).toBeFocused();
    await page.keyboard.type(serial);
    await expect(page.getByText('1 of 2,000')).toBeVisible();
    await person.tabTo(new RegExp(serial.slice(0, 4)));
    await page.keyboard.press('Enter');
    const timeline = page.getByRole('region', { name: 'What happened' });
    for (const entry of WHOLE_STORY) await expect(timeline).toContainText(entry);
  });
});

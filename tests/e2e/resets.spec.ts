import type { Page } from '@playwright/test';
import { deviceOf, signInEverywhere, test } from './campaign-bench.ts';
import { tileOf } from './fake-bench.ts';
import { expect } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';
import { begin, evidence, recordsOf } from './resetting.ts';

test.use({ known: ['readyToReset'] });

test('a device is reset on a cable, and dates it', async ({ running, clouds, fakes, home }) => {
  test.setTimeout(120_000);
  const { page } = running;
  const person = keyboardOf(page);
  const device = fakes.plug(deviceOf(clouds, 'readyToReset'));
  const { serial } = device;
  await signInEverywhere(running, clouds);
  await person.scan('RB-OP-1042');
  await test.step('its Wi-Fi address makes it a candidate', async () => {
    await expect(tileOf(page, serial)).toHaveAccessibleName(`Slot 1, ${serial}, scan to confirm`);
  });
  await test.step('the scan binds it, and it may be erased', async () => {
    await person.scan(serial);
    await expectWord(page, 'RESET NOW');
    await expect(tileOf(page, serial)).toHaveAccessibleName(
      `Slot 1, RESET NOW, ${serial}, Switched on`,
    );
  });
  await test.step('the operator begins', () => begin(page, serial));
  await test.step('it is erased, and its return is proof', async () => {
    device.erase({ at: new Date(Date.now() + 2_000), isBack: false });
    await expect(tileOf(page, serial)).toHaveAccessibleName(/Restarting$/);
    fakes.replug(device.udid);
    await expectWord(page, 'SWITCH ON');
    await expect(evidence(page)).toHaveText('Dated');
  });
  await test.step('it trusts nobody, and nothing of the pairing is kept', async () => {
    expect(device.hosts).toEqual([]);
    expect(fakes.hasRecord(device.udid)).toBe(false);
  });
  await test.step('its timeline says how, and the raw answers are kept', async () => {
    await openTimeline(page, serial);
    const timeline = page.getByRole('region', { name: 'What happened' });
    await expect(timeline).toContainText('1042 began to erase it.');
    await expect(timeline).toContainText('The reset is on record: the device dates it');
    expect(recordsOf(home, serial)).toMatchObject([
      {
        level: 'dated',
        raw: {
          Pair: 'Success',
          Unpair: 'Success',
          SetupState: 'absent',
          ActivationState: 'Unactivated',
          obliteration: expect.stringMatching(/^EACS Done @\d+$/) as unknown,
        },
      },
    ]);
  });
});

async function openTimeline(page: Page, serial: string): Promise<void> {
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(serial);
  await expect(page.getByText(/^1 of /)).toBeVisible();
  await keyboardOf(page).press(new RegExp(serial.slice(0, 4)));
}

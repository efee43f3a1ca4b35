import type { Page } from '@playwright/test';
import { makePairRecord } from '../support/fake-devices/certificates.ts';
import { plugTrusted, test, tile, tileOf } from './fake-bench.ts';
import { expect } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';

const guide = (page: Page) => page.getByRole('region', { name: 'What to do' });

test('what a device suffers from stands on its tile, and a guide says what to do', async ({
  page,
  fakes,
}) => {
  const person = keyboardOf(page);
  await test.step('one that has forgotten this computer', async () => {
    const device = fakes.plug();
    fakes.unplug(device.udid);
    fakes.saveRecord(device.udid, await makePairRecord(fakes.buid));
    fakes.replug(device.udid);
    await expect(tile(page, 1)).toHaveAccessibleName('Slot 1, no serial, Trust is gone');
    await person.press(/^Slot 1, no serial/);
    await expect(guide(page)).toContainText('Slot 1 It has forgotten this computer');
    await expect(guide(page)).toContainText('Scan the serial of the device on slot 1.');
    await page.keyboard.press('Escape');
    await expect(guide(page)).toBeHidden();
  });
  await test.step('a device that does not appear has a guide of its own', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F4');
    await expect(guide(page)).toContainText('A device does not appear');
    await page.keyboard.press('F4');
    await expect(guide(page)).toBeHidden();
  });
});

test('a device that this computer may ask comes up by itself where nobody is busy', async ({
  page,
  fakes,
}) => {
  const person = keyboardOf(page);
  const first = await plugTrusted(fakes, { battery: { percent: 12, isCharging: true } });
  await test.step('its card replaces SCAN NEXT, and a low battery is a warning', async () => {
    await expect(page.getByRole('main').getByText(first.serial, { exact: true })).toBeVisible();
    await expect(page.getByText('Battery at 12 %. Charge it first.')).toBeVisible();
    await expect(tileOf(page, first.serial)).toHaveAccessibleName(/battery low, 12 %$/);
  });
  const second = await plugTrusted(fakes);
  await test.step('another one leaves a card alone that somebody reads', async () => {
    await expect(tileOf(page, second.serial)).toBeVisible();
    await expect(page.getByRole('main').getByText(first.serial, { exact: true })).toBeVisible();
  });
  await test.step('who is this: the tile of a scanned serial is marked', async () => {
    await person.scan(second.serial);
    const marked = page.locator('.slot[data-shown]');
    await expect(marked).toHaveCount(1);
    await expect(marked).toContainText(second.serial.slice(-4));
    await expect(marked.locator('.slot-called')).toHaveCount(1);
  });
  await test.step('the same serial on two slots is a STOP', async () => {
    await plugTrusted(fakes, { serial: second.serial });
    await expectWord(page, 'STOP');
    await expect(tile(page, 2)).toHaveAccessibleName(/STOP,.*Also on slot 3/);
    await expect(tile(page, 3)).toHaveAccessibleName(/STOP,.*Also on slot 2/);
  });
});

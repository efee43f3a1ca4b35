import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Page } from '@playwright/test';
import type { Happening } from '../../src/core/custody/event.ts';
import { ledgerPath } from '../../src/engine/ledger/ledger-file.ts';
import { deviceOf, signInEverywhere, test } from './campaign-bench.ts';
import { tileOf } from './fake-bench.ts';
import { expect } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';

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

/** Scans it again and holds the key, as somebody does who begins to erase. */
async function begin(page: Page, serial: string): Promise<void> {
  const person = keyboardOf(page);
  await person.scan(serial);
  await expect(page.getByText('Serial confirmed').first()).toBeVisible();
  await person.hold('r');
  await expect(step(page)).toHaveText('Erasing');
}

async function openTimeline(page: Page, serial: string): Promise<void> {
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(serial);
  await expect(page.getByText(/^1 of /)).toBeVisible();
  await keyboardOf(page).press(new RegExp(serial.slice(0, 4)));
}

/** Where the reset on the card stands. */
const step = (page: Page) =>
  page.getByRole('list', { name: 'How far the reset has come' }).locator('[aria-current=step]');
const evidence = (page: Page) => page.locator('.reset-progress .evidence');

type ResetRecord = Extract<Happening, { type: 'resetRecorded' }>['data'];

/** The reset records of a device as the ledger has them. */
function recordsOf(home: string, serial: string): readonly ResetRecord[] {
  const file = ledgerPath(join(home, 'live'), 'live');
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare("SELECT data FROM events WHERE type = 'resetRecorded' AND serial = ?")
    .all(serial) as { data: string }[];
  database.close();
  return rows.map(({ data }) => JSON.parse(data) as ResetRecord);
}

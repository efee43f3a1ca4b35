import type { Page } from '@playwright/test';
import type { DeviceSymptom } from '../../src/core/facts/device-symptom.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { tile } from './fake-bench.ts';
import { expect, test } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

/** A device for each symptom, what its tile says, and of the guide its title and words that no system has otherwise. */
interface Suffering {
  readonly serial: string;
  readonly tile: string;
  readonly title: string;
  readonly words: string;
}

/** What ends by itself comes last: it is looked at soonest after it began. */
const SUFFERING: Readonly<Record<DeviceSymptom, Suffering>> = {
  locked: {
    serial: stories.readyToReset,
    tile: 'Locked',
    title: 'It is locked with a passcode',
    words: 'Unlock it, with the cable in.',
  },
  trustPending: {
    serial: stories.readyPad,
    tile: 'Asks for trust',
    title: 'It asks for trust',
    words: 'Wake it and unlock it.',
  },
  trustDenied: {
    serial: stories.inIntune,
    tile: 'Not trusted',
    title: 'It does not trust this computer',
    words: 'Unplug it, plug it back in and unlock it: it asks again.',
  },
  usbRestricted: {
    serial: stories.pendingReset,
    tile: 'Port closed',
    title: 'Its port is closed to data',
    words: 'If it asks whether the accessory may connect, tap “Allow”.',
  },
  stalePairing: {
    serial: stories.unassigned,
    tile: 'Trust is gone',
    title: 'It has forgotten this computer',
    words: 'Was it erased just now? Then all is well: scan its serial.',
  },
  noDaemon: {
    serial: stories.lockedByUser,
    tile: 'No driver',
    title: 'The program for devices is missing',
    words: 'Without it this computer sees Apple devices but cannot ask them anything.',
  },
  daemonNotPermitted: {
    serial: stories.lockedByMdm,
    tile: 'No access',
    title: 'No access to the program for devices',
    words: 'It runs, but the system does not let Resetbench reach it.',
  },
  noAnswer: {
    serial: stories.batteryLow,
    tile: 'No answer',
    title: 'It does not answer',
    words: 'Look at its screen: wait until it has started or updated.',
  },
  reEnumerating: {
    serial: stories.formerService,
    tile: 'Unstable',
    title: 'It comes and goes by itself',
    words: 'Take another cable, and look into its port for dust.',
  },
};

test('whatever a device in the sandbox suffers from stands on its tile, with its guide', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await keyboardOf(page).scan(badge);
  const sufferings = Object.entries(SUFFERING);
  for (const [index, [symptom, { serial }]] of sufferings.entries()) {
    await plug(page, index + 1, serial);
    await suffer(page, index + 1, symptom);
  }
  for (const [index, [symptom, shown]] of sufferings.entries()) {
    await test.step(symptom, () => expectGuide(page, index + 1, shown));
  }
});

async function expectGuide(page: Page, slot: number, shown: Suffering): Promise<void> {
  const name = new RegExp(`, ${shown.tile}(,|$)`);
  await expect(tile(page, slot)).toHaveAccessibleName(name, { timeout: 30_000 });
  await openMenu(page, slot);
  await page.getByRole('button', { name: 'What is wrong?' }).press('Enter');
  const guide = page.getByRole('region', { name: 'What to do' });
  await expect(guide.getByRole('heading')).toHaveText(`Slot ${slot} ${shown.title}`);
  await expect(guide).toContainText(shown.words);
  await expect(guide.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(guide).toBeHidden();
}

async function plug(page: Page, slot: number, serial: string): Promise<void> {
  await openMenu(page, slot);
  await page.getByLabel('Serial to plug in').fill(serial);
  await page.keyboard.press('Enter');
  await expect(tile(page, slot)).toBeEnabled();
}

async function suffer(page: Page, slot: number, symptom: string): Promise<void> {
  await openMenu(page, slot);
  await page.getByLabel('What it suffers from').selectOption(symptom);
}

async function openMenu(page: Page, slot: number): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^Slot ${slot}: name and more`) })
    .press('Enter');
}

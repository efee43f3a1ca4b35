import type { Page } from '@playwright/test';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from '../e2e/fixture.ts';
import { expectWord, keyboardOf } from '../e2e/keyboard.ts';
import { BENCH, cameraFor, WALL, type Camera } from './camera.ts';

const campaign = createSandbox();
campaign.clock.stop();
const { stories } = campaign;
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

/** One story for each lane, with the word it ends in. */
const LANES: readonly (readonly [string, keyof Sandbox['stories'], string])[] = [
  ['reset-now', 'readyToReset', 'RESET NOW'],
  ['switch-on', 'sealedNew', 'SWITCH ON'],
  ['not-yet', 'formerService', 'NOT YET'],
  ['wait', 'profileSettling', 'WAIT'],
  ['stop', 'lockedByUser', 'STOP'],
  ['dont-reset', 'migratesByItself', 'RESET'],
  ['in-intune', 'inIntune', 'INTUNE'],
  ['cant-tell', 'sealedButEnrolled', 'CAN’T'],
];

for (const scheme of ['dark', 'light'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test(`${scheme}: the start, every lane, and the screens`, async ({ running }) => {
      test.setTimeout(180_000);
      const { app, page } = running;
      const camera = cameraFor(app, page);
      const person = keyboardOf(page);
      await camera.resize(BENCH);
      await camera.take(`${scheme}-start`);
      await person.scan(badge);
      for (const [name, story, word] of LANES) {
        await person.scan(stories[story]);
        await expectWord(page, word);
        await camera.take(`${scheme}-${name}`);
      }
      await page.keyboard.press('Control+3');
      await expect(page.getByText('2,000').first()).toBeVisible();
      await camera.take(`${scheme}-devices`);
      await page.keyboard.press('Control+4');
      await expect(page.getByRole('list', { name: 'The six steps' })).toBeVisible();
      await camera.take(`${scheme}-campaign`);
      await camera.takeWhole(`${scheme}-campaign-whole`);
      await page.keyboard.press('Control+5');
      await camera.take(`${scheme}-barcodes`);
      await page.keyboard.press('Control+6');
      await takeSteps(page, camera, `${scheme}-clouds`);
      await page.keyboard.press('Control+7');
      await camera.take(`${scheme}-settings`);
    });
  });
}

test('a busy bench on a large screen, and a reset under way', async ({ running }) => {
  test.setTimeout(180_000);
  const { app, page } = running;
  const camera = cameraFor(app, page);
  const person = keyboardOf(page);
  await camera.resize(WALL);
  await person.scan(badge);
  const fleet = ['formerService', 'readyPad', 'inIntune', 'lockedByUser', 'atHello'] as const;
  for (const [index, story] of fleet.entries()) {
    await page.getByRole('button', { name: `Slot ${index + 1}: name and more` }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Serial to plug in').fill(stories[story]);
    await page.keyboard.press('Enter');
    await person.scan(stories[story]);
  }
  await person.scan(stories.readyPad);
  await expectWord(page, 'RESET NOW', 60_000);
  await camera.take('large-reset-now');
  await person.scan(stories.readyPad);
  await person.hold('r');
  await camera.take('large-guide');
  await camera.resize(BENCH);
  await camera.take('guide');
});

test('German', async ({ running }) => {
  test.setTimeout(120_000);
  const { app, page } = running;
  const camera = cameraFor(app, page);
  const person = keyboardOf(page);
  await camera.resize(BENCH);
  await page.keyboard.press('Control+7');
  await page.getByText('Deutsch').click();
  await page.keyboard.press('Control+1');
  await person.scan(badge);
  for (const [name, story] of LANES) {
    await person.scan(stories[story]);
    await page.waitForTimeout(4_000);
    await camera.take(`german-${name}`);
  }
  await page.keyboard.press('Control+3');
  await camera.take('german-devices');
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('list', { name: 'Die sechs Schritte' })).toBeVisible();
  await camera.take('german-campaign');
  await camera.takeWhole('german-campaign-whole');
  await page.keyboard.press('Control+6');
  await takeSteps(page, camera, 'german-clouds');
});

const STEPS = ['apple', 'microsoft', 'token', 'targets', 'profiles', 'ready'] as const;

/** Every step of the connections, in their order. */
async function takeSteps(page: Page, camera: Camera, prefix: string): Promise<void> {
  const steps = page.locator('nav ol').getByRole('button');
  await expect(steps).toHaveCount(STEPS.length);
  for (const [index, step] of STEPS.entries()) {
    await steps.nth(index).click();
    await camera.takeWhole(`${prefix}-${step}`);
  }
}

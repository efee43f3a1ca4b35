import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

const LANES: readonly (readonly [keyof Sandbox['stories'], string])[] = [
  ['readyToReset', 'RESET NOW'],
  ['sealedNew', 'SWITCH ON'],
  ['profileSettling', 'WAIT'],
  ['formerService', 'NOT YET'],
  ['lockedByUser', 'STOP'],
  ['migratesByItself', 'RESET'],
  ['inIntune', 'IN INTUNE'],
  ['sealedButEnrolled', 'CAN’T'],
];

const STEPS = ['Apple', 'Microsoft', 'Token and certificate', 'Targets', 'Profiles', 'Ready'];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`no lane breaks WCAG 2.2 AA (${colorScheme})`, async ({ page }) => {
      test.setTimeout(120_000);
      const person = keyboardOf(page);
      await expectNoViolations(page, 'start');
      for (const [story, word] of LANES) {
        await person.scan(campaign.stories[story]);
        await expectWord(page, word);
        await expectNoViolations(page, story);
      }
    });

    test(`no screen breaks WCAG 2.2 AA (${colorScheme})`, async ({ page }) => {
      for (const [key, name] of [
        ['2', 'check-in'],
        ['3', 'devices'],
        ['4', 'campaign'],
        ['5', 'barcodes'],
        ['6', 'connections'],
        ['7', 'settings'],
      ] as const) {
        await page.keyboard.press(`Control+${key}`);
        await page.waitForTimeout(600);
        await expectNoViolations(page, name);
      }
    });

    test(`no state of a check-in breaks WCAG 2.2 AA (${colorScheme})`, async ({ page }) => {
      const { scan } = keyboardOf(page);
      await page.keyboard.press('Control+2');
      await page.getByLabel('Name of the delivery').fill('Pallets');
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('button', { name: 'Paste a list' }).click();
      const list = `serial,box\n${campaign.stories.readyMac},BOX 1\nBAD,BOX 1`;
      await page.getByLabel(/Serial numbers, one per line/).fill(list);
      await page.getByRole('button', { name: 'Look at it' }).click();
      await page.getByRole('button', { name: 'Expect this device' }).waitFor();
      await expectNoViolations(page, 'the list as it was understood');
      await page.getByRole('button', { name: 'Expect this device' }).click();
      await page.keyboard.press('F6');
      const scans = [campaign.stories.readyMac, campaign.stories.inIntune, 'HELLO'];
      for (const code of [...scans, campaign.stories.readyMac]) {
        await scan(code);
        await expectNoViolations(page, `the outcome of ${code}`);
      }
      await page.getByRole('button', { name: /swollen battery/ }).click();
      await page.getByRole('button', { name: 'Label of Box 1' }).click();
      await page.getByRole('button', { name: 'Hand off …' }).click();
      await expectNoViolations(page, 'a hazard, labels and the hand-off');
    });

    test(`no act of the campaign breaks WCAG 2.2 AA (${colorScheme})`, async ({ page }) => {
      await keyboardOf(page).scan(badge);
      await expect(page.getByText('Mira Lang').first()).toBeVisible();
      await page.keyboard.press('Control+4');
      const acts = page.getByRole('radiogroup', { name: 'What to do' }).getByRole('radio');
      await page.getByLabel('Serial numbers').fill(`${campaign.stories.formerService} word`);
      await page.getByRole('button', { name: 'Move 1 device' }).click();
      await page.getByText('1 serial queued').waitFor();
      await page.getByRole('button', { name: 'Cancel …' }).click();
      for (const act of await acts.all()) {
        await act.click();
        await openAll(page);
        await expectNoViolations(page, (await act.textContent()) ?? '');
      }
      await page.getByLabel('Second person').fill('Ada Brandt');
      await page.getByRole('button', { name: 'Make the file for 1 device' }).click();
      await page.getByText('1 not taken').waitFor();
      await expectNoViolations(page, 'refused');
    });

    test(`no part of the campaign breaks WCAG 2.2 AA (${colorScheme})`, async ({ page }) => {
      const { scan } = keyboardOf(page);
      await scan(badge);
      await scan(campaign.stories.foreignService);
      await page.keyboard.press('Control+4');
      await page.getByRole('tab', { name: 'Progress' }).click();
      await page.locator('.recharts-surface').first().waitFor();
      await expectNoViolations(page, 'charts');
      for (const table of await page.getByRole('radio', { name: 'Table' }).all()) {
        await table.click();
      }
      await expectNoViolations(page, 'charts as tables');
      await page.getByRole('tab', { name: 'Stuck' }).click();
      await page
        .getByRole('button', { name: /^Act on these/ })
        .first()
        .waitFor();
      await expectNoViolations(page, 'lists');
      await page.getByRole('tab', { name: 'Set aside' }).click();
      await page.getByLabel('Serials').fill(campaign.stories.foreignService);
      await page.getByLabel('Why').selectOption('forRepair');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Bring back/ }).waitFor();
      await expectNoViolations(page, 'set aside');
    });

    test(`no step of the connections breaks WCAG 2.2 AA (${colorScheme})`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.keyboard.press('Control+6');
      const steps = page.getByRole('navigation', { name: 'Steps' });
      for (const step of STEPS) {
        await steps.getByRole('button', { name: step }).click();
        await openAll(page);
        await expectNoViolations(page, step);
      }
      await steps.getByRole('button', { name: 'Token and certificate' }).click();
      await page.getByRole('button', { name: 'Renew' }).first().click();
      await expectNoViolations(page, 'renewal');
      await steps.getByRole('button', { name: 'Apple' }).click();
      await page.getByRole('button', { name: 'Change' }).click();
      await openAll(page);
      await expectNoViolations(page, 'form');
      await page.getByLabel('Key ID').fill('another-key');
      await page.getByRole('button', { name: 'Keep and test' }).click();
      await expect(page.getByText(/checks? fails?\./)).toBeVisible({ timeout: 20_000 });
      await expectNoViolations(page, 'failed test');
    });
  });
}

function openAll(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

async function expectNoViolations(page: Page, where: string): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await inPage.run(document, { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(found, where).toEqual([]);
}

import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();

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
        ['2', 'devices'],
        ['3', 'campaign'],
        ['4', 'barcodes'],
        ['5', 'connections'],
        ['6', 'settings'],
      ] as const) {
        await page.keyboard.press(`Control+${key}`);
        await page.waitForTimeout(600);
        await expectNoViolations(page, name);
      }
    });
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

import axe from 'axe-core';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { expect, test } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';

test('a campaign lead filters, sorts, keeps a view and moves devices by keys alone', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const person = keyboardOf(page);
  const { keyboard } = page;
  const grid = page.getByRole('grid', { name: 'Devices' });
  const count = page.getByText(/ of 2,\d+$/).first();
  await person.scan(badge);
  await keyboard.press('Control+3');

  await test.step('what is not yet done is found, once the fleet is judged', async () => {
    await expect(count).toBeVisible({ timeout: 120_000 });
    await expect(page.getByText(/^Verdicts: /)).toBeHidden({ timeout: 120_000 });
    await tabToField(page, 'Verdict');
    await chooseByKeys(page, /NOT YET/);
    await expect(grid.getByText('NOT YET').first()).toBeVisible();
    await expect(grid.getByText('STOP')).toHaveCount(0);
  });

  await test.step('it is sorted by model, the other way round', async () => {
    await person.press('Model');
    await keyboard.press('Enter');
    await expect(grid.getByRole('columnheader', { name: 'Model' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  await test.step('the view is kept under a name', async () => {
    await person.press('Save view');
    await keyboard.type('To be moved');
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'To be moved' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  await test.step('three devices are chosen and queued, and it is said what became of them', async () => {
    await tabToRow(page);
    await keyboard.press(' ');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('3 devices chosen')).toBeVisible();
    await expectNoViolations(page);
    await person.press('Move');
    await keyboard.press('Enter');
    await expect(page.getByText(/^\d+ devices? (is|are) queued to be moved\.$/)).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('all of the filter are chosen by one key, and none of them again', async () => {
    await tabToRow(page);
    await keyboard.press('Control+A');
    await expect(page.getByText(/^All [\d,]+ of this filter$/)).toBeVisible();
    await person.press('Choose none');
    await expect(page.getByText(/of this filter/)).toBeHidden();
  });

  await test.step('the view of one name is shown again after all devices were', async () => {
    await person.press('All devices');
    await expect(grid.getByText('STOP').first()).toBeVisible();
    await person.press('To be moved');
    await expect(grid.getByText('STOP')).toHaveCount(0);
    await person.press('Delete view');
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'To be moved' })).toBeHidden();
  });
});

type Page = Parameters<typeof keyboardOf>[0];

async function tabToField(page: Page, label: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  for (let step = 0; step < 120; step += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${label}`);
}

/** Goes down a list that is closed until its choice is that. */
async function chooseByKeys(page: Page, wanted: RegExp): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    const text = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement instanceof HTMLSelectElement
        ? (activeElement.selectedOptions[0]?.text ?? '')
        : '';
    });
    if (wanted.test(text)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no choice like ${String(wanted)}`);
}

async function tabToRow(page: Page): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    const isRow = await page.evaluate(
      () => document.activeElement?.matches('.device-scroll [role=row]') ?? false,
    );
    if (isRow) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead to the rows');
}

async function expectNoViolations(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await inPage.run(document, { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(found).toEqual([]);
}

import { join } from 'node:path';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { codesOnPdf, readPdf, saveWith } from './documents.ts';
import { expect, test } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';
const serial = campaign.stories.readyMac;

test('the record of a reset is a page that can be read aloud, printed and verified', async ({
  running,
  home,
}) => {
  test.setTimeout(120_000);
  const { page } = running;
  const { scan, hold } = keyboardOf(page);
  await scan(badge);
  await scan(serial);
  await expectWord(page, 'RESET NOW', 60_000);
  // What the clouds still say meanwhile takes a confirmation back that was half given.
  await expect(async () => {
    await scan(serial);
    await hold('r');
    await expect(page.getByRole('region', { name: 'How to erase it' })).toBeVisible();
  }).toPass({ timeout: 60_000 });
  await expect(async () => {
    await scan(serial);
    await hold('e');
    await expect(page.getByText('Attested', { exact: true }).first()).toBeVisible();
  }).toPass({ timeout: 60_000 });
  await page.keyboard.press('Control+3');
  await page.getByRole('searchbox').fill(serial);
  await page
    .getByRole('row')
    .filter({ hasText: serial.slice(0, 4) })
    .last()
    .click();
  await page.getByRole('button', { name: 'Reset record' }).click();
  await expect(page.getByText('Attested by a person')).toBeVisible();
  const file = await saveWith(running, join(home, 'record.pdf'), 'Save as PDF …');
  const { text, info, fonts } = readPdf(file);
  expect(text).toContain('Attested by a person');
  expect(text).toContain('Mira Lang');
  expect(text.replaceAll(' ', '')).toContain(serial);
  expect(text).not.toMatch(/NIST/);
  expect(info).toMatch(/Tagged:\s+yes/);
  expect(info).toMatch(/Pages:\s+1\n/);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/yes\s+yes\s+yes/);
  expect(codesOnPdf(file)[0]).toMatch(
    new RegExp(`^RB1:${serial}:[0-9a-f-]{36}:\\d+:[0-9a-f]{64}$`),
  );
});

import { join } from 'node:path';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { codesOnPdf, readPdf, saveWith, unpack, verifyCodesIn } from './documents.ts';
import { expect, test } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';

const campaign = createSandbox();
campaign.clock.stop();
const badge = campaign.barcodes.find(({ code }) => code.startsWith('RB-OP-'))?.code ?? '';
const serial = campaign.stories.readyMac;
const STRANGER = 'F2LX001PQ7MD';

test('the reset records of a delivery are one document, and the code of each is checked by a scan and without us', async ({
  running,
  home,
}) => {
  test.setTimeout(300_000);
  const { page } = running;
  const { scan, hold } = keyboardOf(page);
  await test.step('a reset that somebody swore to', async () => {
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
  });
  const file = await test.step('one document for the delivery', async () => {
    await page.keyboard.press('Control+2');
    await page.getByLabel('Name of the delivery').fill('Delivery of Friday');
    await page.getByRole('button', { name: 'Begin' }).click();
    await scan(serial);
    await scan(STRANGER);
    await expect(page.getByTestId('scanned')).toHaveText('2');
    await page.getByRole('button', { name: 'Reset records of this delivery' }).click();
    await expect(page.getByText('Attested by a person').first()).toBeVisible();
    return saveWith(running, join(home, 'records.pdf'), 'Save as PDF …');
  });
  const { text, info } = readPdf(file);
  expect(info).toMatch(/Tagged:\s+yes/);
  expect(info).toMatch(/Pages:\s+2\n/);
  const [first = '', second = ''] = text.split('\f').map((each) => each.replaceAll(/\s+/g, ' '));
  expect(first).toContain('1 of 2 devices have a record of their reset.');
  expect(first).toMatch(/F2LX 001P Q7MD .*No reset was begun here\./);
  expect(second).toContain('Record of a factory reset');
  const [code = ''] = codesOnPdf(file, 2);
  expect(code).toMatch(new RegExp(`^RB1:${serial}:[0-9a-f-]{36}:\\d+:[0-9a-f]{64}$`));
  const forged = `${code.slice(0, -4)}${code.endsWith('0000') ? '1111' : '0000'}`;
  await test.step('the scan field of the bench says whether it matches', async () => {
    await page.keyboard.press('Control+1');
    // As a scanner with a clipboard gives it: a busy machine breaks a burst of 130 keys into pieces.
    const field = page.locator('[data-scan-field]');
    await field.fill(code);
    await field.press('Enter');
    await expectWord(page, 'RECORD MATCHES');
    await field.fill(forged);
    await field.press('Enter');
    await expectWord(page, 'RECORD DIFFERS');
  });
  await test.step('so does the page that goes with the evidence', async () => {
    await page.keyboard.press('Control+2');
    const zip = await saveWith(running, join(home, 'evidence.zip'), 'Evidence as ZIP …');
    const codes = [code, forged, code.slice(0, 50)];
    const [right, wrong, cut] = await verifyCodesIn(unpack(zip), [zip], codes);
    expect(right?.verdict).toMatch(/^PROVEN/);
    expect(right?.findings.join()).toContain(`The reset record of ${serial} stands in this ledger`);
    expect(wrong?.verdict).toBe('NOT PROVEN');
    expect(wrong?.findings.join()).toContain('its hash is another');
    expect(cut?.verdict).toBe('NOT PROVEN');
  });
});

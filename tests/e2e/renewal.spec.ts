import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { keyboardOf } from './keyboard.ts';
import { answerDialogs } from './stand-ins.ts';

test('the yearly renewal of a token is rehearsed from the key to the check', async ({
  running,
  home,
}) => {
  const { app, page } = running;
  const person = keyboardOf(page);
  const card = page.getByRole('region', { name: 'Aldermoor Offices' });
  await page.keyboard.press('Control+6');
  await person.press(/^3\. Token and certificate/);
  await expect(card).toContainText('ade-offices@aldermoor.example', { timeout: 30_000 });
  await person.press('Renew');
  await test.step("Intune's key is saved", async () => {
    await answerDialogs(app, join(home, 'key.pem'));
    await person.press('Save the key');
    await expect(card).toContainText('Done: key.pem');
  });
  await test.step("Apple's file is made, and chosen like any other", async () => {
    await answerDialogs(app, join(home, 'practice.p7m'));
    await person.press('Practice file from Apple');
    await person.press('Choose the file');
    await expect(card).toContainText('Done: practice.p7m');
  });
  await test.step('another account is noticed before Intune would', async () => {
    await person.type('Apple Account', 'somebody@aldermoor.example');
    await expect(card).toContainText('This token was made with ade-offices@aldermoor.example.');
    await person.type('Apple Account', 'ade-offices@aldermoor.example');
  });
  await test.step('Intune takes it, and it is good for a year', async () => {
    await person.press('Hand it to Intune and check');
    await expect(card).toContainText('Nothing fails.', { timeout: 20_000 });
    await expect(card).toContainText('in 365 days');
    const [, content = ''] = readFileSync(join(home, 'practice.p7m'), 'utf8').split('\r\n\r\n');
    expect(await page.content()).not.toContain(content.trim());
  });
});

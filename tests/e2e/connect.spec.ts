import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Connections, Organization, Tenant } from '../../src/core/connections.ts';
import { SERVICE } from '../../src/sandbox/campaign/organization.ts';
import { serveClouds, type CloudsOnLoopback } from '../sandbox/clouds-on-loopback.ts';
import { press } from '../sandbox/press.ts';
import { expect, launchApp, test, type RunningApp } from './fixture.ts';
import { expectWord, keyboardOf } from './keyboard.ts';
import { answerDialogs, keepBrowserClosed } from './stand-ins.ts';

const ACCOUNT = 'practice.admin@aldermoor.example';
const REASSIGN = 'POST api-business.apple.com/v1/orgDeviceActivities';

test('both clouds are connected from nothing, a device is moved, and no secret stays behind', async ({
  home,
}) => {
  test.setTimeout(240_000);
  const clouds = await serveClouds();
  const { organization, tenant } = accountsOf(clouds.connections);
  const key = clouds.sandbox.practiceKeys.apple[organization.id] ?? '';
  const first = await launchApp({ home, args: ['--live'] });
  await test.step('Apple is connected, and its test holds', () =>
    connectApple(first, { organization, keyFile: aFile(`${home}-key.pem`, key) }));
  await test.step('Microsoft is connected with the browser, and its test holds', () =>
    connectMicrosoft(first, tenant));
  await test.step('both clouds say what belongs together', () => chooseTarget(first.page));
  await test.step('the runway counts what is at Apple', () => readRunway(first.page, clouds));
  await test.step('a device of the former service is moved, with one request', () =>
    moveDevice(first.page, clouds));
  await test.step('a file for the old MDM holds what both clouds say may be reset', () =>
    orderReset(first, clouds, join(home, 'order.csv')));
  const seen = [await first.page.content(), first.output()];
  await first.app.close();

  const second = await launchApp({ home, args: ['--live'] });
  await test.step('after the next start the connections are there, and what was secret is asked for', () =>
    findKept(second.page));
  seen.push(await second.page.content(), second.output());
  await second.app.close();
  await clouds.close();
  await test.step('nothing secret is on disk, on the page or in what was printed', () => {
    const secrets = [...clouds.secrets, ...linesOf(key)];
    expect(clouds.secrets.size).toBeGreaterThan(4);
    expect(secrets.filter((secret) => seen.some((text) => text.includes(secret)))).toEqual([]);
    expect(filesWith(secrets, home)).toEqual([]);
  });
});

async function connectApple(
  { app, page }: RunningApp,
  given: { readonly organization: Organization; readonly keyFile: string },
): Promise<void> {
  const { organization, keyFile } = given;
  const person = keyboardOf(page);
  await answerDialogs(app, keyFile);
  await page.keyboard.press('Control+6');
  await person.press('Add an organization');
  await person.type('Name', organization.name);
  await person.type('Key ID', organization.keyId);
  await person.type('Client ID', organization.clientId);
  await person.press('Choose the .pem file');
  await expect(page.getByText(/Chosen: .*key\.pem/)).toBeVisible();
  await person.press('Advanced');
  await person.type('Address of the API', organization.apiBaseUrl);
  await person.type('Address of the sign-in', organization.tokenUrl);
  await person.press('Keep and test');
  const card = page.getByRole('region', { name: organization.name });
  await expect(card).toContainText('Nothing fails.', { timeout: 30_000 });
  await expect(card.getByRole('list', { name: 'What the test found' })).toContainText('holds');
}

async function connectMicrosoft({ app, page }: RunningApp, tenant: Tenant): Promise<void> {
  const person = keyboardOf(page);
  const nextPage = await keepBrowserClosed(app);
  const browse = () =>
    expect(async () => {
      const url = await nextPage();
      expect(url).toBeDefined();
      await press(url ?? '');
    }).toPass();
  await person.press('Continue: Microsoft');
  await person.type('Directory (tenant) ID', tenant.tenantId);
  await person.type('Application (client) ID', tenant.clientId);
  await person.press('Advanced');
  await person.type('Address of Graph', tenant.graphBaseUrl);
  await person.type('Address of the sign-in', tenant.authority);
  await person.press('Keep');
  await person.press('Sign in with the browser');
  await browse();
  await expect(page.getByText(`Signed in as ${ACCOUNT}`)).toBeVisible();
  const watching = page.getByRole('listitem').filter({ hasText: 'Changes nothing.' });
  await expect(watching).not.toContainText('missing');
  await person.press('Ask for it');
  await browse();
  const moving = page.getByRole('listitem').filter({ hasText: 'Sync a token and' });
  await expect(moving).not.toContainText('missing');
  await person.press('Test the connection');
  await expect(page.getByText('Nothing fails.')).toBeVisible({ timeout: 20_000 });
}

async function chooseTarget(page: Page): Promise<void> {
  const person = keyboardOf(page);
  await person.press('Continue: Token and certificate');
  await expect(page.getByRole('region', { name: 'Aldermoor Offices' })).toContainText(
    'ade-offices@aldermoor.example',
    { timeout: 20_000 },
  );
  await person.press('Continue: Targets');
  const offices = page.getByRole('region', { name: 'Intune Offices', exact: true });
  const confirm = offices.getByRole('button', { name: 'Yes, they belong together' });
  await confirm.focus({ timeout: 60_000 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of the target' })).toHaveValue(
    'Intune Offices',
  );
  for (const family of ['Apple TV', 'Apple Vision']) {
    await offices.getByRole('checkbox', { name: family }).focus();
    await page.keyboard.press('Space');
  }
  const role = page.getByRole('radiogroup', { name: 'What Fleetward MDM (old) is' });
  await role.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(role.getByRole('radio', { name: 'Former' })).toBeChecked();
  await person.press('Continue: Profiles');
  for (const family of ['iPhone', 'iPad', 'Mac']) {
    const choice = page.getByLabel(`Allow a profile – Intune Offices: ${family}`);
    await choice.selectOption(`Offices ${family}`);
    const chosen = page.getByRole('list', { name: `Intune Offices: ${family}` });
    await expect(chosen).toContainText(`Offices ${family}`);
  }
  await person.press('Continue: Ready');
  const tasks = page.getByRole('list', { name: 'What can be done' });
  await expect(tasks.getByRole('listitem').filter({ hasText: 'Watch' }).first()).toContainText(
    'possible',
  );
}

async function readRunway(page: Page, { sandbox }: CloudsOnLoopback): Promise<void> {
  const devices = [...sandbox.world.state.devices.values()];
  const onTarget = devices.filter(
    ({ isMember, serviceId }) => isMember && serviceId === SERVICE.offices,
  );
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { name: 'Campaign' })).toBeVisible();
  const targets = page.getByRole('region', { name: 'Targets' });
  await expect(targets).toContainText('Intune Offices → Aldermoor Offices');
  await expect(targets).toContainText(`${onTarget.length}`);
  const onboard = page.getByRole('list', { name: 'The six steps' }).getByRole('listitem').first();
  await expect(onboard).toContainText('Ready');
}

async function moveDevice(page: Page, { sandbox, requests }: CloudsOnLoopback): Promise<void> {
  const person = keyboardOf(page);
  const posts = () => requests.filter((request) => request === REASSIGN).length;
  await page.keyboard.press('Control+1');
  await person.scan('RB-OP-1042');
  await person.scan(sandbox.stories.formerService);
  await expectWord(page, 'NOT YET');
  await person.hold('f');
  await expectWord(page, 'WAIT');
  await expect.poll(posts, { timeout: 40_000 }).toBe(1);
  await person.hold('f');
  await page.waitForTimeout(3_000);
  expect(posts()).toBe(1);
}

/** Each device of the file is asked about anew, at both clouds, before it is written. */
async function orderReset({ app, page }: RunningApp, { sandbox }: CloudsOnLoopback, path: string) {
  await answerDialogs(app, path);
  await page.keyboard.press('Control+4');
  await page.getByRole('radio', { name: 'File for remote reset' }).click();
  await page.getByLabel('Serial numbers').fill(sandbox.stories.readyToReset);
  await page.getByLabel('Second person').fill('Ada Brandt');
  await page.getByRole('button', { name: 'Make the file for 1 device' }).click();
  await expect(page.getByText('The file holds 1 device')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Save the file' }).click();
  await expect(page.getByText('Saved as order.csv.')).toBeVisible();
  expect(readFileSync(path, 'utf8')).toContain(sandbox.stories.readyToReset);
}

async function findKept(page: Page): Promise<void> {
  await page.keyboard.press('Control+6');
  const card = page.getByRole('region', { name: 'Aldermoor Group' });
  await expect(card).toContainText('It is missing. Choose “Change” and give the file again.');
  await keyboardOf(page).press('Continue: Microsoft');
  await expect(page.getByLabel('Directory (tenant) ID')).not.toHaveValue('');
  await expect(page.getByRole('button', { name: 'Sign in with the browser' })).toBeVisible();
}

function accountsOf({ organizations: [organization], tenant }: Connections) {
  if (!organization || !tenant) throw new Error('The practice connections have both accounts.');
  return { organization, tenant };
}

function aFile(path: string, content: string): string {
  writeFileSync(path, content);
  return path;
}

/** Whoever has one of these lines has seen the key. */
function linesOf(pem: string): readonly string[] {
  return pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'));
}

/** The files below a folder that hold one of these texts. */
function filesWith(texts: readonly string[], folder: string): readonly string[] {
  const paths = globSync('**/*', { cwd: folder }).map((name) => join(folder, name));
  const files = paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  return files.filter((path) => {
    const content = readFileSync(path, 'latin1');
    return texts.some((text) => content.includes(text));
  });
}

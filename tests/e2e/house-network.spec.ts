import { expect, test as base, type RunningApp } from './fixture.ts';
import { openHouse, type House } from './house-proxy.ts';
import { keyboardOf } from './keyboard.ts';
import { openLive, organizationCard, testApple } from './live.ts';
import { aPerson, trustAuthority } from './person.ts';

const test = base.extend<{ readonly house: House }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  house: async ({}, provide) => {
    const house = await openHouse();
    await provide(house);
    await house.close();
  },
});

// Only Linux lets a test set up proxy and authorities for one program alone.
test.skip(process.platform !== 'linux');

test("Apple is asked through the system's proxy, whose authority the system trusts", async ({
  house,
  home,
}) => {
  const running = await openThere({ house, home, trusts: true });
  await testApple(running, house.clouds);
  await expect(organizationCard(running)).toContainText('Nothing fails.', { timeout: 20_000 });
  await running.app.close();
  expect(hostsOf(house)).toEqual(['apple-sign-in.resetbench.test', 'apple.resetbench.test']);
});

test("Microsoft is asked through the system's proxy, at its sign-in and at Graph", async ({
  house,
  home,
}) => {
  const running = await openThere({ house, home, trusts: true });
  await testMicrosoft(running, house);
  await expect(running.page.getByText('Nothing fails.')).toBeVisible({ timeout: 20_000 });
  await running.app.close();
  expect(hostsOf(house)).toEqual(['graph.resetbench.test', 'microsoft-sign-in.resetbench.test']);
});

test('an authority that the system does not trust is refused, with the cause and what to do', async ({
  house,
  home,
}) => {
  const running = await openThere({ house, home, trusts: false });
  await testApple(running, house.clouds);
  const card = organizationCard(running);
  await expect(card).toContainText('not one that this computer knows', { timeout: 20_000 });
  await expect(card).toContainText('have its root certificate installed on this computer');
  await running.app.close();
  expect(house.clouds.requests).toEqual([]);
});

test('a host that the system excepts from its proxy is not asked through it', async ({
  house,
  home,
}) => {
  const running = await openThere({ house, home, trusts: true, direct: '.resetbench.test' });
  await testApple(running, house.clouds);
  await expect(organizationCard(running)).toContainText('host cannot be looked up', {
    timeout: 20_000,
  });
  await running.app.close();
  expect(house.tunnels).toEqual([]);
});

interface Start {
  readonly house: House;
  readonly home: string;
  readonly trusts: boolean;
  /** The hosts that need no proxy. */
  readonly direct?: string;
}

/** The app of a person in that house. Both accounts are set up, but nobody has signed in. */
function openThere({ house, home, trusts, direct = '' }: Start): Promise<RunningApp> {
  const person = aPerson(home);
  if (trusts) trustAuthority(person);
  // A desktop with network settings of its own would not look at the environment.
  const system = { HOME: person, XDG_CURRENT_DESKTOP: 'XFCE' };
  const proxy = { https_proxy: house.proxyUrl, no_proxy: direct };
  const { connections } = house.clouds;
  // So that no name server of this machine has to be waited for.
  const args = ['--host-resolver-rules=MAP *.resetbench.test ~NOTFOUND'];
  return openLive({ home, connections, args, env: { ...system, ...proxy } });
}

/** The person's browser is outside of this test, so the sign-in is by a code that is typed elsewhere. */
async function testMicrosoft({ page }: RunningApp, { clouds }: House): Promise<void> {
  const person = keyboardOf(page);
  await person.press('Continue: Microsoft');
  await person.press('Use a device code');
  const code = await page
    .getByRole('group', { name: 'Device code' })
    .getByRole('status')
    .first()
    .innerText();
  await fetch(`${clouds.at.microsoftSignIn}/common/oauth2/deviceauth?otc=${code}`);
  await expect(page.getByText(/^Signed in as/)).toBeVisible();
  await person.press('Test the connection');
}

/** What went through the proxy; it is encrypted there on port 443 alone. */
function hostsOf({ tunnels }: House): readonly string[] {
  expect(tunnels.every((tunnel) => tunnel.endsWith(':443'))).toBe(true);
  return [...new Set(tunnels.map((tunnel) => tunnel.replace(/:443$/, '')))].toSorted();
}

import { describe, expect, it } from 'vitest';
import type { Connections } from '../../../src/core/connections.ts';
import { faultyClouds, type FaultyClouds } from './faulty-clouds.ts';
import { otherHost } from './other-hosts.ts';
import { reasonOf } from './told.ts';

function asApplication(connections: Connections): Connections {
  const { tenant } = connections;
  const auth = { kind: 'application', credential: 'secret' } as const;
  return { ...connections, tenant: tenant && { ...tenant, auth } };
}

function listing(bench: FaultyClouds) {
  return bench.through(bench.clouds.listing.run());
}

describe('a sign-in that ends in the middle of a listing', () => {
  it('at Apple is renewed once, and the listing goes on at its page', async () => {
    const bench = await faultyClouds();
    const running = bench.clouds.listing.run();
    await bench.pass(60_000, () => bench.arrived('GET api-business.apple.com/v1/orgDevices') === 1);
    bench.sandbox.world.state.appleBearers = [];
    expect(await bench.through(running)).toMatchObject({ ok: true, value: { isWhole: true } });
    expect(bench.arrived('account.apple.com')).toBe(2);
    const members = [...bench.sandbox.world.state.devices.values()].filter((each) => each.isMember);
    const known = members.filter(({ hardware }) =>
      bench.mirror.fact(hardware.serial, 'membership'),
    );
    expect(known).toHaveLength(members.length);
  });

  it('at Microsoft is renewed once, and the listing goes on', async () => {
    const bench = await faultyClouds({ change: asApplication });
    const running = bench.clouds.listing.run();
    await bench.pass(60_000, () => bench.arrived('importedAppleDeviceIdentities') === 1);
    const signIns = () => bench.arrived('POST login.microsoftonline.com');
    expect(signIns()).toBe(1);
    bench.sandbox.world.state.entra.bearers = [];
    expect(await bench.through(running)).toMatchObject({ ok: true, value: { isWhole: true } });
    expect(signIns()).toBe(2);
  });

  it('and is refused from then on ends the listing, in words', async () => {
    const bench = await faultyClouds();
    const running = bench.clouds.listing.run();
    await bench.pass(60_000, () => bench.arrived('GET api-business.apple.com/v1/orgDevices') === 1);
    bench.sandbox.world.faults.push({
      match: 'api-business.apple.com',
      kind: 'status',
      status: 401,
      times: Infinity,
    });
    const failed = await bench.through(running);
    expect(failed).toMatchObject({ ok: false, error: { kind: 'unauthorized' } });
    expect(bench.clouds.listing.state().failure).toBe('accountRefused');
    expect(bench.arrived('account.apple.com')).toBeLessThanOrEqual(3);
    reasonOf(await bench.check(bench.sandbox.stories.readyToReset));
  });
});

describe('a next page at another host', () => {
  it.each([
    ['Apple', 'GET https://api-business.apple.com/v1/orgDevices?limit', 'v1/orgDevices'],
    ['Microsoft', 'importedAppleDeviceIdentities?', 'beta/deviceManagement'],
  ])(
    'of %s is never asked for, and never taken for the end of the list',
    async (_, match, path) => {
      const other = await otherHost();
      const bench = await faultyClouds();
      bench.sandbox.world.faults.push({
        match,
        kind: 'altered',
        times: Infinity,
        change: (body) => withNext(body, `${other.url}/${path}?cursor=2`),
      });
      expect(await listing(bench)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
      expect(bench.clouds.listing.state().failure).toBe('unexpectedAnswer');
      expect(other.requests).toEqual([]);
      const others = bench.sockets.sent.filter(({ url }) => url.startsWith(other.url));
      expect(others).toEqual([]);
    },
  );

  it('that only looks like the cloud is another host', async () => {
    const bench = await faultyClouds();
    const home = bench.sockets;
    bench.sandbox.world.faults.push({
      match: 'GET https://api-business.apple.com/v1/orgDevices?limit',
      kind: 'altered',
      change: (body) => withNext(body, 'https://api-business.apple.com@resetbench.invalid/v1'),
    });
    expect(await listing(bench)).toMatchObject({ ok: false });
    expect(home.sent.filter(({ url }) => url.includes('resetbench.invalid'))).toEqual([]);
  });
});

describe('a page that breaks off in a listing', () => {
  it('is asked for again, and not one device is missing', async () => {
    const bench = await faultyClouds();
    bench.sandbox.world.faults.push(
      { match: 'GET https://api-business.apple.com/v1/orgDevices?', kind: 'cutOff' },
      { match: 'GET https://graph.microsoft.com/beta/', kind: 'cutOff' },
    );
    expect(await listing(bench)).toMatchObject({ ok: true, value: { isWhole: true } });
    const members = [...bench.sandbox.world.state.devices.values()].filter((each) => each.isMember);
    const missing = members.filter(
      ({ hardware }) => !bench.mirror.fact(hardware.serial, 'hardware'),
    );
    expect(missing).toEqual([]);
  });

  it('for good leaves nothing clear that the list alone would have to prove', async () => {
    const bench = await faultyClouds();
    bench.sandbox.world.faults.push({
      match: 'https://api-business.apple.com/',
      kind: 'cutOff',
      times: Infinity,
    });
    expect(await listing(bench)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    const { stories } = bench.sandbox;
    const lanes = Object.values(stories).map((serial) => bench.card(serial).verdict.lane);
    expect(lanes).not.toContain('clear');
  });
});

/** The same page, its next one elsewhere. */
function withNext(body: string, next: string): string {
  const page = JSON.parse(body) as Record<string, unknown>;
  const isApple = Array.isArray(page['data']);
  return JSON.stringify(
    isApple ? { ...page, links: { next } } : { ...page, '@odata.nextLink': next },
  );
}

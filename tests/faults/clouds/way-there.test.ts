import { describe, expect, it } from 'vitest';
import type { Connections } from '../../../src/core/connections.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { faultyClouds, type FaultyClouds } from './faulty-clouds.ts';
import { otherHost, untrustedHost } from './other-hosts.ts';
import { failureOf, reasonOf, toldAs } from './told.ts';

/** Both clouds at this address; the sign-in at Apple stays where it is. */
function bothAt(url: string) {
  return ({ organizations, tenant, policy }: Connections): Connections => ({
    policy,
    organizations: organizations.map((each) => ({ ...each, apiBaseUrl: url })),
    tenant: tenant && { ...tenant, graphBaseUrl: url },
  });
}

function appleSignInAt(url: string) {
  return (connections: Connections): Connections => ({
    ...connections,
    organizations: connections.organizations.map((each) => ({
      ...each,
      tokenUrl: `${url}/auth/oauth2/v2/token`,
    })),
  });
}

/** What a person is told of a read at Apple, and of one at Microsoft. */
async function tellings(bench: FaultyClouds) {
  const { apple, microsoft } = bench;
  const device = await bench.through(apple.readDevice(bench.sandbox.stories.readyToReset));
  const tokens = await bench.through(microsoft.listTokens());
  return [toldAs(failureOf(device)), toldAs(failureOf(tokens), 'microsoft')];
}

describe('a host that', () => {
  it('has no name is told as such, and nothing is clear', async () => {
    const bench = await faultyClouds({ change: bothAt('https://cloud.resetbench.invalid') });
    expect(await tellings(bench)).toEqual(['hostUnknown', 'hostUnknown']);
    reasonOf(await bench.check(bench.sandbox.stories.readyToReset));
    expect(bench.isOnline()).toBe(false);
  });

  it('shows a certificate that nobody vouches for never sees a request', async () => {
    const host = await untrustedHost();
    const bench = await faultyClouds({ change: bothAt(host.url) });
    expect(await tellings(bench)).toEqual(['tlsFailed', 'tlsFailed']);
    reasonOf(await bench.check(bench.sandbox.stories.readyToReset));
    expect(host.requests).toEqual([]);
  });

  it('takes no connection is told as such, and nothing is clear', async () => {
    const bench = await faultyClouds({ change: bothAt('http://127.0.0.1:9') });
    expect(await tellings(bench)).toEqual(['unreachable', 'unreachable']);
    reasonOf(await bench.check(bench.sandbox.stories.readyToReset));
  });

  it('is silent is given up after 30 seconds, and nothing is clear', async () => {
    const bench = await faultyClouds({ patience: 100 });
    await bench.through(bench.apple.listServices());
    const silence = { kind: 'slow', milliseconds: MINUTE, times: Infinity } as const;
    bench.sandbox.world.faults.push({ ...silence, match: 'https://' });
    expect(await tellings(bench)).toEqual(['timedOut', 'timedOut']);
    reasonOf(await bench.check(bench.sandbox.stories.readyToReset));
    const timeouts = new Set(bench.sockets.sent.map(({ request }) => request.timeoutMs));
    expect([...timeouts]).toEqual([30_000]);
  });
});

describe('the sign-in at Apple', () => {
  it.each([
    ['503', 'cloudDown'],
    ['429', 'throttled'],
  ])('answering %s is no reason to sign in again', async (status, cause) => {
    const bench = await faultyClouds();
    const headers = { 'Retry-After': '600' };
    const fault = { kind: 'status', status: Number(status), headers, times: Infinity } as const;
    bench.sandbox.world.faults.push({ ...fault, match: 'account.apple.com' });
    const { apple } = bench;
    const device = await bench.through(apple.readDevice(bench.sandbox.stories.readyToReset));
    expect(toldAs(failureOf(device))).toBe(cause);
    expect(bench.arrived('account.apple.com')).toBeLessThanOrEqual(4);
  });

  it.each([
    ['without a name', () => Promise.resolve('https://sign-in.resetbench.invalid'), 'hostUnknown'],
    ['behind a wrong certificate', async () => (await untrustedHost()).url, 'tlsFailed'],
    ['behind a closed port', () => Promise.resolve('http://127.0.0.1:9'), 'unreachable'],
  ] as const)('%s is told as what it is', async (_, url, cause) => {
    const bench = await faultyClouds({ change: appleSignInAt(await url()) });
    const { apple, sandbox } = bench;
    const device = await bench.through(apple.readDevice(sandbox.stories.readyToReset));
    expect(toldAs(failureOf(device))).toBe(cause);
    reasonOf(await bench.check(sandbox.stories.readyToReset));
    expect(bench.arrived('api-business.apple.com')).toBe(0);
  });

  it('that refuses the key is told as such, and is not asked again and again', async () => {
    const bench = await faultyClouds();
    const refusal = { kind: 'status', status: 400, body: '{"error":"invalid_client"}' } as const;
    bench.sandbox.world.faults.push({ ...refusal, match: 'account.apple.com', times: Infinity });
    const { apple, sandbox } = bench;
    const device = await bench.through(apple.readDevice(sandbox.stories.readyToReset));
    expect(toldAs(failureOf(device))).toBe('accountRefused');
    reasonOf(await bench.check(sandbox.stories.readyToReset));
    expect(bench.arrived('account.apple.com')).toBeLessThanOrEqual(3);
  });

  it('that leads elsewhere is not followed with the signed statement', async () => {
    const other = await otherHost();
    const bench = await faultyClouds();
    const headers = { Location: other.url };
    const redirect = { kind: 'status', status: 307, headers, times: Infinity } as const;
    bench.sandbox.world.faults.push({ ...redirect, match: 'account.apple.com' });
    const { apple, sandbox } = bench;
    const device = await bench.through(apple.readDevice(sandbox.stories.readyToReset));
    expect(toldAs(failureOf(device))).toBe('proxyInTheWay');
    expect(other.requests).toEqual([]);
  });
});

describe('an answer that leads to another host', () => {
  it.each([301, 302, 303, 307, 308])('by a %s is not followed', async (status) => {
    const other = await otherHost();
    const bench = await faultyClouds();
    const { faults } = bench.sandbox.world;
    const headers = { Location: `${other.url}/v1/orgDevices` };
    const redirect = { kind: 'status', status, headers, times: Infinity } as const;
    faults.push({ ...redirect, match: 'api-business.apple.com' });
    faults.push({ ...redirect, match: 'graph.microsoft.com' });
    expect(await tellings(bench)).toEqual(['proxyInTheWay', 'proxyInTheWay']);
    reasonOf(await bench.check(bench.sandbox.stories.readyToReset));
    expect(other.requests).toEqual([]);
  });

  it('to its own host is not followed either', async () => {
    const bench = await faultyClouds();
    const headers = { Location: '/v1/mdmServers' };
    const redirect = { kind: 'status', status: 302, headers, times: Infinity } as const;
    bench.sandbox.world.faults.push({ ...redirect, match: '/v1/orgDevices' });
    const { apple, sandbox } = bench;
    const device = await bench.through(apple.readDevice(sandbox.stories.readyToReset));
    expect(toldAs(failureOf(device))).toBe('proxyInTheWay');
    expect(bench.arrived('/v1/mdmServers')).toBe(0);
  });
});

describe('the sign-in at Microsoft', () => {
  it.each([
    ['without a name', () => Promise.resolve('https://login.resetbench.invalid'), 'hostUnknown'],
    ['behind a wrong certificate', async () => (await untrustedHost()).url, 'tlsFailed'],
    ['behind a closed port', () => Promise.resolve('http://127.0.0.1:9'), 'unreachable'],
  ] as const)('%s is told as what it is', async (_, url, cause) => {
    const bench = await faultyClouds({ change: microsoftSignInAt(await url()) });
    const { microsoft, sandbox } = bench;
    const tokens = await bench.through(microsoft.listTokens());
    expect(toldAs(failureOf(tokens), 'microsoft')).toBe(cause);
    reasonOf(await bench.check(sandbox.stories.readyToReset));
    expect(bench.arrived('graph.microsoft.com')).toBe(0);
  });

  it('that leads elsewhere is not followed with the secret', async () => {
    const other = await otherHost();
    const bench = await faultyClouds({ change: microsoftSignInAt() });
    const headers = { Location: other.url };
    const redirect = { kind: 'status', status: 307, headers, times: Infinity } as const;
    bench.sandbox.world.faults.push({ ...redirect, match: 'login.microsoftonline.com' });
    const tokens = await bench.through(bench.microsoft.listTokens());
    expect(toldAs(failureOf(tokens), 'microsoft')).toBe('proxyInTheWay');
    expect(other.requests).toEqual([]);
  });
});

/** The application signs in, here or where it always does. */
function microsoftSignInAt(url?: string) {
  return (connections: Connections): Connections => {
    const { tenant } = connections;
    const auth = { kind: 'application', credential: 'secret' } as const;
    const moved = url === undefined ? {} : { authority: `${url}/aldermoor.example` };
    return { ...connections, tenant: tenant && { ...tenant, auth, ...moved } };
  };
}

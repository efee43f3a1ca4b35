import { describe, expect, it } from 'vitest';
import { SECRET } from '../../../../src/core/connections.ts';
import { TASKS } from '../../../../src/core/setup/permissions.ts';
import { NoBearer } from '../../../../src/engine/clouds/http/cloud-failure.ts';
import { createMicrosoftCloud } from '../../../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { createLimiter } from '../../../../src/engine/clouds/quota/limiter.ts';
import { microsoftLimits } from '../../../../src/engine/clouds/quota/limits.ts';
import { nodeFetch } from '../../../../src/engine/live-world.ts';
import { TOKEN } from '../../../../src/sandbox/campaign/organization.ts';
import { press } from '../../../sandbox/press.ts';
import { valueOf } from '../cloud-bench.ts';
import { answersWith, openEntraBench, reaches, type EntraBench } from './entra-bench.ts';

const ACCOUNT = 'practice.admin@aldermoor.example';

describe('a person who signs in with the browser', () => {
  it('is signed in with what the tasks need, and may look into Graph', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    expect(signIn.state()).toEqual({ kind: 'signedIn', account: ACCOUNT, scopes: TASKS.watch });
    expect(await statusOf(bench, await signIn.bearer())).toBe(200);
  });

  it('sees that it is done, in a page without a script', async () => {
    const bench = await openEntraBench();
    const pages: Promise<string>[] = [];
    const signIn = bench.signInFor(async (url) => pages.push(press(url)) > 0);
    await signIn.begin('browser', ['watch']);
    const page = (await pages[0]) ?? '';
    expect(page).toContain('You are signed in.');
    expect(page).toContain('Angemeldet.');
    expect(page).not.toMatch(/<script|https?:/);
  });

  it('grants more later, and keeps what was granted before', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    await signIn.begin('browser', ['move']);
    expect(signIn.state()).toMatchObject({ scopes: [...TASKS.watch, ...TASKS.move] });
    expect(bench.opened[1]).toContain(encodeURIComponent(ACCOUNT));
    expect(bench.opened.join(' ')).not.toContain('PrivilegedOperations');
  });

  it('can stop it, which ends the waiting on this machine too', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor(() => Promise.resolve(true));
    const ended = signIn.begin('browser', ['watch']);
    await reaches(signIn, 'browser');
    while (bench.opened.length === 0) await new Promise(setImmediate);
    signIn.cancel();
    await ended;
    expect(signIn.state()).toMatchObject({ kind: 'failed', cause: { code: 'signInCancelled' } });
    await expect(answersWith(bench.opened[0] ?? '')).resolves.toBe('nobody listens');
  });

  it('who never comes back is given up after ten minutes', async () => {
    const bench = await openEntraBench();
    bench.sandbox.clock.setSpeed(60_000);
    const signIn = bench.signInFor(() => Promise.resolve(true));
    await signIn.begin('browser', ['watch']);
    expect(signIn.state()).toMatchObject({ cause: { code: 'signInTimedOut' } });
  });

  it('who thinks better of granting more stays signed in', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    const other = bench.signInFor(() => Promise.resolve(true));
    const ended = other.begin('browser', ['move']);
    await reaches(other, 'browser');
    other.cancel();
    await ended;
    expect(other.state()).toMatchObject({ kind: 'signedIn', scopes: TASKS.watch });
  });
});

describe('a person who signs in by a code', () => {
  it('types it elsewhere, and is signed in', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    const ended = signIn.begin('deviceCode', ['watch']);
    await reaches(signIn, 'deviceCode');
    const state = signIn.state();
    if (state.kind !== 'deviceCode') throw new Error('There is no code.');
    expect(state.expiresAt).toBeGreaterThan(bench.sandbox.clock.now());
    await fetch(`${state.address}?otc=${state.userCode}`);
    await ended;
    expect(signIn.state()).toMatchObject({ kind: 'signedIn', account: ACCOUNT });
  });

  it('is asked to do so where no browser can be opened', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor(() => Promise.resolve(false));
    void signIn.begin('browser', ['watch']);
    await reaches(signIn, 'deviceCode');
    signIn.cancel();
  });

  it('can stop it', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    const ended = signIn.begin('deviceCode', ['watch']);
    await reaches(signIn, 'deviceCode');
    signIn.cancel();
    await ended;
    expect(signIn.state()).toMatchObject({ cause: { code: 'signInCancelled' } });
  });

  it('and declines there has cancelled it', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    const ended = signIn.begin('deviceCode', ['watch']);
    await reaches(signIn, 'deviceCode');
    const state = signIn.state();
    if (state.kind === 'deviceCode') await fetch(`${state.address}?otc=${state.userCode}&deny`);
    await ended;
    expect(signIn.state()).toMatchObject({ cause: { code: 'signInCancelled' } });
  });
});

describe('a sign-in', () => {
  it('is renewed without a word when its token is refused', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch', 'move']);
    const first = await signIn.bearer();
    bench.entra.bearers = [];
    expect(await statusOf(bench, first)).toBe(401);
    const second = await signIn.bearer(first);
    expect(await statusOf(bench, second)).toBe(200);
    // Who was refused with the old one at the same moment gets the new one, not yet another.
    expect(await signIn.bearer(first)).toBe(second);
  });

  it('is renewed before its token ends', async () => {
    const bench = await openEntraBench();
    bench.entra.tokenLife = 60;
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    expect(await signIn.bearer()).not.toBe(await signIn.bearer());
  });

  it('outlives the run', async () => {
    const bench = await openEntraBench();
    await bench.signInFor().begin('browser', ['watch', 'move']);
    const next = bench.signInFor();
    await reaches(next, 'signedIn');
    expect(next.state()).toMatchObject({ scopes: [...TASKS.watch, ...TASKS.move] });
    expect(await statusOf(bench, await next.bearer())).toBe(200);
    expect(bench.opened).toHaveLength(1);
  });

  it('keeps its secrets in the secret store and nowhere else', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    const told: string[] = [];
    signIn.onChange(() => told.push(JSON.stringify(signIn.state())));
    await signIn.begin('browser', ['watch']);
    const bearer = await signIn.bearer();
    const canaries = [
      /sandbox-refresh-[\w-]+/.exec(bench.kept.get(SECRET.microsoftCache) ?? '')?.[0],
    ];
    expect(canaries[0]).toBeDefined();
    const elsewhere = [...told, ...bench.lines, ...bench.opened, ...bench.sent].join('\n');
    for (const secret of [...canaries, bearer]) expect(elsewhere).not.toContain(secret);
    expect([...bench.kept.keys()]).toEqual([SECRET.microsoftCache]);
  });

  it('is gone after signing out', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    await signIn.signOut();
    expect([signIn.state().kind, bench.kept.size]).toEqual(['signedOut', 0]);
    await expect(signIn.bearer()).rejects.toThrow(NoBearer);
    await expect(bench.signInFor().bearer()).rejects.toThrow('signedOut');
  });

  it('that Entra takes back ends, and says why', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    bench.entra.refreshTokens = [];
    await expect(signIn.bearer(await signIn.bearer())).rejects.toMatchObject({
      failure: { kind: 'unauthorized' },
    });
    expect(signIn.state()).toMatchObject({ kind: 'failed', cause: { code: 'signedOut' } });
  });

  it('is not lost with the network: that is told as what it is', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    const bearer = await signIn.bearer();
    bench.sandbox.controls.setOnline(false);
    await expect(signIn.bearer(bearer)).rejects.toMatchObject({
      failure: { kind: 'unreachable' },
    });
    expect(signIn.state().kind).toBe('signedIn');
    bench.sandbox.controls.setOnline(true);
    expect(await statusOf(bench, await signIn.bearer())).toBe(200);
  });

  it('carries a listing over the end of its token', async () => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    const { clock } = bench.sandbox;
    const cloud = createMicrosoftCloud({
      tenant: bench.tenant,
      fetch: nodeFetch,
      clock,
      limiter: createLimiter({ clock, rules: microsoftLimits('tenant') }),
      bearer: (refused) => signIn.bearer(refused),
    });
    const first = valueOf(await cloud.listIdentities(TOKEN.offices));
    bench.entra.bearers = [];
    const second = valueOf(await cloud.listIdentities(TOKEN.offices, first.next));
    expect(second.rows.length).toBeGreaterThan(0);
    expect(signIn.state().kind).toBe('signedIn');
  });

  it('asks no host but the authority', async () => {
    const bench = await openEntraBench();
    await bench.signInFor().begin('browser', ['watch']);
    const hosts = bench.sent.map((line) => new URL(line.split(' ')[1] ?? '').origin);
    expect([...new Set(hosts)]).toEqual([new URL(bench.tenant.authority).origin]);
  });
});

describe('a sign-in that fails', () => {
  it.each([
    [65_001, 'consentMissing'],
    [65_004, 'consentMissing'],
    [90_094, 'consentMissing'],
    [700_016, 'appUnknown'],
    [90_002, 'tenantUnknown'],
    [7_000_218, 'publicClientOff'],
    [50_011, 'redirectMissing'],
    [53_003, 'conditionalAccess'],
    [53_000, 'conditionalAccess'],
    [50_105, 'conditionalAccess'],
    [1_234, 'signedOut'],
  ])('with AADSTS%i names the cause %s', async (number, code) => {
    const bench = await openEntraBench();
    bench.entra.refusal = number;
    const signIn = bench.signInFor();
    await signIn.begin('browser', ['watch']);
    const byCode = bench.signInFor();
    await byCode.begin('deviceCode', ['watch']);
    expect([signIn.state(), byCode.state()]).toMatchObject([
      { kind: 'failed', cause: { code } },
      { kind: 'failed', cause: { code } },
    ]);
  });

  it('in a tenant that Entra does not know says so', async () => {
    const bench = await openEntraBench((tenant) => ({
      ...tenant,
      authority: `${new URL(tenant.authority).origin}/nowhere.example`,
    }));
    const signIn = bench.signInFor();
    await signIn.begin('deviceCode', ['watch']);
    expect(signIn.state()).toMatchObject({ cause: { code: 'tenantUnknown' } });
  });

  it('without a network says so', async () => {
    const bench = await openEntraBench();
    bench.sandbox.controls.setOnline(false);
    const signIn = bench.signInFor();
    await signIn.begin('deviceCode', ['watch']);
    expect(signIn.state()).toMatchObject({ cause: { code: 'unreachable' } });
  });

  it.each([
    ['a web page', { kind: 'malformed', body: '<!doctype html>' }, 'proxyInTheWay'],
    ['a server error', { kind: 'status', status: 503 }, 'cloudDown'],
    ['a limit', { kind: 'status', status: 429, headers: { 'Retry-After': '30' } }, 'throttled'],
  ] as const)('because of %s in between says so', async (_, fault, code) => {
    const bench = await openEntraBench();
    const signIn = bench.signInFor();
    bench.sandbox.world.faults.push({ match: 'devicecode', times: 9, ...fault });
    await signIn.begin('deviceCode', ['watch']);
    expect(signIn.state()).toMatchObject({ kind: 'failed', cause: { code } });
  });
});

/** Graph's answer to that bearer. */
async function statusOf(bench: EntraBench, bearer: string): Promise<number> {
  const url = `${bench.tenant.graphBaseUrl}/beta/deviceManagement/depOnboardingSettings`;
  return (await fetch(url, { headers: { Authorization: `Bearer ${bearer}` } })).status;
}

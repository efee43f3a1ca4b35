import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TASKS } from '../../../src/core/setup/permissions.ts';
import { GRAPH, openTestBench, type TestBench } from '../bench.ts';

const VERIFIER = 'a-verifier-that-nobody-else-knows';
const REDIRECT = 'http://localhost:50123';

function openBench() {
  const bench = openTestBench();
  const { tenant } = bench.sandbox.connections;
  const login = `https://login.microsoftonline.com/${tenant?.tenantId}`;
  return { ...bench, login, clientId: tenant?.clientId ?? '' };
}
type Bench = TestBench & { readonly login: string; readonly clientId: string };

async function authorize({ get, login, clientId }: Bench, change: Record<string, string> = {}) {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'form_post',
    redirect_uri: REDIRECT,
    scope: TASKS.watch.map((name) => `${GRAPH}/${name}`).join(' '),
    state: 'the-state',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  });
  const { text } = await get(`${login}/oauth2/v2.0/authorize?${query.toString()}`);
  return { text, code: /name="code" value="([^"]+)"/.exec(text)?.[1] ?? '' };
}

async function redeem(bench: Bench, code: string, change: Record<string, string> = {}) {
  const form = new URLSearchParams({
    client_id: bench.clientId,
    grant_type: 'authorization_code',
    code,
    code_verifier: VERIFIER,
    redirect_uri: REDIRECT,
    ...change,
  });
  const request = { method: 'POST' as const, headers: {}, body: form.toString(), timeoutMs: 1_000 };
  const answer = await bench.sandbox.fetch(`${bench.login}/oauth2/v2.0/token`, request);
  return JSON.parse(await answer.text()) as Record<string, unknown>;
}

const listing = `${GRAPH}/beta/deviceManagement/depOnboardingSettings`;

describe('the simulated Entra', () => {
  it('gives tokens for a code, and Graph takes them for as long as they are good', async () => {
    const bench = openBench();
    const tokens = await redeem(bench, (await authorize(bench)).code);
    const signedIn = { Authorization: `Bearer ${String(tokens['access_token'])}` };
    expect((await bench.get(listing, signedIn)).status).toBe(200);
    await bench.clock.advance(3_600_000);
    expect((await bench.get(listing, signedIn)).status).toBe(401);
  });

  it.each([
    ['by somebody who did not begin it', { code_verifier: 'another' }],
    ['at another address', { redirect_uri: 'http://localhost:1' }],
    ['for another code', { code: 'sandbox-code-none' }],
  ])('gives none for a code that is handed in %s', async (_, change) => {
    const bench = openBench();
    const { code } = await authorize(bench);
    expect(await redeem(bench, code, change)).toMatchObject({ error: 'invalid_grant' });
  });

  it('takes a code once, and not after ten minutes', async () => {
    const bench = openBench();
    const { code } = await authorize(bench);
    await redeem(bench, code);
    expect(await redeem(bench, code)).toMatchObject({ error: 'invalid_grant' });
    const late = await authorize(bench);
    await bench.clock.advance(600_000);
    expect(await redeem(bench, late.code)).toMatchObject({ error: 'invalid_grant' });
  });

  it.each([
    ['another redirect', { redirect_uri: 'https://elsewhere.example' }, 'AADSTS50011'],
    ['an unknown application', { client_id: 'nobody' }, 'AADSTS700016'],
    ['a code in the address', { response_mode: 'query' }, 'AADSTS90014'],
  ])('sends nobody back for %s, and says so on its own page', async (_, change, number) => {
    const { text } = await authorize(openBench(), change);
    expect(text).toContain(number);
    expect(text).not.toContain('<form');
  });

  it('is saved without anything that opens it', async () => {
    const bench = openBench();
    const open = await authorize(bench);
    const { code } = await authorize(bench);
    const tokens = await redeem(bench, code);
    const saved = bench.sandbox.save();
    const secrets = [open.code, tokens['access_token'], tokens['refresh_token']].map(String);
    for (const secret of secrets) expect(saved).not.toContain(secret);
  });
});

import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { APPLE, openTestBench, type TestBench } from '../bench.ts';

const SERVICES = `${APPLE}/v1/mdmServers`;
const TOKEN_URL = 'https://account.apple.com/auth/oauth2/v2/token';

type Sandbox = TestBench['sandbox'];
interface Statement {
  readonly key: string;
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
  readonly encoding: 'ieee-p1363' | 'der';
}

/** A statement that Apple accepts. */
function aStatement(sandbox: Sandbox): Statement {
  const [organization] = sandbox.connections.organizations;
  if (!organization) throw new Error('The sandbox has no organization.');
  const now = Math.floor(sandbox.world.now() / SECOND);
  return {
    key: sandbox.practiceKeys.apple[organization.id] ?? '',
    header: { alg: 'ES256', kid: organization.keyId },
    claims: {
      iss: organization.clientId,
      sub: organization.clientId,
      aud: TOKEN_URL,
      iat: now,
      exp: now + 900,
      jti: randomUUID(),
    },
    encoding: 'ieee-p1363',
  };
}

function signed({ key, header, claims, encoding }: Statement): string {
  const content = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const options = { key: createPrivateKey(key), dsaEncoding: encoding };
  return `${content}.${sign('sha256', Buffer.from(content), options).toString('base64url')}`;
}

async function ask(sandbox: Sandbox, assertion: string, form: Record<string, string> = {}) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: sandbox.connections.organizations[0]?.clientId ?? '',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'business.api',
    ...form,
  }).toString();
  const request = { method: 'POST', headers: {}, body, timeoutMs: 9 } as const;
  const answer = await sandbox.fetch(TOKEN_URL, request);
  const text = await answer.text();
  return { status: answer.status, text, json: text === '' ? {} : (JSON.parse(text) as object) };
}

async function bearerOf(sandbox: Sandbox): Promise<string> {
  const { json } = await ask(sandbox, signed(aStatement(sandbox)));
  return 'access_token' in json ? String(json.access_token) : '';
}

const authorized = (bearer: string) => ({ Authorization: `Bearer ${bearer}` });

describe("the sandbox's sign-in at Apple", () => {
  it('gives a new bearer each time, good for an hour', async () => {
    const { sandbox, get, clock } = openTestBench();
    const { json } = await ask(sandbox, signed(aStatement(sandbox)));
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3_600, scope: 'business.api' });
    const [first, second] = [await bearerOf(sandbox), await bearerOf(sandbox)];
    expect(first).not.toBe(second);
    await clock.advance(HOUR - MINUTE);
    expect((await get(SERVICES, authorized(first))).status).toBe(200);
    await clock.advance(2 * MINUTE);
    expect((await get(SERVICES, authorized(first))).status).toBe(401);
  });

  it.each<[string, (good: Statement, now: number) => Partial<Statement>]>([
    ['another key', () => ({ key: anotherKey() })],
    ["OpenSSL's form of a signature", () => ({ encoding: 'der' })],
    ['an unknown key id', ({ header }) => ({ header: { ...header, kid: 'somebody-else' } })],
    ['another algorithm', ({ header }) => ({ header: { ...header, alg: 'none' } })],
    ['another client', ({ claims }) => ({ claims: { ...claims, sub: 'BUSINESSAPI.1' } })],
    ['another audience', ({ claims }) => ({ claims: { ...claims, aud: 'https://apple.com' } })],
    ['no id of its own', ({ claims }) => ({ claims: { ...claims, jti: '' } })],
    ['an end in the past', ({ claims }, now) => ({ claims: { ...claims, exp: now - 1 } })],
    [
      'a life of more than 180 days',
      ({ claims }, now) => ({ claims: { ...claims, exp: now + 181 * (DAY / SECOND) } }),
    ],
    [
      'a beginning two minutes from now',
      ({ claims }, now) => ({ claims: { ...claims, iat: now + 120 } }),
    ],
  ])('refuses a statement with %s', async (_name, change) => {
    const { sandbox } = openTestBench();
    const good = aStatement(sandbox);
    const now = Math.floor(sandbox.world.now() / SECOND);
    const answer = await ask(sandbox, signed({ ...good, ...change(good, now) }));
    expect([answer.status, answer.json]).toEqual([
      400,
      { error: 'invalid_client', error_description: 'client authentication failed' },
    ]);
  });

  it('takes no statement twice', async () => {
    const { sandbox } = openTestBench();
    const assertion = signed(aStatement(sandbox));
    expect((await ask(sandbox, assertion)).status).toBe(200);
    expect((await ask(sandbox, assertion)).json).toMatchObject({ error: 'invalid_client' });
  });

  it('refuses what is no statement, and the scope of the other kind of account', async () => {
    const { sandbox } = openTestBench();
    for (const nonsense of ['', 'a.b.c', 'head.claims.signature.more']) {
      expect((await ask(sandbox, nonsense)).json).toMatchObject({ error: 'invalid_client' });
    }
    const answer = await ask(sandbox, signed(aStatement(sandbox)), { scope: 'school.api' });
    expect(answer.json).toMatchObject({ error: 'invalid_scope' });
  });

  it('answers 400 to whoever asks for token after token', async () => {
    const { sandbox, clock } = openTestBench();
    for (let tokens = 0; tokens < 20; tokens += 1) await bearerOf(sandbox);
    expect(await ask(sandbox, signed(aStatement(sandbox)))).toMatchObject({
      status: 400,
      text: '',
    });
    await clock.advance(MINUTE);
    expect(await bearerOf(sandbox)).not.toBe('');
  });

  it('knows a bearer again after a restart, and has not written it down', async () => {
    const { sandbox, clock } = openTestBench();
    const bearer = await bearerOf(sandbox);
    const saved = sandbox.save();
    expect(saved).not.toContain(bearer);
    const restarted = createSandbox({ saved, clock: createManualClock(clock.now()) });
    const headers = { ...authorized(bearer), Accept: 'application/json' };
    const answer = await restarted.fetch(SERVICES, { method: 'GET', headers, timeoutMs: 9 });
    expect(answer.status).toBe(200);
  });
});

function anotherKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

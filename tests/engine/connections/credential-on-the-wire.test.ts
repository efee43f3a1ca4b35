import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SECRET, type Tenant } from '../../../src/core/connections.ts';
import type { Fetch, SecretStore } from '../../../src/core/ports.ts';
import { composeEngine } from '../../../src/engine/compose.ts';
import { nodeFetch } from '../../../src/engine/live-world.ts';
import { createMemorySecrets } from '../../../src/engine/memory-secrets.ts';
import { PRACTICE_SECRET } from '../../../src/sandbox/microsoft-cloud/client-proof.ts';
import { serveClouds } from '../../sandbox/clouds-on-loopback.ts';
import { makeCertificate } from '../clouds/microsoft/certificate.ts';
import { browse } from '../clouds/microsoft/entra-bench.ts';
import { aHome, TestEngine } from '../desk/an-engine.ts';

type Kind = 'certificate' | 'secret';
const { microsoftCredential, microsoftCredentialDraft } = SECRET;

/** A live bench without Apple, Entra on a socket, and all that was sent there as it reads without its encoding. */
async function aBench(store: (usual: SecretStore) => SecretStore = (usual) => usual) {
  const clouds = await serveClouds();
  onTestFinished(clouds.close);
  const { connections, sandbox } = clouds;
  if (!connections.tenant) throw new Error('the practice connections have a tenant');
  const home = aHome();
  mkdirSync(path.join(home, 'live'));
  const file = path.join(home, 'live', 'connections.json');
  writeFileSync(file, JSON.stringify({ ...connections, organizations: [], tenant: null }));
  const sent: string[] = [];
  const fetch: Fetch = (url, request) => {
    sent.push(decodeURIComponent((request.body ?? '').replaceAll('+', ' ')));
    return nodeFetch(url, request);
  };
  const secrets = store(createMemorySecrets());
  const given = {
    mode: 'live',
    home,
    role: 'visitor',
    openBrowser: browse,
    log: () => {},
  } as const;
  const composed = await composeEngine({ ...given, secrets, fetch });
  if (!composed.ok) throw new Error(composed.error.code);
  const bench = new TestEngine(composed.value, () => composed.value.close());
  onTestFinished(bench.close);
  const { tenant } = connections;
  const as = (credential: Kind, change: Partial<Tenant> = {}): Tenant => ({
    ...tenant,
    auth: { kind: 'application', credential },
    ...change,
  });
  const signIn = async () => (await bench.ask('connections.read', {})).signIn;
  const { entra } = sandbox.world.state;
  return { bench, secrets, sent, as, signIn, entra };
}

type Bench = Awaited<ReturnType<typeof aBench>>;

/** Chooses it, keeps it with this tenant, and waits until the bench has signed in with it. */
async function signInWith(stand: Bench, kind: Kind, value: string): Promise<void> {
  await stand.secrets.write(microsoftCredentialDraft(kind), value);
  await stand.bench.ask('connections.keepTenant', stand.as(kind));
  await stand.bench.until(async () => (await stand.signIn()).kind === 'signedIn');
}

it('a certificate that is kept is sent to nobody as a secret when the kind is changed', async () => {
  const stand = await aBench();
  const { pem, certificate } = makeCertificate();
  stand.entra.certificate = certificate;
  await signInWith(stand, 'certificate', pem);
  await stand.bench.ask('connections.keepTenant', stand.as('secret'));
  await stand.bench.until(async () => (await stand.signIn()).kind === 'failed');
  expect(await stand.signIn()).toMatchObject({ cause: { code: 'credentialWrong' } });
  expect(stand.sent.join('\n')).toContain('client_assertion');
  expect(stand.sent.filter((body) => body.includes('-----BEGIN '))).toEqual([]);
  expect(await stand.secrets.read(microsoftCredential)).toBeUndefined();
});

it.each([
  ['tenant', { tenantId: 'another.example' }],
  ['app registration', { clientId: '99999999-8888-7777-6666-555555555555' }],
  ['cloud', { cloud: 'usGovL4' }],
  ['authority', { authority: 'http://127.0.0.1:9/another.example' }],
] as const)('a secret is not sent for another %s than its own', async (_of, change) => {
  const stand = await aBench();
  await signInWith(stand, 'secret', PRACTICE_SECRET);
  expect(stand.sent.join('\n')).toContain(PRACTICE_SECRET);
  const before = stand.sent.length;
  const view = await stand.bench.ask('connections.keepTenant', stand.as('secret', change));
  expect(view.hasCredential).toBe(false);
  await stand.bench.until(async () => (await stand.signIn()).kind === 'failed');
  expect(stand.sent.slice(before).filter((body) => body.includes(PRACTICE_SECRET))).toEqual([]);
  expect(await stand.secrets.read(microsoftCredential)).toBeUndefined();
});

it('a secret that the store does not forget is not sent for another tenant either', async () => {
  const refused = () => Promise.reject(new Error('refused'));
  const stand = await aBench((usual) => ({
    ...usual,
    remove: (name) => (name === microsoftCredential ? refused() : usual.remove(name)),
  }));
  await signInWith(stand, 'secret', PRACTICE_SECRET);
  expect(stand.sent.join('\n')).toContain(PRACTICE_SECRET);
  const before = stand.sent.length;
  const other = stand.as('secret', { tenantId: 'another.example' });
  const reply = await stand.bench.reply('connections.keepTenant', other);
  expect(reply).toMatchObject({ error: { code: 'formerSecretNotRemoved' } });
  // The same once more: nothing has changed, and it begins to sign in.
  await stand.bench.ask('connections.keepTenant', other);
  await stand.bench.until(async () => (await stand.signIn()).kind === 'failed');
  expect(stand.sent.slice(before).filter((body) => body.includes(PRACTICE_SECRET))).toEqual([]);
});

it('a secret goes on with its tenant where nothing but the address of Graph is changed', async () => {
  const stand = await aBench();
  await signInWith(stand, 'secret', PRACTICE_SECRET);
  const graphBaseUrl = 'http://127.0.0.1:9';
  const view = await stand.bench.ask(
    'connections.keepTenant',
    stand.as('secret', { graphBaseUrl }),
  );
  expect(view.hasCredential).toBe(true);
});

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isDraft, SECRET, type Tenant } from '../../../src/core/connections.ts';
import type { SecretStore } from '../../../src/core/ports.ts';
import { readKeptCredential } from '../../../src/engine/clouds/microsoft/kept-credential.ts';
import { composeEngine, type ComposeOptions } from '../../../src/engine/compose.ts';
import { createMemorySecrets } from '../../../src/engine/memory-secrets.ts';
import { connections } from '../../../src/sandbox/campaign/organization.ts';
import { aHome, TestEngine } from '../desk/an-engine.ts';

const {
  tenant,
  organizations: [organization],
} = connections;
if (!tenant || !organization) throw new Error('the practice connections have both accounts');
const otherTenant = { ...tenant, tenantId: 'another' };

/** The practice connections with a credential, and a data folder that can be made to refuse every change. */
async function aBench(options: Partial<ComposeOptions> = {}) {
  const home = aHome();
  const usual = createMemorySecrets({ [SECRET.microsoftCredential]: 'the credential' });
  const { secrets = usual } = options;
  const given = { mode: 'sandbox', home, role: 'visitor', log: () => {} } as const;
  const composed = await composeEngine({ ...given, ...options, secrets });
  if (!composed.ok) throw new Error(composed.error.code);
  const bench = new TestEngine(composed.value, () => composed.value.close());
  onTestFinished(bench.close);
  return {
    bench,
    secrets,
    // Even root cannot write a file where a folder is.
    refuse: () => mkdirSync(path.join(home, 'sandbox', 'connections.json.new')),
  };
}

describe('a change that the disk refuses', () => {
  it.each([
    ['connections.removeTenant', {}],
    ['connections.keepTenant', otherTenant],
  ] as const)('leaves the sign-in and the credential as they were: %s', async (call, input) => {
    const { bench, secrets, refuse } = await aBench();
    refuse();
    expect(await bench.reply(call, input)).toMatchObject({ error: { code: 'settingsNotKept' } });
    const view = await bench.ask('connections.read', {});
    expect(view.signIn.kind).toBe('signedIn');
    expect(await secrets.read(SECRET.microsoftCredential)).toBe('the credential');
  });
});

describe('a change of connections from a settings file', () => {
  it.each([
    ['connections.removeTenant', {}],
    ['connections.keepTenant', otherTenant],
  ] as const)('leaves the sign-in and the credential as they were: %s', async (call, input) => {
    const { bench, secrets } = await aBench({ settings: connections });
    expect(await bench.reply(call, input)).toMatchObject({ error: { code: 'settingsManaged' } });
    const view = await bench.ask('connections.read', {});
    expect(view.signIn.kind).toBe('signedIn');
    expect(await secrets.read(SECRET.microsoftCredential)).toBe('the credential');
  });
});

describe('a change that is kept', () => {
  it('takes sign-in and credential along with the tenant, and says so at once', async () => {
    const { bench, secrets } = await aBench();
    const view = await bench.ask('connections.removeTenant', {});
    expect(view.signIn.kind).toBe('signedOut');
    expect(await secrets.read(SECRET.microsoftCredential)).toBeUndefined();
  });

  it('signs nobody in at another tenant who was signed in at the one before', async () => {
    const { bench } = await aBench();
    const view = await bench.ask('connections.keepTenant', otherTenant);
    expect(view.signIn.kind).toBe('signedOut');
  });
});

describe('a store that refuses to forget a secret', () => {
  const refusing = (): SecretStore => ({
    ...createMemorySecrets({
      [SECRET.appleKey(organization.id)]: 'a key',
      [SECRET.microsoftCredential]: 'the credential',
    }),
    remove: () => Promise.reject(new Error('refused')),
  });

  it.each([
    ['connections.removeOrganization', { organizationId: organization.id }],
    ['connections.removeTenant', {}],
  ] as const)('is told, and what it belonged to is gone all the same: %s', async (call, input) => {
    const { bench } = await aBench({ secrets: refusing() });
    expect(await bench.reply(call, input)).toMatchObject({ error: { code: 'secretNotRemoved' } });
    const { connections: kept } = await bench.ask('connections.read', {});
    const left = call === 'connections.removeTenant' ? kept.tenant : kept.organizations[0];
    expect(left ?? null).toBeNull();
  });
});

describe('a store that refuses to forget the sign-in from before', () => {
  it('is told as that of another tenant, which is kept all the same', async () => {
    const usual = createMemorySecrets();
    const remove = (name: string) =>
      isDraft(name) ? usual.remove(name) : Promise.reject(new Error('refused'));
    const { bench } = await aBench({ secrets: { ...usual, remove } });
    const reply = await bench.reply('connections.keepTenant', otherTenant);
    expect(reply).toMatchObject({ error: { code: 'formerSecretNotRemoved' } });
    const { connections: kept } = await bench.ask('connections.read', {});
    expect(kept.tenant).toEqual(otherTenant);
  });
});

describe('a store of secrets that cannot be read', () => {
  it('has none, and the rest of the connections is shown', async () => {
    const read = () => Promise.reject(new Error('refused'));
    const { bench } = await aBench({ secrets: { ...createMemorySecrets(), read } });
    const view = await bench.ask('connections.read', {});
    expect([view.keysOf, view.hasCredential]).toEqual([[], false]);
    const upload = { tokenId: 'any', appleId: 'a@b.example', isRenewal: true };
    const reply = await bench.reply('connections.uploadToken', upload);
    expect(reply).toMatchObject({ ok: false, error: { code: 'secretMissing' } });
  });
});

describe('a credential for Microsoft that was chosen', () => {
  const { microsoftCredential, microsoftCredentialDraft } = SECRET;
  const asApplication = (credential: 'certificate' | 'secret') => ({
    ...tenant,
    auth: { kind: 'application' as const, credential },
  });
  const aStore = () =>
    createMemorySecrets({
      [microsoftCredential]: 'the one before',
      [microsoftCredentialDraft('secret')]: 'the chosen one',
    });
  const credentialsIn = async (secrets: SecretStore, kept: Tenant = tenant) => [
    await readKeptCredential(secrets, kept),
    await secrets.read(microsoftCredentialDraft('secret')),
  ];

  it('is the one of the bench as soon as its tenant is kept', async () => {
    const { bench, secrets } = await aBench({ secrets: aStore() });
    const view = await bench.ask('connections.keepTenant', asApplication('secret'));
    const credentials = await credentialsIn(secrets, asApplication('secret'));
    expect(credentials).toEqual(['the chosen one', undefined]);
    expect(view.hasCredential).toBe(true);
  });

  it('is there for its own kind alone', async () => {
    const { bench } = await aBench({ secrets: aStore() });
    await bench.ask('connections.keepTenant', asApplication('secret'));
    const view = await bench.ask('connections.keepTenant', asApplication('certificate'));
    expect(view.hasCredential).toBe(false);
  });

  it('is signed in with at once, also where the tenant is the same', async () => {
    const { bench } = await aBench({ secrets: aStore() });
    await bench.ask('connections.keepTenant', asApplication('secret'));
    await bench.ask('connections.signOut', {});
    await bench.ask('connections.keepTenant', asApplication('secret'));
    await bench.until(async () => {
      const { signIn } = await bench.ask('connections.read', {});
      return signIn.kind === 'signedIn';
    });
  });

  it.each([
    ['another kind is kept, with what was there for the kind before', asApplication('certificate')],
    ['a person is to sign in, as before', tenant],
  ])('is given up when %s', async (_when, kept) => {
    const { bench, secrets } = await aBench({ secrets: aStore() });
    await bench.ask('connections.keepTenant', kept);
    const left = kept === tenant ? 'the one before' : undefined;
    expect(await credentialsIn(secrets)).toEqual([left, undefined]);
  });

  it('goes with the tenant, and is never taken along to another', async () => {
    const { bench, secrets } = await aBench({ secrets: aStore() });
    await bench.ask('connections.removeTenant', {});
    const another = { ...asApplication('secret'), tenantId: 'another' };
    const view = await bench.ask('connections.keepTenant', another);
    expect(view.hasCredential).toBe(false);
    expect(await credentialsIn(secrets, another)).toEqual([undefined, undefined]);
  });

  it('changes nothing until then, and nothing when it is given up', async () => {
    const { bench, secrets } = await aBench({ secrets: aStore() });
    await bench.ask('connections.discardCredential', {});
    expect(await credentialsIn(secrets)).toEqual(['the one before', undefined]);
  });

  it('waits for another try when the tenant is not kept', async () => {
    const { bench, secrets, refuse } = await aBench({ secrets: aStore() });
    refuse();
    const reply = await bench.reply('connections.keepTenant', asApplication('secret'));
    expect(reply).toMatchObject({ error: { code: 'settingsNotKept' } });
    expect(await credentialsIn(secrets)).toEqual(['the one before', 'the chosen one']);
  });

  it('is told as not kept when the store refuses it', async () => {
    const write = () => Promise.reject(new Error('refused'));
    const { bench } = await aBench({ secrets: { ...aStore(), write } });
    const reply = await bench.reply('connections.keepTenant', asApplication('secret'));
    expect(reply).toMatchObject({ error: { code: 'settingsNotKept' } });
  });
});

describe('an Apple key that was chosen', () => {
  const { appleKey, appleKeyDraft } = SECRET;
  const id = organization.id;
  const aStore = () =>
    createMemorySecrets({
      [appleKey(id)]: 'the one before',
      [appleKeyDraft(id)]: 'the chosen one',
    });
  const keysIn = async (secrets: SecretStore) => [
    await secrets.read(appleKey(id)),
    await secrets.read(appleKeyDraft(id)),
  ];

  it('is the one of the bench as soon as its organization is kept', async () => {
    const { bench, secrets } = await aBench({ secrets: aStore() });
    await bench.ask('connections.keepOrganization', { ...organization, keyId: 'another' });
    expect(await keysIn(secrets)).toEqual(['the chosen one', undefined]);
  });

  it('changes nothing until then, and nothing when it is given up', async () => {
    const { bench, secrets } = await aBench({ secrets: aStore() });
    const told: string[] = [];
    bench.engine.subscribe((news) => told.push(news));
    await bench.ask('connections.discardKey', { organizationId: id });
    expect(await keysIn(secrets)).toEqual(['the one before', undefined]);
    expect(told).not.toContain('connections.changed');
  });

  it('waits for another try when the organization is not kept', async () => {
    const { bench, secrets, refuse } = await aBench({ secrets: aStore() });
    refuse();
    const reply = await bench.reply('connections.keepOrganization', organization);
    expect(reply).toMatchObject({ error: { code: 'settingsNotKept' } });
    expect(await keysIn(secrets)).toEqual(['the one before', 'the chosen one']);
  });

  it('is told as not kept when the store refuses it, and waits for another try', async () => {
    const store = aStore();
    const write = () => Promise.reject(new Error('refused'));
    const { bench } = await aBench({ secrets: { ...store, write } });
    const reply = await bench.reply('connections.keepOrganization', organization);
    expect(reply).toMatchObject({ error: { code: 'settingsNotKept' } });
    expect((await keysIn(store))[1]).toBe('the chosen one');
  });

  it('leaves the key as it is where none was chosen', async () => {
    const secrets = createMemorySecrets({ [appleKey(id)]: 'the one before' });
    const { bench } = await aBench({ secrets });
    await bench.ask('connections.keepOrganization', { ...organization, name: 'Another name' });
    expect(await keysIn(secrets)).toEqual(['the one before', undefined]);
  });

  it('goes with its organization', async () => {
    const { bench, secrets } = await aBench({ secrets: aStore() });
    await bench.ask('connections.removeOrganization', { organizationId: id });
    expect(await keysIn(secrets)).toEqual([undefined, undefined]);
  });
});

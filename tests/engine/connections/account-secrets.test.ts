import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SECRET } from '../../../src/core/connections.ts';
import { composeEngine, type ComposeOptions } from '../../../src/engine/compose.ts';
import { createMemorySecrets } from '../../../src/engine/memory-secrets.ts';
import { connections } from '../../../src/sandbox/campaign/organization.ts';
import { aHome, TestEngine } from '../desk/an-engine.ts';

const { tenant } = connections;
if (!tenant) throw new Error('the practice connections have a tenant');
const otherTenant = { ...tenant, tenantId: 'another' };

/** The practice connections with a credential, and a data folder that can be made to refuse every change. */
async function aBench(options: Partial<ComposeOptions> = {}) {
  const home = aHome();
  const secrets = createMemorySecrets({ [SECRET.microsoftCredential]: 'the credential' });
  const given = { mode: 'sandbox', home, role: 'visitor', secrets, log: () => {} } as const;
  const composed = await composeEngine({ ...given, ...options });
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
    const { bench, refuse } = await aBench();
    refuse();
    expect(await bench.reply(call, input)).toMatchObject({ error: { code: 'settingsNotKept' } });
    const view = await bench.ask('connections.read', {});
    expect([view.signIn.kind, view.hasCredential]).toEqual(['signedIn', true]);
  });
});

describe('a change of connections from a settings file', () => {
  it.each([
    ['connections.removeTenant', {}],
    ['connections.keepTenant', otherTenant],
  ] as const)('leaves the sign-in and the credential as they were: %s', async (call, input) => {
    const { bench } = await aBench({ settings: connections });
    expect(await bench.reply(call, input)).toMatchObject({ error: { code: 'settingsManaged' } });
    const view = await bench.ask('connections.read', {});
    expect([view.signIn.kind, view.hasCredential]).toEqual(['signedIn', true]);
  });
});

describe('a change that is kept', () => {
  it('takes sign-in and credential along with the tenant, and says so at once', async () => {
    const { bench, secrets } = await aBench();
    const view = await bench.ask('connections.removeTenant', {});
    expect([view.signIn.kind, view.hasCredential]).toEqual(['signedOut', false]);
    expect(await secrets.read(SECRET.microsoftCredential)).toBeUndefined();
  });

  it('signs nobody in at another tenant who was signed in at the one before', async () => {
    const { bench } = await aBench();
    const view = await bench.ask('connections.keepTenant', otherTenant);
    expect(view.signIn.kind).toBe('signedOut');
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

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SECRET } from '../../../src/core/connections.ts';
import type { SecretStore } from '../../../src/core/ports.ts';
import { readKey } from '../../../src/engine/clouds/apple/kept-key.ts';
import { composeEngine } from '../../../src/engine/compose.ts';
import { createMemorySecrets } from '../../../src/engine/memory-secrets.ts';
import { connections } from '../../../src/sandbox/campaign/organization.ts';
import { aHome, TestEngine } from '../desk/an-engine.ts';

const [organization] = connections.organizations;
if (!organization) throw new Error('the sandbox has an organization');
const { id } = organization;
const next = { ...organization, keyId: 'another' };

async function aBench(secrets: SecretStore, home = aHome()) {
  const given = { mode: 'sandbox', home, role: 'visitor', log: () => {}, secrets } as const;
  const composed = await composeEngine(given);
  if (!composed.ok) throw new Error(composed.error.code);
  const bench = new TestEngine(composed.value, () => composed.value.close());
  onTestFinished(bench.close);
  return bench;
}

const aStore = () =>
  createMemorySecrets({
    [SECRET.appleKey(id)]: 'the old key',
    [SECRET.appleKeyDraft(id)]: 'the new key',
  });

/** Takes so many writes; at the next one the program is killed: it is neither done nor answered. */
function killedAt(store: SecretStore, writes: number) {
  let left = writes;
  let killed: () => void = () => undefined;
  const death = new Promise<void>((resolve) => (killed = resolve));
  const write: SecretStore['write'] = async (name, value) => {
    if (left === 0) {
      killed();
      return new Promise(() => undefined);
    }
    left -= 1;
    return store.write(name, value);
  };
  return { secrets: { ...store, write }, death };
}

/** Which key ID and which key are in force after the next start. */
async function pairAfter(store: SecretStore, home: string) {
  const bench = await aBench(store, home);
  const view = await bench.ask('connections.read', {});
  const found = view.connections.organizations.find((each) => each.id === id);
  if (!found) throw new Error('it is still connected');
  expect(view.keysOf).toContain(id);
  return [found.keyId, await readKey(store, found)];
}

describe('a key ID that changes together with its key', () => {
  it.each([
    ['before the settings are written', 0, [organization.keyId, 'the old key']],
    ['after the settings are written', 1, [next.keyId, 'the new key']],
  ])('finds its own after a kill %s', async (_when, writes, pair) => {
    const home = aHome();
    const store = aStore();
    const { secrets, death } = killedAt(store, writes);
    const bench = await aBench(secrets, home);
    void bench.reply('connections.keepOrganization', next);
    await death;
    expect(await pairAfter(store, home)).toEqual(pair);
  });

  it('takes the key along where none was chosen', async () => {
    const store = createMemorySecrets({ [SECRET.appleKey(id)]: 'the old key' });
    const bench = await aBench(store);
    await bench.ask('connections.keepOrganization', next);
    expect(await store.read(SECRET.appleKey(id))).toBe('the old key');
  });

  it('leaves the old pair when the settings are refused', async () => {
    const home = aHome();
    const store = aStore();
    const bench = await aBench(store, home);
    mkdirSync(path.join(home, 'sandbox', 'connections.json.new'));
    await bench.reply('connections.keepOrganization', next);
    expect(await store.read(SECRET.appleKey(id))).toBe('the old key');
    expect(await pairAfter(store, home)).toEqual([organization.keyId, 'the old key']);
  });

  it('leaves the old pair when the store refuses the new key', async () => {
    const home = aHome();
    const store = aStore();
    const write = () => Promise.reject(new Error('refused'));
    const bench = await aBench({ ...store, write }, home);
    const reply = await bench.reply('connections.keepOrganization', next);
    expect(reply).toMatchObject({ error: { code: 'settingsNotKept' } });
    expect(await pairAfter(store, home)).toEqual([organization.keyId, 'the old key']);
  });
});

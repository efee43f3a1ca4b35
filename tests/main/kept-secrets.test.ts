import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECRET } from '../../src/core/connections.ts';
import { createKeptSecrets, type KeyStore } from '../../src/main/kept-secrets.ts';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  file = join(folder, 'secrets.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A key store whose key can be exchanged: what an older key has sealed opens, and counts as outdated. */
function aKeyStore(key = 1): KeyStore {
  const other = (byte: number) => byte ^ 0xff;
  return {
    isThere: () => Promise.resolve(true),
    seal: (value) => Promise.resolve(Buffer.from([key, ...Buffer.from(value).map(other)])),
    open(sealed) {
      const [by = 0, ...bytes] = sealed;
      if (by > key) return Promise.reject(new Error('sealed by another'));
      const value = Buffer.from(bytes.map(other)).toString();
      return Promise.resolve({ value, isOutdated: by < key });
    },
  };
}
const noKeyStore: KeyStore = { ...aKeyStore(), isThere: () => Promise.resolve(false) };

describe('secrets with a key store', () => {
  it('are there in the next run, and not in clear on the disk', async () => {
    await createKeptSecrets(file, aKeyStore()).write('key', 'canary');
    expect(await createKeptSecrets(file, aKeyStore()).read('key')).toBe('canary');
    expect(readFileSync(file, 'utf8')).not.toContain('canary');
  });

  it.skipIf(process.platform === 'win32')('lie in a file that only this person reads', async () => {
    writeFileSync(file, '{}', { mode: 0o644 });
    await createKeptSecrets(file, aKeyStore()).write('key', 'canary');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('do not lose one another when they are written at once', async () => {
    const secrets = createKeptSecrets(file, aKeyStore());
    const names = Array.from({ length: 20 }, (_, index) => `key-${index}`);
    await Promise.all(names.map((name) => secrets.write(name, `value of ${name}`)));
    const next = createKeptSecrets(file, aKeyStore());
    const values = await Promise.all(names.map((name) => next.read(name)));
    expect(values).toEqual(names.map((name) => `value of ${name}`));
  });

  it('are gone for good when they are removed, and the others stay', async () => {
    const secrets = createKeptSecrets(file, aKeyStore());
    await Promise.all([secrets.write('one', '1'), secrets.write('two', '2')]);
    await secrets.remove('one');
    const next = createKeptSecrets(file, aKeyStore());
    expect([await next.read('one'), await next.read('two')]).toEqual([undefined, '2']);
    expect(await secrets.read('one')).toBeUndefined();
  });

  it('are sealed anew when the key was exchanged', async () => {
    await createKeptSecrets(file, aKeyStore(1)).write('key', 'canary');
    expect(await createKeptSecrets(file, aKeyStore(2)).read('key')).toBe('canary');
    // Only the new key opens it now.
    expect(await createKeptSecrets(file, aKeyStore(1)).read('key')).toBeUndefined();
  });

  it('hold for this run when the disk refuses them', async () => {
    const secrets = createKeptSecrets(join(folder, 'gone', 'secrets.json'), aKeyStore());
    await expect(secrets.write('key', 'canary')).rejects.toThrow('ENOENT');
    expect(await secrets.read('key')).toBe('canary');
  });

  it('go on after a file that was cut in half, which is set aside', async () => {
    writeFileSync(file, '{"key":"AAAA');
    const secrets = createKeptSecrets(file, aKeyStore());
    expect(await secrets.read('key')).toBeUndefined();
    await secrets.write('key', 'canary');
    expect(readdirSync(folder).toSorted()).toEqual(['secrets.json', 'secrets.json.broken-1']);
    expect(readFileSync(`${file}.broken-1`, 'utf8')).toBe('{"key":"AAAA');
  });
});

describe('a key that was chosen and not kept yet', () => {
  const draft = SECRET.appleKeyDraft('hq');

  it('holds for this run, and is never on disk', async () => {
    const secrets = createKeptSecrets(file, aKeyStore());
    await secrets.write(draft, 'canary');
    expect(await secrets.read(draft)).toBe('canary');
    expect(readdirSync(folder)).toEqual([]);
    expect(await createKeptSecrets(file, aKeyStore()).read(draft)).toBeUndefined();
  });

  it('is gone when it is given up, and the one that is kept stays', async () => {
    const secrets = createKeptSecrets(file, aKeyStore());
    await secrets.write(SECRET.appleKey('hq'), 'kept');
    await secrets.write(draft, 'chosen');
    await secrets.remove(draft);
    expect(await secrets.read(draft)).toBeUndefined();
    expect(await secrets.read(SECRET.appleKey('hq'))).toBe('kept');
  });
});

describe('secrets without a key store', () => {
  it('hold for this run only, and nothing is written', async () => {
    const secrets = createKeptSecrets(file, noKeyStore);
    await secrets.write('key', 'canary');
    expect(await secrets.keeps()).toBe(false);
    expect(await secrets.read('key')).toBe('canary');
    expect(readdirSync(folder)).toEqual([]);
    expect(await createKeptSecrets(file, noKeyStore).read('key')).toBeUndefined();
  });

  it('are still taken out of the file of a run that had one', async () => {
    await createKeptSecrets(file, aKeyStore()).write('key', 'canary');
    await createKeptSecrets(file, noKeyStore).remove('key');
    expect(await createKeptSecrets(file, aKeyStore()).read('key')).toBeUndefined();
  });
});

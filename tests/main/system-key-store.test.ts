import { describe, expect, it } from 'vitest';
import { systemKeyStore, type SystemStorage } from '../../src/main/system-key-store.ts';

type Backend = ReturnType<SystemStorage['getSelectedStorageBackend']>;

/** Electron's safeStorage before it had the asynchronous form. */
class OldStorage {
  protected backend: Backend = 'gnome_libsecret';
  protected isThere = true;

  on(backend: Backend): this {
    this.backend = backend;
    return this;
  }
  away(): this {
    this.isThere = false;
    return this;
  }
  getSelectedStorageBackend(): Backend {
    return this.backend;
  }
  isEncryptionAvailable(): boolean {
    return this.isThere;
  }
  encryptString(text: string): Buffer {
    return Buffer.from(`old ${text}`);
  }
  decryptString(sealed: Buffer): string {
    return sealed.toString().replace('old ', '');
  }
}

/** One whose synchronous form has gone. What `old` has sealed opens, and is told to be sealed anew. */
class NewStorage extends OldStorage {
  override isEncryptionAvailable(): boolean {
    throw new Error('gone');
  }
  override encryptString(): Buffer {
    throw new Error('gone');
  }
  override decryptString(): string {
    throw new Error('gone');
  }
  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.isThere);
  }
  encryptStringAsync(text: string): Promise<Buffer> {
    return Promise.resolve(Buffer.from(`new ${text}`));
  }
  decryptStringAsync(sealed: Buffer) {
    const [, key, result = ''] = /^(old|new) (.*)$/.exec(sealed.toString()) ?? [];
    if (key === undefined) return Promise.reject(new Error('sealed by another'));
    return Promise.resolve({ result, shouldReEncrypt: key === 'old' });
  }
}

const FORMS = [
  ['with the asynchronous form', NewStorage, 'new canary'],
  ['without the asynchronous form', OldStorage, 'old canary'],
] as const;

describe.each(FORMS)('the key store of the system, %s', (_, Storage, sealed) => {
  it('seals and opens by that form', async () => {
    const keyStore = systemKeyStore(new Storage(), 'darwin');
    expect((await keyStore.seal('canary')).toString()).toBe(sealed);
    expect(await keyStore.open(Buffer.from(sealed))).toEqual({
      value: 'canary',
      isOutdated: false,
    });
  });

  it('is there only where the system has one', async () => {
    expect(await systemKeyStore(new Storage(), 'win32').isThere()).toBe(true);
    expect(await systemKeyStore(new Storage().away(), 'win32').isThere()).toBe(false);
    expect(await systemKeyStore(new Storage().away(), 'linux').isThere()).toBe(false);
  });

  it('counts as none on Linux where it seals with a key that everybody knows', async () => {
    expect(await systemKeyStore(new Storage().on('basic_text'), 'linux').isThere()).toBe(false);
    expect(await systemKeyStore(new Storage().on('kwallet6'), 'linux').isThere()).toBe(true);
  });

  it('is not asked for its kind where there is but one', async () => {
    const storage = new Storage();
    storage.getSelectedStorageBackend = () => {
      throw new Error('on Linux only');
    };
    expect(await systemKeyStore(storage, 'darwin').isThere()).toBe(true);
  });
});

describe('a seal of the asynchronous form', () => {
  it('whose key was replaced is told as outdated', async () => {
    const keyStore = systemKeyStore(new NewStorage(), 'linux');
    const opened = await keyStore.open(Buffer.from('old canary'));
    expect(opened).toEqual({ value: 'canary', isOutdated: true });
  });

  it('of another key store is refused', async () => {
    const keyStore = systemKeyStore(new NewStorage(), 'linux');
    await expect(keyStore.open(Buffer.from('another'))).rejects.toThrow('sealed by another');
  });
});

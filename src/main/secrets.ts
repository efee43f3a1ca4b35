import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { Folders } from './folders.ts';
import { createKeptSecrets, type KeyStore, type ShellSecrets } from './kept-secrets.ts';

/** Secrets sealed by the system's key store, in one file of this mode's folder. */
export function createSecretStore({ data, isWritable }: Folders): ShellSecrets {
  const isThere = async () => isWritable && (await hasKeyStore());
  return createKeptSecrets(join(data, 'secrets.json'), { ...systemKeyStore, isThere });
}

const systemKeyStore: Omit<KeyStore, 'isThere'> = {
  seal: async (value) =>
    hasAsyncForm() ? safeStorage.encryptStringAsync(value) : safeStorage.encryptString(value),
  async open(sealed) {
    if (!hasAsyncForm()) return { value: safeStorage.decryptString(sealed), isOutdated: false };
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
    return { value: result, isOutdated: shouldReEncrypt };
  },
};

/** `basic_text` on Linux is obfuscation with a key that everybody knows: that counts as none. */
async function hasKeyStore(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
    return false;
  }
  if (hasAsyncForm()) return safeStorage.isAsyncEncryptionAvailable();
  return safeStorage.isEncryptionAvailable();
}

// The synchronous form goes away in Electron 46; the asynchronous one is absent before 45.
function hasAsyncForm(): boolean {
  return typeof safeStorage.encryptStringAsync === 'function';
}

import type { SafeStorage } from 'electron';
import type { KeyStore } from './kept-secrets.ts';

/** What is used of Electron's safeStorage. */
export type SystemStorage = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'
> &
  Partial<AsyncForm>;

// The synchronous form goes away in Electron 46; the asynchronous one is absent before 45.
type AsyncForm = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/** The system's key store, by the asynchronous form where it exists. */
export function systemKeyStore(storage: SystemStorage, platform: NodeJS.Platform): KeyStore {
  const form = hasAsyncForm(storage) ? asyncForm(storage) : syncForm(storage);
  return {
    ...form,
    isThere: async () => !isKnownToAll(storage, platform) && (await form.isThere()),
  };
}

function hasAsyncForm(storage: SystemStorage): storage is SystemStorage & AsyncForm {
  return typeof storage.encryptStringAsync === 'function';
}

function asyncForm(storage: AsyncForm): KeyStore {
  return {
    isThere: () => storage.isAsyncEncryptionAvailable(),
    seal: (value) => storage.encryptStringAsync(value),
    async open(sealed) {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(sealed);
      return { value: result, isOutdated: shouldReEncrypt };
    },
  };
}

function syncForm(storage: SystemStorage): KeyStore {
  return {
    isThere: async () => storage.isEncryptionAvailable(),
    seal: async (value) => storage.encryptString(value),
    open: async (sealed) => ({ value: storage.decryptString(sealed), isOutdated: false }),
  };
}

/** `basic_text` on Linux is obfuscation with a key that everybody knows: that counts as none. */
function isKnownToAll(storage: SystemStorage, platform: NodeJS.Platform): boolean {
  return platform === 'linux' && storage.getSelectedStorageBackend() === 'basic_text';
}

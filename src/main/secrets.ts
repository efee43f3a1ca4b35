import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { Folders } from './folders.ts';
import { createKeptSecrets, type ShellSecrets } from './kept-secrets.ts';
import { systemKeyStore } from './system-key-store.ts';

/** Secrets sealed by the system's key store, in one file of this mode's folder. */
export function createSecretStore({ data, isWritable }: Folders): ShellSecrets {
  const keyStore = systemKeyStore(safeStorage, process.platform);
  const isThere = async () => isWritable && (await keyStore.isThere());
  return createKeptSecrets(join(data, 'secrets.json'), { ...keyStore, isThere });
}

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { z } from 'zod';
import type { SecretStore } from '../core/ports.ts';
import type { Folders } from './folders.ts';
import { log } from './log.ts';

/** A secret store that says whether what it is given survives this run. */
export interface ShellSecrets extends SecretStore {
  keeps(): Promise<boolean>;
}

const fileSchema = z.record(z.string(), z.string());

/**
 * Secrets encrypted by the system's key store, in one file of this mode's folder. Without a key store
 * (`basic_text` on Linux would be obfuscation) they stay in memory and `keeps` says false.
 */
export function createSecretStore(folders: Folders): ShellSecrets {
  const file = join(folders.data, 'secrets.json');
  const inMemory = new Map<string, string>();
  const keeps = async (): Promise<boolean> => folders.isWritable && (await hasKeyStore());
  return {
    keeps,
    read: async (name) =>
      inMemory.get(name) ?? ((await keeps()) ? readKept(file, name) : undefined),
    write: async (name, value) => {
      inMemory.set(name, value);
      if (await keeps()) await keep(file, name, value);
    },
    remove: async (name) => {
      inMemory.delete(name);
      await forget(file, name);
    },
  };
}

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

async function readKept(file: string, name: string): Promise<string | undefined> {
  const sealed = (await readSealed(file))[name];
  if (sealed === undefined) return undefined;
  try {
    return await open(Buffer.from(sealed, 'base64'));
  } catch {
    log(`the secret ${name} was sealed by another key store and cannot be opened`);
    return undefined;
  }
}

async function keep(file: string, name: string, value: string): Promise<void> {
  const sealed = (await seal(value)).toString('base64');
  await writeSealed(file, { ...(await readSealed(file)), [name]: sealed });
}

async function forget(file: string, name: string): Promise<void> {
  const { [name]: known, ...rest } = await readSealed(file);
  if (known !== undefined) await writeSealed(file, rest);
}

async function writeSealed(file: string, all: Record<string, string>): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(all), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

async function readSealed(file: string): Promise<Record<string, string>> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}

async function seal(value: string): Promise<Buffer> {
  return hasAsyncForm() ? safeStorage.encryptStringAsync(value) : safeStorage.encryptString(value);
}

async function open(sealed: Buffer): Promise<string> {
  if (!hasAsyncForm()) return safeStorage.decryptString(sealed);
  return (await safeStorage.decryptStringAsync(sealed)).result;
}

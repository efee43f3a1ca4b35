import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isDraft } from '../core/connections.ts';
import type { SecretStore } from '../core/ports.ts';
import { log } from './log.ts';
import { setAside } from './set-aside.ts';
import { writeWhole } from './write-whole.ts';

/** Seals a text so that only this person on this machine can open it again. */
export interface KeyStore {
  isThere(): Promise<boolean>;
  seal(value: string): Promise<Buffer>;
  /** `isOutdated`: its key was replaced since. Rejects what another key store has sealed. */
  open(sealed: Buffer): Promise<{ readonly value: string; readonly isOutdated: boolean }>;
}

/** A secret store that says whether what it is given survives this run. */
export interface ShellSecrets extends SecretStore {
  keeps(): Promise<boolean>;
}

const fileSchema = z.record(z.string(), z.string());
type Sealed = z.infer<typeof fileSchema>;

/**
 * Secrets sealed by a key store, in one file that only this person may read. Without a key store they stay in
 * memory and `keeps` says false. Questions are answered one after the other, so that no two of them lose a secret
 * to each other. A write that the disk refuses rejects; the secret then holds for this run. Drafts hold for this run
 * alone: the window that knows of them ends with it.
 */
export function createKeptSecrets(file: string, keyStore: KeyStore): ShellSecrets {
  const inMemory = new Map<string, string>();
  const inTurn = createTurns();
  const sealed = { file, keyStore };
  return {
    keeps: () => keyStore.isThere(),
    read: (name) =>
      inTurn(async () => {
        const held = inMemory.get(name);
        if (held !== undefined || isDraft(name) || !(await keyStore.isThere())) return held;
        return readKept(sealed, name);
      }),
    write: (name, value) =>
      inTurn(async () => {
        inMemory.set(name, value);
        if (!isDraft(name) && (await keyStore.isThere())) await keep(sealed, name, value);
      }),
    remove: (name) =>
      inTurn(async () => {
        inMemory.delete(name);
        if (isDraft(name)) return;
        const { [name]: known, ...rest } = await readSealed(file);
        if (known !== undefined) await writeSealed(file, rest);
      }),
  };
}

interface SealedFile {
  readonly file: string;
  readonly keyStore: KeyStore;
}

function createTurns(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = last.then(run);
    // The next one goes ahead whatever became of this one.
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function readKept(sealed: SealedFile, name: string): Promise<string | undefined> {
  const known = (await readSealed(sealed.file))[name];
  if (known === undefined) return undefined;
  try {
    const { value, isOutdated } = await sealed.keyStore.open(Buffer.from(known, 'base64'));
    if (isOutdated) await keep(sealed, name, value).catch(() => undefined);
    return value;
  } catch {
    log(`the secret ${name} was sealed by another key store and cannot be opened`);
    return undefined;
  }
}

async function keep({ file, keyStore }: SealedFile, name: string, value: string): Promise<void> {
  const sealed = (await keyStore.seal(value)).toString('base64');
  await writeSealed(file, { ...(await readSealed(file)), [name]: sealed });
}

function writeSealed(file: string, all: Sealed): Promise<void> {
  return writeWhole(file, JSON.stringify(all), { mode: 0o600 });
}

async function readSealed(file: string): Promise<Sealed> {
  const text = await readIfThere(file);
  if (text === undefined) return {};
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    log('the file of secrets could not be read; it was set aside');
    setAside(file);
    return {};
  }
}

/** Rejects where a file is there but cannot be read now: to write over it would lose what is in it. */
async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

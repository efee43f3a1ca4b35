import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { WebContents } from 'electron';
import type { z } from 'zod';
import type { Failure } from '../contract/protocol.ts';
import type { shellCalls } from '../contract/shell.ts';
import { cleanText } from '../core/identifiers/clean-text.ts';
import type { SecretStore } from '../core/ports.ts';
import { failure, success, type Result } from '../core/result.ts';
import { askForFile } from './ask-for-file.ts';
import { log } from './log.ts';
import { LARGEST_SECRET_FILE, secretIn, type SecretKind } from './secret-content.ts';
import { secretName } from './secret-name.ts';

type Choice = z.infer<(typeof shellCalls)['shell.chooseSecretFile']['input']>;
type Chosen = z.infer<(typeof shellCalls)['shell.chooseSecretFile']['output']>;

const EXTENSIONS: Readonly<Record<SecretKind, readonly string[]>> = {
  appleKey: ['pem', 'key', 'p8'],
  microsoftCertificate: ['pem', 'crt', 'cer'],
  tokenFile: ['p7m'],
};

/** Lets the person choose a file and keeps its content; the page learns its name, nothing else of it. */
export async function chooseSecretFile(
  choice: Choice,
  secrets: SecretStore,
  page: WebContents,
): Promise<Result<Chosen, Failure>> {
  const name = secretName(choice);
  if (name === null) return failure({ code: 'badInput' });
  const file = await askForFile(EXTENSIONS[choice.kind], page);
  if (file === undefined) return success({ fileName: null });
  const bytes = await readSmall(file);
  const secret = bytes && secretIn(choice.kind, bytes);
  if (!secret) return failure({ code: 'fileUnreadable' });
  if (!(await keep(secrets, name, secret))) return failure({ code: 'settingsNotKept' });
  return success({ fileName: cleanText(basename(file)).slice(0, 120) });
}

/** Null for a file that cannot be read, or that is too large to be what is asked for. */
async function readSmall(file: string): Promise<Buffer | null> {
  try {
    const found = await stat(file);
    return found.isFile() && found.size <= LARGEST_SECRET_FILE ? await readFile(file) : null;
  } catch {
    return null;
  }
}

async function keep(secrets: SecretStore, name: string, secret: string): Promise<boolean> {
  try {
    await secrets.write(name, secret);
    return true;
  } catch {
    log(`the secret ${name} could not be kept`);
    return false;
  }
}

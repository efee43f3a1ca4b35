import { clipboard } from 'electron';
import type { Failure } from '../contract/protocol.ts';
import { SECRET } from '../core/connections.ts';
import type { SecretStore } from '../core/ports.ts';
import { failure, success, type Result } from '../core/result.ts';
import { log } from './log.ts';

const LONGEST = 4_096;
const DRAFT = SECRET.microsoftCredentialDraft('secret');

/**
 * Takes what is in the clipboard as the application's secret, for when its tenant is kept, and empties the clipboard;
 * the page learns its length.
 */
export async function takeSecretFromClipboard(
  secrets: SecretStore,
): Promise<Result<{ length: number }, Failure>> {
  // A promise from Electron 45 on, a text before.
  const secret = (await clipboard.readText()).trim();
  if (secret === '' || secret.length > LONGEST) return failure({ code: 'secretMissing' });
  try {
    await secrets.write(DRAFT, secret);
  } catch {
    log(`the secret ${DRAFT} could not be kept`);
    return failure({ code: 'settingsNotKept' });
  }
  clipboard.clear();
  return success({ length: secret.length });
}

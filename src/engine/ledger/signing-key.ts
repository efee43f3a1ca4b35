import { generateKeyPairSync } from 'node:crypto';
import type { SecretStore } from '../../core/ports.ts';

const NAME = 'ledger-signing-key';

/**
 * The bench's own Ed25519 key as PKCS#8 PEM; made at the first start. Undefined: sign with a key of this run. So it is
 * too where the store refuses: a key that the next run does not have would make this run's checkpoints look like another
 * bench's, and one made in the place of a key that cannot be read now would replace it for good.
 */
export async function ledgerSigningKey(
  secrets: SecretStore | undefined,
  log: (line: string) => void,
): Promise<string | undefined> {
  if (!secrets) return undefined;
  try {
    return await keptOrMade(secrets);
  } catch {
    log(
      'the signing key of the ledger could not be read or kept; it is signed with a key of this run',
    );
    return undefined;
  }
}

async function keptOrMade(secrets: SecretStore): Promise<string> {
  const kept = await secrets.read(NAME);
  if (kept) return kept;
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await keepOrForget(secrets, pem);
  return pem;
}

/** What the disk refuses holds for this run: an engine that is started again in it would take it for one that lasts. */
async function keepOrForget(secrets: SecretStore, pem: string): Promise<void> {
  try {
    await secrets.write(NAME, pem);
  } catch (error) {
    await secrets.remove(NAME).catch(() => undefined);
    throw error;
  }
}

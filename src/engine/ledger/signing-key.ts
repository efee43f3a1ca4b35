import { generateKeyPairSync } from 'node:crypto';
import type { SecretStore } from '../../core/ports.ts';

const NAME = 'ledger-signing-key';

/** The bench's own Ed25519 key as PKCS#8 PEM; made at the first start. Undefined: sign with a key of this run. */
export async function ledgerSigningKey(
  secrets: SecretStore | undefined,
): Promise<string | undefined> {
  if (!secrets) return undefined;
  const kept = await secrets.read(NAME);
  if (kept) return kept;
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await secrets.write(NAME, pem);
  return pem;
}

import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readJson } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { refusedBy } from './entra-errors.ts';

/** Invented, and good for nothing else. */
export const PRACTICE_SECRET = 'sandbox-microsoft-client-secret';

/** Lets the application in by its secret, or by a statement signed with its certificate; refuses everything else. */
export function proveClient(world: World, form: URLSearchParams): void {
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    if (!isOurs(world, assertion)) throw refusedBy(700_027);
    return;
  }
  const secret = form.get('client_secret');
  if (secret === null) throw refusedBy(7_000_218);
  if (secret !== PRACTICE_SECRET) throw refusedBy(7_000_215);
}

/** Signed by the certificate (PS256) and named by its thumbprint. Its times are the wall's: they say nothing here. */
function isOurs(world: World, assertion: string): boolean {
  const { certificate } = world.state.entra;
  const [head = '', payload = '', signature = ''] = assertion.split('.');
  if (certificate === null) return false;
  const { fingerprint256, publicKey } = new X509Certificate(certificate);
  const thumbprint = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  const isNamed = decoded(head)['x5t#S256'] === thumbprint;
  const key = { key: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })), ...PSS };
  const signed = Buffer.from(`${head}.${payload}`);
  return isNamed && verify('sha256', signed, key, Buffer.from(signature, 'base64url'));
}

/** RSASSA-PSS with a salt as long as the hash. */
const PSS = { padding: 6, saltLength: 32 };

function decoded(part: string): Readonly<Record<string, unknown>> {
  const value = readJson(Buffer.from(part, 'base64url').toString());
  return (value ?? {}) as Readonly<Record<string, unknown>>;
}

import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { connections } from '../campaign/organization.ts';

const keys = new Map<string, string>();

/**
 * The private key (PEM, PKCS#8) with which an organization of the sandbox signs in: made when it is first asked for,
 * the same for this process, written nowhere, and good for nothing but this sandbox.
 */
export function practiceKey(organizationId: string): string {
  const pem = keys.get(organizationId) ?? newKey();
  keys.set(organizationId, pem);
  return pem;
}

/** By organization. */
export function allPracticeKeys(): Record<string, string> {
  return Object.fromEntries(connections.organizations.map(({ id }) => [id, practiceKey(id)]));
}

/**
 * The half of the key that Apple would hold for this API account; undefined when there is no such account. An account
 * of the sandbox is there as a school, too: with the same key and the same id after `SCHOOLAPI.`.
 */
export function registeredKey(clientId: string, keyId: unknown): KeyObject | undefined {
  const asBusiness = clientId.replace(/^SCHOOLAPI\./, 'BUSINESSAPI.');
  const account = connections.organizations.find(
    (each) => each.clientId === asBusiness && each.keyId === keyId,
  );
  return account && createPublicKey(practiceKey(account.id));
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

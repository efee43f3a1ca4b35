import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);
const made = new Map<string, Promise<KeyPair>>();

/** One key for all devices: making one takes long, and nothing here rests on their being different. */
export function deviceKeys(): Promise<KeyPair> {
  return keysOf('device');
}

/** One key for all computers that `makePairRecord` stands for. */
export function hostKeys(): Promise<KeyPair> {
  return keysOf('host');
}

/** PKCS#1, as lockdown's DevicePublicKey is: clients pair with nothing else. */
export async function devicePublicKey(): Promise<string> {
  const { publicKey } = await deviceKeys();
  return publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

function keysOf(owner: string): Promise<KeyPair> {
  const keys = made.get(owner) ?? generate('rsa', { modulusLength: 2048 });
  made.set(owner, keys);
  return keys;
}

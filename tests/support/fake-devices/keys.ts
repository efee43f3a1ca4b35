import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

let devices: Promise<KeyPair> | undefined;

/** One key for all devices: making one takes long, and nothing here rests on their being different. */
export function deviceKeys(): Promise<KeyPair> {
  devices ??= generate('rsa', { modulusLength: 2048 });
  return devices;
}

/** PKCS#1, as lockdown's DevicePublicKey is: clients pair with nothing else. */
export async function devicePublicKey(): Promise<string> {
  const { publicKey } = await deviceKeys();
  return publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

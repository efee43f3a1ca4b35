import { createSign, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import type { PairRecord } from './device/options.ts';
import { deviceKeys, hostKeys } from './keys.ts';

/**
 * A pair record such as a computer makes: a root of its own that vouches for the computer and for the device's key.
 * `systemBuid` is the computer's; a device asks its user once per computer.
 */
export async function makePairRecord(systemBuid: string = newId()): Promise<PairRecord> {
  const [host, device] = [await hostKeys(), await deviceKeys()];
  const hostPrivateKey = host.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    hostId: newId(),
    systemBuid,
    rootCertificate: certificate(host.publicKey, host.privateKey, true),
    hostCertificate: certificate(host.publicKey, host.privateKey, false),
    deviceCertificate: certificate(device.publicKey, host.privateKey, false),
    hostPrivateKey,
    rootPrivateKey: hostPrivateKey,
  };
}

export function newId(): string {
  return randomUUID().toUpperCase();
}

// X.509 version 3 with empty names, as computers that pair make it; PEM.
function certificate(subject: KeyObject, issuer: KeyObject, isAuthority: boolean): string {
  const algorithm = sequence(sha256WithRsa, Buffer.from([0x05, 0x00]));
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    sequence(),
    sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z'))),
    sequence(),
    subject.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(basicConstraints(isAuthority))),
  );
  const signature = createSign('sha256').update(toBeSigned).sign(issuer);
  const whole = sequence(toBeSigned, algorithm, der(0x03, Buffer.from([0]), signature));
  return pem(whole);
}

// Object identifiers 1.2.840.113549.1.1.11 and 2.5.29.19.
const sha256WithRsa = Buffer.from('06092a864886f70d01010b', 'hex');
const basicConstraintsId = Buffer.from('0603551d13', 'hex');
const yes = Buffer.from([0x01, 0x01, 0xff]);

function basicConstraints(isAuthority: boolean): Buffer {
  const said = isAuthority ? sequence(yes) : sequence();
  return sequence(basicConstraintsId, yes, der(0x04, said));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

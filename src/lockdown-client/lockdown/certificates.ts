import { createPublicKey, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import type { PairRecord } from './pair-record.ts';

type Certificates = Pick<
  PairRecord,
  'hostCertificate' | 'hostPrivateKey' | 'rootCertificate' | 'rootPrivateKey' | 'deviceCertificate'
>;

interface Issuing {
  readonly subject: KeyObject;
  readonly issuer: KeyObject;
  readonly isAuthority: boolean;
}

const generate = promisify(generateKeyPair);
const rsa = { modulusLength: 2048 };
const sha256WithRsa = '1.2.840.113549.1.1.11';
const day = 86_400_000;

/**
 * A root of its own, which vouches for this computer's key and for the device's (PKCS#1, as the device tells it).
 * `undefined` when that is no RSA key that could be used.
 */
export async function makeCertificates(devicePublicKey: string): Promise<Certificates | undefined> {
  const device = deviceKeyOf(devicePublicKey);
  if (device === undefined) return undefined;
  const [root, host] = await keysOfThisComputer();
  const issue = (subject: KeyObject, isAuthority = false) =>
    certificate({ subject, issuer: root.privateKey, isAuthority });
  return {
    rootCertificate: issue(root.publicKey, true),
    rootPrivateKey: pemOfKey(root.privateKey),
    hostCertificate: issue(host.publicKey),
    hostPrivateKey: pemOfKey(host.privateKey),
    deviceCertificate: issue(device),
  };
}

let keys: ReturnType<typeof makeKeys> | undefined;

/**
 * Made once for as long as the program runs, in memory alone: with a hub full of devices that come back at once, making
 * them for each would take longer than a device waits.
 */
function keysOfThisComputer(): ReturnType<typeof makeKeys> {
  keys ??= makeKeys();
  return keys;
}

function makeKeys() {
  return Promise.all([generate('rsa', rsa), generate('rsa', rsa)]);
}

function deviceKeyOf(pem: string): KeyObject | undefined {
  if (pem.length > 4096) return undefined;
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= 1024 && bits <= 4096 ? key : undefined;
  } catch {
    return undefined;
  }
}

// Names are empty, as in every pair record; the device looks at keys and signatures.
function certificate({ subject, issuer, isAuthority }: Issuing): Uint8Array {
  const signatureAlgorithm = new AlgorithmIdentifier({
    algorithm: sha256WithRsa,
    parameters: null,
  });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm,
    issuer: new Name(),
    validity: validity(),
    subject: new Name(),
    subjectPublicKeyInfo: AsnConvert.parse(
      subject.export({ type: 'spki', format: 'der' }),
      SubjectPublicKeyInfo,
    ),
    extensions: new Extensions(extensionsOf(isAuthority)),
  });
  const signed = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), issuer);
  const whole = new Certificate({
    tbsCertificate,
    signatureAlgorithm,
    signatureValue: new Uint8Array(signed).buffer,
  });
  return armoured('CERTIFICATE', Buffer.from(AsnConvert.serialize(whole)));
}

function extensionsOf(isAuthority: boolean): Extension[] {
  const constraints = extension(id_ce_basicConstraints, new BasicConstraints({ cA: isAuthority }));
  if (isAuthority) return [constraints];
  const usage = new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment);
  return [constraints, extension(id_ce_keyUsage, usage)];
}

function extension(extnID: string, value: object): Extension {
  const extnValue = new OctetString(AsnConvert.serialize(value));
  return new Extension({ extnID, critical: true, extnValue });
}

// A clock that goes a little wrong on either side is no reason to fail.
function validity(): Validity {
  const now = Date.now();
  return new Validity({ notBefore: new Date(now - day), notAfter: new Date(now + 3650 * day) });
}

// Positive, and never empty: the top bits are fixed.
function serialNumber(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes.buffer;
}

function pemOfKey(key: KeyObject): Uint8Array {
  return Buffer.from(key.export({ type: 'pkcs8', format: 'pem' }).toString());
}

function armoured(label: string, bytes: Buffer): Uint8Array {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return Buffer.from(
    [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n'),
  );
}

import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A self-signed certificate and its key in one PEM, as an administrator would have it made; and the key alone. */
export function makeCertificate(type: 'rsa' | 'ec' = 'rsa') {
  const { privateKey, publicKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const certificate = pem('CERTIFICATE', certificateOf(publicKey, privateKey, type));
  return { key, certificate, pem: `${key}${certificate}` };
}

/** Just enough of X.509 and DER: version 1, one name, the signature over the whole. */
function certificateOf(publicKey: KeyObject, privateKey: KeyObject, type: 'rsa' | 'ec'): Buffer {
  const algorithm = type === 'rsa' ? sequence(OID.rsaSha256, der(0x05)) : sequence(OID.ecSha256);
  const name = sequence(der(0x31, sequence(OID.commonName, der(0x0c, Buffer.from('Practice')))));
  const time = (text: string) => der(0x17, Buffer.from(text));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const validity = sequence(time('260101000000Z'), time('360101000000Z'));
  const body = sequence(der(0x02, Buffer.of(1)), algorithm, name, validity, name, spki);
  const signature = der(0x03, Buffer.of(0), sign('sha256', body, privateKey));
  return sequence(body, algorithm, signature);
}

const OID = {
  rsaSha256: der(0x06, Buffer.from('2a864886f70d01010b', 'hex')),
  ecSha256: der(0x06, Buffer.from('2a8648ce3d040302', 'hex')),
  commonName: der(0x06, Buffer.from('550403', 'hex')),
};

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? Buffer.of(length) : Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.of(tag), size, content]);
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

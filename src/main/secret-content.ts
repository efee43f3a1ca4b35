import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import type { shellCalls } from '../contract/shell.ts';

export type SecretKind = z.infer<(typeof shellCalls)['shell.chooseSecretFile']['input']>['kind'];

/** Larger than any key, certificate chain or token file. */
export const LARGEST_SECRET_FILE = 256 * 1024;

/**
 * What is kept of a file that a person chose: the PEM text of a key for Apple without a passphrase, that of a
 * certificate with its private key, or Apple's token file as base64. Null for a file that is none of these.
 */
export function secretIn(kind: SecretKind, bytes: Buffer): string | null {
  if (kind === 'tokenFile') return isEnveloped(bytes) ? bytes.toString('base64') : null;
  const pem = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const key = privateKeyIn(pem);
  if (!key) return null;
  const isUsable = kind === 'appleKey' ? canSignForApple(key) : hasCertificateOf(key, pem);
  return isUsable ? pem : null;
}

/** Apple takes signatures of P-256 alone (docs/protocol/apple-business.md#sign-in). */
function canSignForApple({ asymmetricKeyDetails, asymmetricKeyType }: KeyObject): boolean {
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

/** An encrypted key is none here: its passphrase would be one secret more to keep. */
function privateKeyIn(pem: string): KeyObject | null {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    return null;
  }
}

/** A chain may stand in any order, so every certificate of the file is held against the key. */
function hasCertificateOf(key: KeyObject, pem: string): boolean {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return (certificates ?? []).some((each) => belongs(each, key));
}

function belongs(certificate: string, key: KeyObject): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(key);
  } catch {
    return false;
  }
}

/** 1.2.840.113549.1.7.3 in DER: the content is sealed for somebody (RFC 5652, section 6). */
const ENVELOPED_DATA = Buffer.from('06092a864886f70d010703', 'hex');

/** Apple gives S/MIME (RFC 8551): headers, an empty line, and the sealed content in base64. */
function isEnveloped(bytes: Buffer): boolean {
  const content = bytes[0] === 0x30 ? bytes : mimeBody(bytes.toString('latin1'));
  return content.subarray(0, 32).includes(ENVELOPED_DATA);
}

function mimeBody(text: string): Buffer {
  const [headers = '', body = ''] = text.split(/\r?\n\r?\n/, 2);
  const isMime = /^content-type:\s*application\/(x-)?pkcs7-mime/im.test(headers);
  return isMime ? Buffer.from(body, 'base64') : Buffer.alloc(0);
}

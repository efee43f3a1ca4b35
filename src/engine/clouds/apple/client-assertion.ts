import { createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';
import { APPLE_TOKEN_URL, type Organization } from '../../../core/connections.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import { MINUTE, SECOND, type Instant } from '../../../core/time.ts';

/** What can be wrong with a file that should hold the private key of an API account. */
export type KeyFault = 'keyUnreadable' | 'keyEncrypted' | 'keyWrongCurve';

/** A key of this kind has less than 400 characters. */
const LARGEST_KEY = 64 * 1024;
const PRIVATE_KEY = /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[^-]+-----END \1PRIVATE KEY-----/;
const ENCRYPTED = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: *4, *ENCRYPTED/;

/**
 * The private key in a PEM text, as PKCS#8 or as SEC1 (docs/protocol/apple-business.md#sign-in), whatever stands around
 * it. Nothing of the text is in what is said about it.
 */
export function readPrivateKey(pem: string): Result<KeyObject, KeyFault> {
  if (pem.length > LARGEST_KEY) return failure('keyUnreadable');
  if (ENCRYPTED.test(pem)) return failure('keyEncrypted');
  const key = parseKey(PRIVATE_KEY.exec(pem)?.[0] ?? '');
  if (!key) return failure('keyUnreadable');
  const isP256 =
    key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  return isP256 ? success(key) : failure('keyWrongCurve');
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    // OpenSSL's words are for programmers; which file was chosen is known to whoever chose it.
    return undefined;
  }
}

/** Apple allows 180 days. Made for one request, it needs to outlive that request and a slow clock. */
const LIFETIME = 15 * MINUTE;

/**
 * The signed statement by which an API account asks for a token (docs/protocol/apple-business.md#sign-in). `now` is the
 * moment on Apple's clock, as far as it is known.
 */
export function makeClientAssertion(
  { clientId, keyId }: Pick<Organization, 'clientId' | 'keyId'>,
  key: KeyObject,
  now: Instant,
): string {
  const header = { alg: 'ES256', kid: keyId };
  const issuedAt = Math.floor(now / SECOND);
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: APPLE_TOKEN_URL,
    iat: issuedAt,
    exp: issuedAt + LIFETIME / SECOND,
    jti: randomUUID(),
  };
  const content = `${encode(header)}.${encode(claims)}`;
  // The two numbers of the signature one after the other; OpenSSL's own form is refused.
  const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

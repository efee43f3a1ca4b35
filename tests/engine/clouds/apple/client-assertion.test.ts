import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  makeClientAssertion,
  readPrivateKey,
} from '../../../../src/engine/clouds/apple/client-assertion.ts';
import { aKey, asSec1, errorOf } from './sign-in-bench.ts';

const ACCOUNT = { clientId: 'BUSINESSAPI.1', keyId: 'key-1' };
const NOW = Date.UTC(2026, 10, 23, 8, 0, 0, 700);

function assertionOf(pem: string, now = NOW) {
  const key = readPrivateKey(pem);
  if (!key.ok) throw new Error(key.error);
  const parts = makeClientAssertion(ACCOUNT, key.value, now).split('.');
  const [header, claims] = parts
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);
  return { parts, header, claims };
}

describe('the private key of an API account', () => {
  it.each(['pkcs8', 'sec1'] as const)('is read as %s', (type) => {
    expect(readPrivateKey(aKey(type)).ok).toBe(true);
  });

  it('is found among other things, with line ends of any kind', () => {
    const parameters =
      '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
    const file = `\uFEFFBag Attributes\n${parameters}${aKey('sec1')}`.replaceAll('\n', '\r\n');
    expect(readPrivateKey(file).ok).toBe(true);
  });

  it.each([
    ['keyUnreadable', 'nothing like a key'],
    ['keyUnreadable', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ['keyUnreadable', aPublicKey()],
    ['keyUnreadable', `${aKey('pkcs8')}${' '.repeat(100_000)}`],
    ['keyEncrypted', anEncryptedKey('pkcs8')],
    ['keyEncrypted', anEncryptedKey('sec1')],
    ['keyWrongCurve', aKey('pkcs8', 'P-384')],
    ['keyWrongCurve', aKey('sec1', 'secp256k1')],
    ['keyWrongCurve', anRsaKey()],
    ['keyWrongCurve', anEdwardsKey()],
  ])('is refused as %s', (fault, pem) => {
    expect(errorOf(readPrivateKey(pem))).toBe(fault);
  });
});

describe('a client assertion', () => {
  it('says who asks whom, from now on for a quarter of an hour', () => {
    const { header, claims } = assertionOf(aKey('pkcs8'));
    expect(header).toEqual({ alg: 'ES256', kid: 'key-1' });
    const issuedAt = Date.UTC(2026, 10, 23, 8) / 1_000;
    expect(claims).toEqual({
      iss: 'BUSINESSAPI.1',
      sub: 'BUSINESSAPI.1',
      aud: 'https://account.apple.com/auth/oauth2/v2/token',
      iat: issuedAt,
      exp: issuedAt + 900,
      jti: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
  });

  it('has an id of its own each time', () => {
    const pem = aKey('pkcs8');
    expect(assertionOf(pem).claims).not.toEqual(assertionOf(pem).claims);
  });

  it('is signed with the two bare numbers, whichever form the key came in', () => {
    const pem = aKey('pkcs8');
    for (const form of [pem, asSec1(pem)]) {
      const [header, claims, signature = ''] = assertionOf(form).parts;
      const bytes = Buffer.from(signature, 'base64url');
      expect(bytes).toHaveLength(64);
      const key = { key: createPublicKey(pem), dsaEncoding: 'ieee-p1363' } as const;
      expect(verify('sha256', Buffer.from(`${header}.${claims}`), key, bytes)).toBe(true);
    }
  });
});

function aPublicKey(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

function anEncryptedKey(type: 'pkcs8' | 'sec1'): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secrecy = { cipher: 'aes-256-cbc', passphrase: 'a password' };
  return privateKey.export({ type, format: 'pem', ...secrecy }).toString();
}

function anRsaKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1_024 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function anEdwardsKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

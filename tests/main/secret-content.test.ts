import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretIn } from '../../src/main/secret-content.ts';
import { CERTIFICATE, KEY_OF_CERTIFICATE } from './a-certificate.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pkcs8 = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const sec1 = privateKey.export({ format: 'pem', type: 'sec1' }).toString();
const locked = privateKey
  .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'word' })
  .toString();
const pkcs8Of = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const rsa = pkcs8Of(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const otherCurve = pkcs8Of(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey);
const shared = publicKey.export({ format: 'pem', type: 'spki' }).toString();

/** The head of a sealed content in DER, as much as tells it from anything else. */
const enveloped = Buffer.from('308006092a864886f70d010703a0803080020100', 'hex');
const signed = Buffer.from('308006092a864886f70d010702a0803080020100', 'hex');
const mime = (content: Buffer) =>
  Buffer.from(
    `Content-Type: application/pkcs7-mime; name="smime.p7m"; smime-type=enveloped-data\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n`,
  );

describe('a key for Apple', () => {
  it.each([
    ['PKCS#8', pkcs8],
    ['SEC1', sec1],
  ])('is taken as %s', (_form, pem) => {
    expect(secretIn('appleKey', Buffer.from(pem))).toBe(pem);
  });

  it('loses a byte order mark', () => {
    expect(secretIn('appleKey', Buffer.from(`\uFEFF${pkcs8}`))).toBe(pkcs8);
  });

  it.each([
    ['with a passphrase', locked],
    ['that is public', shared],
    ['of RSA', rsa],
    ['on another curve', otherCurve],
    ['that is none', 'a letter'],
    ['cut in half', pkcs8.slice(0, 100)],
    ['that is empty', ''],
  ])('%s is refused', (_what, text) => {
    expect(secretIn('appleKey', Buffer.from(text))).toBeNull();
  });
});

describe('a certificate for Microsoft', () => {
  it('is taken with its private key, in either order', () => {
    for (const pem of [CERTIFICATE + KEY_OF_CERTIFICATE, KEY_OF_CERTIFICATE + CERTIFICATE]) {
      expect(secretIn('microsoftCertificate', Buffer.from(pem))).toBe(pem);
    }
  });

  it.each([
    ['without a key', CERTIFICATE],
    ['without a certificate', KEY_OF_CERTIFICATE],
    ['with the key of another', CERTIFICATE + pkcs8],
  ])('is refused %s', (_what, pem) => {
    expect(secretIn('microsoftCertificate', Buffer.from(pem))).toBeNull();
  });
});

describe('a token file of Apple', () => {
  it.each([
    ['as S/MIME', mime(enveloped)],
    ['in DER', enveloped],
  ])('is taken %s and kept as base64', (_form, bytes) => {
    expect(secretIn('tokenFile', bytes)).toBe(bytes.toString('base64'));
  });

  it.each([
    ['that is only signed', mime(signed)],
    ['that is a key', Buffer.from(pkcs8)],
    ['without its headers', Buffer.from(enveloped.toString('base64'))],
    ['that is empty', Buffer.alloc(0)],
  ])('%s is refused', (_what, bytes) => {
    expect(secretIn('tokenFile', bytes)).toBeNull();
  });
});

import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { NodeAuthOptions } from '@azure/msal-node';
import { failure, success, type Result } from '../../../core/result.ts';

export type Credential = Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate'>;

/** What the application proves itself with, or in a few words why it cannot; never a part of it. */
export function readCredential(
  kind: 'certificate' | 'secret',
  value: string | undefined,
): Result<Credential, string> {
  if (value === undefined || value.trim() === '') return failure('There is none.');
  return kind === 'secret' ? readSecret(value.trim()) : readCertificate(value);
}

/** A secret is sent as it is, and a private key must be sent to nobody. */
function readSecret(text: string): Result<Credential, string> {
  if (text.includes('-----BEGIN ')) return failure('This is a key or a certificate, no secret.');
  return success({ clientSecret: text });
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/;
const PRIVATE_KEY =
  /-----BEGIN (?:RSA |ENCRYPTED )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |ENCRYPTED )?PRIVATE KEY-----/;

/** A PEM that holds both: the private key, and the certificate that was uploaded to the app registration. */
function readCertificate(pem: string): Result<Credential, string> {
  const certificate = CERTIFICATE.exec(pem)?.[0];
  const key = PRIVATE_KEY.exec(pem)?.[0];
  if (!certificate || !key)
    return failure('The file must hold the private key and the certificate.');
  try {
    const x509 = new X509Certificate(certificate);
    const privateKey = createPrivateKey(key);
    if (privateKey.asymmetricKeyType !== 'rsa') return failure('The key must be an RSA key.');
    if (!x509.checkPrivateKey(privateKey)) return failure('Key and certificate do not match.');
    return success({
      clientCertificate: {
        thumbprintSha256: x509.fingerprint256.replaceAll(':', ''),
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
    });
  } catch {
    return failure('Key or certificate cannot be read; an encrypted key must be decrypted first.');
  }
}

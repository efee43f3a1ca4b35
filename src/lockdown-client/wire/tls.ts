import type { Duplex } from 'node:stream';
import { connect, createSecureContext, type TLSSocket } from 'node:tls';
import { cleanText } from '../clean-text.ts';
import type { LockdownFailure, Outcome } from '../failure.ts';
import { fail, succeed } from '../result.ts';

/** What this computer shows of itself; PEM. */
export interface TlsIdentity {
  readonly certificate: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** Begins TLS over a connected socket. Fails at once when the identity cannot be used. */
export function startTls(socket: Duplex, identity: TlsIdentity): Outcome<TLSSocket> {
  try {
    const secureContext = createSecureContext({
      cert: Buffer.from(identity.certificate),
      key: Buffer.from(identity.privateKey),
      // Devices speak 1.2 (docs/protocol/apple-usb.md#sessions); nothing older is needed.
      minVersion: 'TLSv1.2',
      ...ciphers,
    });
    // TLS shows the computer to the device, not the device to anybody: its certificate was made on a computer that
    // paired, over whatever key it showed then. There is nothing to verify it against.
    return succeed(connect({ socket, secureContext, rejectUnauthorized: false }));
  } catch (error) {
    return fail({ code: 'tls', text: cleanText(String(error)) });
  }
}

// Keys of 1024 bits and SHA-1, as old devices and old records have them, are below OpenSSL's usual level; nothing is
// verified by them here. BoringSSL has no levels, and takes the word for a mistake.
const ciphers = process.versions.openssl.startsWith('0.') ? {} : { ciphers: 'DEFAULT@SECLEVEL=0' };

/** A failure of TLS itself, by the words of OpenSSL and Node; `undefined` when only the connection is gone. */
export function tlsFailureOf(error: Error): LockdownFailure | undefined {
  const code = 'code' in error ? String(error.code) : '';
  return /^(ERR_(SSL|TLS|OSSL)|EPROTO)/.test(code)
    ? { code: 'tls', text: cleanText(code) }
    : undefined;
}

import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { TrustedHost } from './device/state.ts';
import { deviceKeys } from './keys.ts';
import { closed, nextOf, readExactly } from './streams.ts';

/** TLS over a socket that goes on in plain text afterwards. */
export interface SecureLayer {
  readonly stream: TLSSocket;
  /** Ends TLS; resolves when the other side has ended it too and plain bytes follow, or nothing. */
  end(): Promise<void>;
}

/**
 * The device's side of TLS: it shows the certificate that its trusted host made for it, and takes a
 * certificate of that host alone. `undefined` when the two do not come together.
 */
export async function secure(socket: Socket, host: TrustedHost): Promise<SecureLayer | undefined> {
  const { leg, ended } = recordsOf(socket);
  const key = (await deviceKeys()).privateKey.export({ type: 'pkcs8', format: 'pem' });
  const secureContext = createSecureContext({
    key,
    cert: host.deviceCertificate,
    // What a real device speaks: docs/protocol/apple-usb.md#sessions
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
    // Computers sign with what was usual when they were written: SHA-1.
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  const stream = new TLSSocket(leg, {
    isServer: true,
    secureContext,
    requestCert: true,
    rejectUnauthorized: false,
  });
  stream.on('error', () => stream.destroy());
  await Promise.race([nextOf(stream, ['secure', 'close']), closed(socket)]);
  if (!isShownBy(stream, host)) return undefined;
  return {
    stream,
    end: () => {
      stream.end();
      return ended;
    },
  };
}

// libimobiledevice shows its root, others the host's certificate: docs/protocol/apple-usb.md#sessions
function isShownBy(stream: TLSSocket, { rootCertificate, hostCertificate }: TrustedHost): boolean {
  const shown = stream.destroyed ? undefined : stream.getPeerX509Certificate();
  return [rootCertificate, hostCertificate].includes(shown?.toString() ?? '');
}

// TLS gets whole records through a stream of its own. Given the socket it would swallow the plain bytes that
// follow the session.
export function recordsOf(socket: Socket): { leg: Duplex; ended: Promise<void> } {
  const leg = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      socket.write(chunk, () => done());
    },
  });
  return { leg, ended: passRecords(socket, leg) };
}

async function passRecords(socket: Socket, leg: Duplex): Promise<void> {
  for (;;) {
    const header = await readExactly(socket, 5);
    if (header === null) break;
    if (!isRecord(header)) {
      socket.unshift(header);
      break;
    }
    const body = await readExactly(socket, header.readUInt16BE(3));
    if (body === null) break;
    if (!leg.destroyed) leg.push(Buffer.concat([header, body]));
  }
  if (!leg.destroyed) leg.push(null);
}

// Change of cipher, alert, handshake, data; a plain message begins with its length, far below 0x14000000.
function isRecord(header: Buffer): boolean {
  const type = header.readUInt8(0);
  return type >= 0x14 && type <= 0x17 && header.readUInt8(1) === 3;
}

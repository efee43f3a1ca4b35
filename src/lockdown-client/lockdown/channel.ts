import type { Duplex } from 'node:stream';
import type { Limits, Outcome } from '../failure.ts';
import { readInTurn } from '../plist/read.ts';
import type { PlistDict } from '../plist/value.ts';
import { writePlist } from '../plist/write-xml.ts';
import { lockdownFraming } from '../wire/framing.ts';
import type { TlsIdentity } from '../wire/tls.ts';
import { createWire, type Wire } from '../wire/wire.ts';

/** A stream of a device over which lists are exchanged, request by request; lockdown's own, or a service's. */
export interface Channel {
  ask(request: PlistDict): Promise<Outcome<PlistDict>>;
  secure(identity: TlsIdentity): Promise<Outcome<void>>;
  /** Safe to call twice. */
  close(): void;
}

/** Takes the stream over. Each request has the limits' time; a signal ends the connection at any instant. */
export function createChannel(stream: Duplex, limits: Limits): Channel {
  const wire = createWire(stream);
  endWhenAborted(wire, stream, limits.signal);
  const { headerLength } = lockdownFraming;
  return {
    ask: async (request) => {
      const frame = await wire.ask(messageOf(request), lockdownFraming, limits);
      if (!frame.ok) return frame;
      const reply = await readInTurn(frame.value.subarray(headerLength));
      if (!reply.ok) wire.end(reply.error);
      return reply;
    },
    secure: (identity) => wire.secure(identity, limits),
    close: () => wire.end(),
  };
}

// Between two requests too, when nobody waits for anything.
function endWhenAborted(wire: Wire, stream: Duplex, signal: AbortSignal | undefined): void {
  const abort = () => wire.end({ code: 'aborted' });
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  stream.once('close', () => signal?.removeEventListener('abort', abort));
}

function messageOf(request: PlistDict): Buffer {
  const body = writePlist(request);
  const header = Buffer.alloc(lockdownFraming.headerLength);
  header.writeUInt32BE(body.length, 0);
  return Buffer.concat([header, body]);
}

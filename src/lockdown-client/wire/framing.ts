import type { LockdownFailure, Outcome } from '../failure.ts';
import { fail, succeed } from '../result.ts';

/** How messages are told apart on a stream. */
export interface Framing {
  readonly headerLength: number;
  /** The length of what follows this header; decided before any of it is read. */
  bodyLengthOf(header: Buffer): Outcome<number>;
}

const longestMuxFrame = 0x4_0000;
const muxHeaderLength = 16;
const longestMessage = 0x10_0000;

/** The daemon's: docs/protocol/apple-usb.md#usbmux. The length counts the header too. */
export const muxFraming: Framing = {
  headerLength: muxHeaderLength,
  bodyLengthOf: (header) => {
    const length = header.readUInt32LE(0);
    if (length < muxHeaderLength) return fail(malformed('a frame shorter than its header'));
    return length > longestMuxFrame
      ? fail({ code: 'tooLarge' })
      : succeed(length - muxHeaderLength);
  },
};

/** That of lockdown and of services: docs/protocol/apple-usb.md#lockdown. */
export const lockdownFraming: Framing = {
  headerLength: 4,
  bodyLengthOf: (header) => {
    const length = header.readUInt32BE(0);
    return length > longestMessage ? fail({ code: 'tooLarge' }) : succeed(length);
  },
};

/** Reads one frame, header included. */
export async function readFrame(
  read: (length: number) => Promise<Outcome<Buffer>>,
  { headerLength, bodyLengthOf }: Framing,
): Promise<Outcome<Buffer>> {
  const header = await read(headerLength);
  if (!header.ok) return header;
  const length = bodyLengthOf(header.value);
  if (!length.ok) return length;
  const body = await read(length.value);
  return body.ok ? succeed(Buffer.concat([header.value, body.value])) : body;
}

function malformed(text: string): LockdownFailure {
  return { code: 'malformed', text };
}

import type { Duplex } from 'node:stream';
import { encodePlist, type PlistDict } from '../plist.ts';
import { readExactly } from '../streams.ts';

const headerLength = 16;
// The daemon's own buffer: docs/protocol/apple-usb.md#usbmux
const longest = 0x10000;

export interface Frame {
  readonly version: number;
  readonly message: number;
  readonly tag: number;
  readonly body: Buffer;
}

/** The next frame; `null` at the end, and when its length is one that the daemon closes for. */
export async function readFrame(stream: Duplex): Promise<Frame | null> {
  const header = await readExactly(stream, headerLength);
  if (header === null) return null;
  const length = header.readUInt32LE(0);
  if (length < headerLength || length > longest) return null;
  const body = await readExactly(stream, length - headerLength);
  if (body === null) return null;
  return {
    version: header.readUInt32LE(4),
    message: header.readUInt32LE(8),
    tag: header.readUInt32LE(12),
    body,
  };
}

/** Four words, little-endian: length with these 16 bytes, version 1, message 8 (a property list), tag. */
export function frameOf(message: PlistDict, tag: number): Buffer {
  const body = encodePlist(message, 'xml');
  const header = Buffer.alloc(headerLength);
  [headerLength + body.length, 1, 8, tag].forEach((word, index) =>
    header.writeUInt32LE(word, index * 4),
  );
  return Buffer.concat([header, body]);
}

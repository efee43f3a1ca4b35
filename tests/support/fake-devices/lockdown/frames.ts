import type { Duplex } from 'node:stream';
import { encodePlist, type PlistDict, type PlistFormat } from '../plist.ts';
import { readExactly } from '../streams.ts';

const longest = 0x10_0000;

/** The next message of lockdown or a service: a length, big-endian, and a property list. */
export async function readMessage(stream: Duplex): Promise<Buffer | null> {
  const header = await readExactly(stream, 4);
  if (header === null) return null;
  const length = header.readUInt32BE(0);
  return length > longest ? null : readExactly(stream, length);
}

export function messageOf(message: PlistDict, format: PlistFormat): Buffer {
  const body = encodePlist(message, format);
  const header = Buffer.alloc(4);
  header.writeUInt32BE(body.length, 0);
  return Buffer.concat([header, body]);
}

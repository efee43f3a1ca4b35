import type { Outcome } from '../failure.ts';
import { numberOf, textOf } from '../plist/fields.ts';
import { readInTurn } from '../plist/read.ts';
import type { PlistDict } from '../plist/value.ts';
import { writePlist } from '../plist/write-xml.ts';
import { fail, succeed } from '../result.ts';

const headerLength = 16;
const version = 1;
const plistMessage = 8;

/** One connection carries one request, so one tag will do; messages that answer none have tag 0. */
export const requestTag = 1;

/** A request as the daemon reads it: docs/protocol/apple-usb.md#usbmux. */
export function requestOf(fields: PlistDict): Buffer {
  const body = writePlist(fields);
  const header = Buffer.alloc(headerLength);
  const words = [headerLength + body.length, version, plistMessage, requestTag];
  words.forEach((word, index) => header.writeUInt32LE(word, index * 4));
  return Buffer.concat([header, body]);
}

/** What a frame holds; malformed when it is no list, or answers another request. */
export async function messageIn(
  frame: Buffer,
  tags: readonly number[] = [requestTag],
): Promise<Outcome<PlistDict>> {
  const [found, message, tag] = [4, 8, 12].map((offset) => frame.readUInt32LE(offset));
  const isExpected = found === version && message === plistMessage && tags.includes(tag ?? -1);
  if (!isExpected) return fail({ code: 'malformed', text: 'another kind of message' });
  return readInTurn(frame.subarray(headerLength));
}

/** The daemon's yes or no, as a number; zero when it did what was asked. */
export function resultIn(message: PlistDict): Outcome<number> {
  const number = numberOf(message, 'Number');
  return textOf(message, 'MessageType') === 'Result' && number !== undefined
    ? succeed(number)
    : fail({ code: 'malformed', text: 'no result' });
}

import { parseBuffer, UID } from 'bplist-parser';
import { checkBinary } from './check-binary.ts';
import { Refusal } from './refusal.ts';
import type { PlistDict, PlistValue } from './value.ts';

/** Reads the binary form. The parser trusts what it is given; it is given what was checked. */
export function readBinary(bytes: Uint8Array): PlistValue {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkBinary(buffer);
  const [value] = parseBuffer<unknown>(buffer);
  return ownValue(value);
}

function ownValue(value: unknown): PlistValue {
  if (Array.isArray(value)) return value.map(ownValue);
  // A copy: the parser's data is a window on the whole message.
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? refuse('a date that is none') : value;
  if (typeof value === 'object' && value !== null && !(value instanceof UID)) return ownDict(value);
  return isScalar(value) ? value : refuse(`a value of type ${typeof value}`);
}

// The parser sets keys on an ordinary object, on which `__proto__` sets no key. No reply has one.
function ownDict(value: object): PlistDict {
  if (Object.getPrototypeOf(value) !== Object.prototype) refuse('a key that is no key');
  const dict = Object.create(null) as Record<string, PlistValue>;
  for (const [key, inner] of Object.entries(value)) dict[key] = ownValue(inner);
  return dict;
}

function isScalar(value: unknown): value is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

function refuse(text: string): never {
  throw new Refusal(text);
}

import createBinary from 'bplist-creator';
import { parseBuffer } from 'bplist-parser';
import { build, parse, type PlistValue } from 'plist';

/** What a property list holds here; whole numbers of 64 bits are `bigint`. */
export type Plist = string | number | bigint | boolean | Date | Uint8Array | Plist[] | PlistDict;

/** A key whose value is `undefined` is left out when written. */
export interface PlistDict {
  [key: string]: Plist | undefined;
}

export type PlistFormat = 'xml' | 'binary';

/** The bytes of a property list, by packages of their own: what is tested reads it with another parser. */
export function encodePlist(value: PlistDict, format: PlistFormat): Buffer {
  const whole = withoutAbsent(value);
  if (format === 'binary') return createBinary(whole as PlistDict);
  // The package writes bigint although its types do not say so.
  return Buffer.from(build(whole as PlistValue));
}

/** Reads XML and binary; `undefined` when it is no dictionary. Data comes as Buffer. */
export function decodePlist(bytes: Uint8Array): PlistDict | undefined {
  const buffer = Buffer.from(bytes);
  try {
    const isBinary = buffer.subarray(0, 6).toString('latin1') === 'bplist';
    const value: unknown = isBinary ? parseBuffer(buffer)[0] : parse(buffer.toString('utf8'));
    return isDict(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function textOf(dict: PlistDict, key: string): string | undefined {
  const value = dict[key];
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(dict: PlistDict, key: string): number | undefined {
  const value = dict[key];
  return typeof value === 'number' ? value : undefined;
}

export function dataOf(dict: PlistDict, key: string): Buffer | undefined {
  const value = dict[key];
  return value instanceof Uint8Array ? Buffer.from(value) : undefined;
}

export function dictOf(dict: PlistDict, key: string): PlistDict | undefined {
  const value = dict[key];
  return isDict(value) ? value : undefined;
}

function isDict(value: unknown): value is PlistDict {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) && !(value instanceof Uint8Array) && !(value instanceof Date);
}

// The writer of binary lists refuses undefined and knows data as Buffer alone.
function withoutAbsent(value: Plist): Plist {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (!isDict(value)) return value;
  const present = Object.entries(value).filter(
    (entry): entry is [string, Plist] => entry[1] !== undefined,
  );
  return Object.fromEntries(present.map(([key, inner]) => [key, withoutAbsent(inner)]));
}

import { caps } from './caps.ts';
import { Refusal } from './refusal.ts';

/** The objects of a binary list: where they stand, and how references to them are written. */
export interface Table {
  readonly bytes: Buffer;
  readonly count: number;
  readonly top: number;
  readonly start: number;
  readonly offsetSize: number;
  readonly referenceSize: number;
}

export interface ObjectHead {
  readonly kind: 'scalar' | 'text' | 'array' | 'dict';
  /** Of its own, head and references included. */
  readonly bytes: number;
  /** Objects it holds; of a dictionary first the keys, then as many values. */
  readonly references: readonly number[];
}

const headerLength = 8;
const trailerLength = 32;

/** Reads the trailer; nothing in it is believed before it is checked. */
export function tableOf(bytes: Buffer): Table {
  if (bytes.length < headerLength + trailerLength + 1) throw new Refusal('too short');
  const trailer = bytes.subarray(bytes.length - trailerLength);
  const table: Table = {
    bytes,
    offsetSize: trailer.readUInt8(6),
    referenceSize: trailer.readUInt8(7),
    count: Number(trailer.readBigUInt64BE(8)),
    top: Number(trailer.readBigUInt64BE(16)),
    start: Number(trailer.readBigUInt64BE(24)),
  };
  const isSized = isWordSize(table.offsetSize) && isWordSize(table.referenceSize);
  const isCounted = table.count > table.top && table.count <= caps.nodes;
  const end = table.start + table.count * table.offsetSize;
  const isInside = table.start > headerLength && end <= bytes.length - trailerLength;
  if (!isSized || !isCounted || !isInside) throw new Refusal('a trailer that cannot be');
  return table;
}

/** The head of one object, and that all of it lies inside. */
export function headOf(table: Table, index: number): ObjectHead {
  const offset = offsetOf(table, index);
  const marker = byteAt(table, offset);
  const [type, low] = [marker >> 4, marker & 0xf];
  const scalar = scalarLength(type, low);
  if (scalar !== undefined) return withBytes(table, offset, 1 + scalar);
  const { length, head } = lengthOf(table, offset, low);
  switch (type) {
    case 0x4:
      return withBytes(table, offset, head + length);
    case 0x5:
      return { ...withBytes(table, offset, head + length), kind: 'text' };
    case 0x6:
      return { ...withBytes(table, offset, head + 2 * length), kind: 'text' };
    case 0xa:
      return { ...container(table, offset + head, length), kind: 'array' };
    case 0xd:
      return { ...container(table, offset + head, 2 * length), kind: 'dict' };
    default:
      throw new Refusal(`object of type ${marker.toString(16)}`);
  }
}

function isWordSize(size: number): boolean {
  return size >= 1 && size <= 8;
}

// Booleans, integers of 1 to 16 bytes, reals of 4 and 8, dates. No null, fill, UID or set: no reply has them.
const scalarForms: Record<number, readonly number[]> = {
  0x0: [8, 9],
  0x1: [0, 1, 2, 3, 4],
  0x2: [2, 3],
  0x3: [3],
};

function scalarLength(type: number, low: number): number | undefined {
  if (!(scalarForms[type]?.includes(low) ?? false)) return undefined;
  return type === 0 ? 0 : 2 ** low;
}

// A length of 15 and more is an integer object of its own behind the marker.
function lengthOf(table: Table, offset: number, low: number): { length: number; head: number } {
  if (low !== 0xf) return { length: low, head: 1 };
  const marker = byteAt(table, offset + 1);
  const size = 2 ** (marker & 0xf);
  if (marker >> 4 !== 0x1 || size > 8) throw new Refusal('a length that is none');
  withBytes(table, offset + 2, size);
  return { length: wordAt(table, offset + 2, size), head: 2 + size };
}

function container(table: Table, offset: number, length: number) {
  if (length > caps.nodes) throw new Refusal('too many values');
  const { bytes } = withBytes(table, offset, length * table.referenceSize);
  const references = Array.from({ length }, (_, index) =>
    wordAt(table, offset + index * table.referenceSize, table.referenceSize),
  );
  if (references.some((reference) => reference >= table.count))
    throw new Refusal('a lost reference');
  return { bytes: bytes + 1, references };
}

function withBytes({ start }: Table, offset: number, bytes: number) {
  if (offset + bytes > start) throw new Refusal('an object that ends outside');
  return { kind: 'scalar' as const, bytes, references: [] };
}

function offsetOf({ bytes, start, offsetSize, count }: Table, index: number): number {
  if (index >= count) throw new Refusal('a lost reference');
  const offset = wordOf(bytes, start + index * offsetSize, offsetSize);
  if (offset < headerLength || offset >= start) throw new Refusal('an object outside');
  return offset;
}

function byteAt(table: Table, offset: number): number {
  withBytes(table, offset, 1);
  return table.bytes.readUInt8(offset);
}

function wordAt({ bytes }: Table, offset: number, size: number): number {
  return wordOf(bytes, offset, size);
}

// Beyond 2^53 it is not exact, but far too large for any use it is put to, and so refused.
function wordOf(bytes: Buffer, offset: number, size: number): number {
  let word = 0;
  for (let index = 0; index < size; index += 1) word = word * 256 + bytes.readUInt8(offset + index);
  return word;
}

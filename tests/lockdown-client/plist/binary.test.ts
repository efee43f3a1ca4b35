import createBinary from 'bplist-creator';
import { describe, expect, it } from 'vitest';
import { caps } from '../../../src/lockdown-client/plist/caps.ts';
import { readPlist } from '../../../src/lockdown-client/plist/read.ts';
import { sharedReferences } from '../../support/fake-devices/hostile/lists.ts';

function value(list: Buffer): unknown {
  const outcome = readPlist(list);
  return outcome.ok ? outcome.value : outcome.error;
}

interface Form {
  readonly trailer?: Partial<
    Record<'offsetSize' | 'referenceSize' | 'count' | 'top' | 'start', bigint>
  >;
}

/** A list of these objects; the first is its root. */
function binary(objects: readonly number[][], { trailer = {} }: Form = {}): Buffer {
  const offsets = objects.map((_, index) => 8 + objects.slice(0, index).flat().length);
  const body = Buffer.concat([Buffer.from('bplist00'), Buffer.from(objects.flat())]);
  const end = Buffer.alloc(32);
  end[6] = Number(trailer.offsetSize ?? 1n);
  end[7] = Number(trailer.referenceSize ?? 1n);
  end.writeBigUInt64BE(trailer.count ?? BigInt(objects.length), 8);
  end.writeBigUInt64BE(trailer.top ?? 0n, 16);
  end.writeBigUInt64BE(trailer.start ?? BigInt(body.length), 24);
  return Buffer.concat([body, Buffer.from(offsets), end]);
}

const malformed = { ok: false, error: { code: 'malformed' } };
const yes = [0x09];

describe('a binary list', () => {
  it('holds what was written, and integers of 64 bits to the last digit', () => {
    const list = {
      UniqueChipID: 0x1a_2b3c_4d5e_801en,
      Name: 'Émile',
      Long: 'x'.repeat(300),
      Data: Buffer.from([1, 2]),
      List: [1, -2, 2.5, true, {}],
      At: new Date('2026-11-27T08:00:00Z'),
    };
    expect(value(createBinary(list))).toEqual({
      ...list,
      UniqueChipID: Number(list.UniqueChipID),
      Data: new Uint8Array([1, 2]),
    });
  });

  it.each([
    [
      'an unsigned integer of 64 bits',
      [0x14, ...Array<number>(8).fill(0), ...Array<number>(8).fill(255)],
      18_446_744_073_709_551_615n,
    ],
    ['a negative integer', [0x13, ...Array<number>(8).fill(255)], -1],
    ['an integer just beyond 2^53', [0x13, 0, 0x20, 0, 0, 0, 0, 0, 1], 9_007_199_254_740_993n],
  ])('holds %s', (_, object, expected) => {
    expect(value(binary([object]))).toEqual(expected);
  });

  it('has dictionaries without a prototype', () => {
    expect(Object.getPrototypeOf(value(createBinary({ a: 1 })))).toBeNull();
  });

  it('holds data that does not keep the message alive', () => {
    const { Data } = value(createBinary({ Data: Buffer.alloc(4) })) as { Data: Uint8Array };
    expect(Data.buffer.byteLength).toBe(4);
  });

  it.each([
    ['a list in itself', binary([[0xa1, 0]])],
    [
      'lists in each other',
      binary([
        [0xa1, 1],
        [0xa1, 0],
      ]),
    ],
    ['a reference to nothing', binary([[0xa1, 7]])],
    ['an array that ends outside', binary([[0xaf, 0x10, 200]])],
    ['a text that ends outside', binary([[0x5f, 0x12, 0x7f, 0xff, 0xff, 0xff]])],
    ['a length that is no integer', binary([[0x5f, 0x55]])],
    ['an integer of 2^15 bytes', binary([[0x1f]])],
    ['a null', binary([[0x00]])],
    ['an id of an archiver', binary([[0x80, 1]])],
    ['a set', binary([[0xc1, 1], yes])],
    ['a date that is none', binary([[0x33, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]])],
    ['a key that is no text', binary([[0xd1, 1, 1], yes])],
    [
      'a key that is a prototype',
      binary([[0xd1, 1, 2], [0x59, ...Buffer.from('__proto__')], [0xa0]]),
    ],
    ['more objects than bytes', binary([yes], { trailer: { count: 1000n } })],
    ['2^64 - 1 objects', binary([yes], { trailer: { count: 2n ** 64n - 1n } })],
    ['a root that is not there', binary([yes], { trailer: { top: 1n } })],
    ['a table outside', binary([yes], { trailer: { start: 2n ** 63n } })],
    ['a table in the header', binary([yes], { trailer: { start: 0n } })],
    ['offsets of no bytes', binary([yes], { trailer: { offsetSize: 0n } })],
    ['references of 200 bytes', binary([yes], { trailer: { referenceSize: 200n } })],
    ['a header alone', Buffer.from('bplist00')],
    ['a list that stands for 2^28 values', sharedReferences()],
  ])('is refused with %s', (_, list) => {
    expect(readPlist(list)).toMatchObject(malformed);
  });

  it('may be as deep as the cap and no deeper', () => {
    const nested = (depth: number) =>
      binary([...Array.from({ length: depth }, (_, level) => [0xa1, level + 1]), yes]);
    expect(readPlist(nested(caps.depth))).toMatchObject({ ok: true });
    expect(readPlist(nested(caps.depth + 1))).toMatchObject(malformed);
  });

  it('may stand for as many values as the cap and no more', () => {
    const squared = (count: number) =>
      binary(
        [1, 2].map((to) => [0xaf, 0x10, count, ...Array<number>(count).fill(to)]).concat([yes]),
      );
    expect(readPlist(squared(60))).toMatchObject({ ok: true });
    expect(readPlist(squared(64))).toMatchObject(malformed);
  });

  it('may name an object often as long as it does not stand for too much', () => {
    const text = [0x5f, 0x11, 0x10, 0, ...Buffer.alloc(4096, 'x')];
    const named = (count: number) => [
      0xaf,
      0x11,
      count >> 8,
      count & 255,
      ...Array<number>(count).fill(1),
    ];
    const list = (count: number) => {
      const objects = [named(count), text];
      const body = Buffer.concat([Buffer.from('bplist00'), Buffer.from(objects.flat())]);
      const offsets = Buffer.alloc(4);
      offsets.writeUInt16BE(8, 0);
      offsets.writeUInt16BE(8 + named(count).length, 2);
      const end = binary([yes], {
        trailer: { offsetSize: 2n, count: 2n, start: BigInt(body.length) },
      });
      return Buffer.concat([body, offsets, end.subarray(end.length - 32)]);
    };
    expect(readPlist(list(200))).toMatchObject({ ok: true });
    expect(readPlist(list(300))).toMatchObject(malformed);
  });
});

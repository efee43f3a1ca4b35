import { describe, expect, it } from 'vitest';
import {
  booleanOf,
  dataOf,
  dateOf,
  dictOf,
  dictsOf,
  integerOf,
  listOf,
  numberOf,
  textOf,
} from '../../../src/lockdown-client/index.ts';

const dict = {
  text: 'a',
  number: 2.5,
  whole: 2,
  large: 2n ** 64n,
  nan: Number.NaN,
  yes: true,
  data: new Uint8Array([1]),
  date: new Date(0),
  dict: { a: 1 },
  list: [1, { a: 1 }, 'x'],
};
const readers = {
  text: textOf,
  number: numberOf,
  integer: integerOf,
  yes: booleanOf,
  data: dataOf,
  date: dateOf,
  dict: dictOf,
  list: listOf,
};

describe('a field of a foreign dictionary', () => {
  it.each([
    ['text', ['text']],
    ['number', ['number', 'whole']],
    ['integer', ['whole', 'large']],
    ['yes', ['yes']],
    ['data', ['data']],
    ['date', ['date']],
    ['dict', ['dict']],
    ['list', ['list']],
  ] as const)('is read as %s only when it is one', (name, keys) => {
    const found = Object.keys(dict).filter((key) => readers[name](dict, key) !== undefined);
    expect(found).toEqual(keys);
  });

  it.each(Object.entries(readers))('is never one that was inherited: %s', (_, reader) => {
    expect(reader({}, 'constructor')).toBeUndefined();
    expect(reader({}, '__proto__')).toBeUndefined();
  });

  it('that is a list gives its dictionaries, and drops what else is in it', () => {
    expect(dictsOf(dict, 'list')).toEqual([{ a: 1 }]);
  });

  it('that is an integer is exact', () => {
    expect([integerOf(dict, 'whole'), integerOf(dict, 'large')]).toEqual([2n, 2n ** 64n]);
  });
});

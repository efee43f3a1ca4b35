import { describe, expect, it } from 'vitest';
import { serialsIn } from '../../src/cli/inputs.ts';

describe('a list of serials', () => {
  it.each([
    ['a header', 'serial\nA1\nA2\n', ['A1', 'A2']],
    ['no header', 'A1,box 1\nA2,box 2\n', ['A1', 'A2']],
    ['a column further right', 'Box;Serial Number;User\n1;A1;x\n2;A2;y\n', ['A1', 'A2']],
    ['a byte order mark and Windows line ends', '\uFEFFSeriennummer\r\nA1\r\nA2\r\n', ['A1', 'A2']],
    ['quotes and blanks', '"serial"\n" A1 "\n\n"A2"\n', ['A1', 'A2']],
    ['short rows', 'box,serial\n1\n2,A2\n', ['A2']],
    ['nothing', '', []],
  ])('with %s', (_name, csv, serials) => {
    expect(serialsIn(csv).map(({ input }) => input)).toEqual(serials);
  });

  it('knows the line of each serial, past empty lines and cells of two lines', () => {
    const csv = 'serial,note\nA1,x\n\n"A2","two\nlines"\nA3,y\n';
    expect(serialsIn(csv)).toEqual([
      { input: 'A1', line: 2 },
      { input: 'A2', line: 4 },
      { input: 'A3', line: 6 },
    ]);
  });
});

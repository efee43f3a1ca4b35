import { describe, expect, it } from 'vitest';
import { looksLikeDevice, serialCells } from '../../../src/engine/documents/serial-table.ts';

describe('a table with serials', () => {
  it.each([
    ['a header', 'serial\nA1\nA2\n', ['A1', 'A2']],
    ['no header', 'A1,box 1\nA2,box 2\n', ['A1', 'A2']],
    ['a column further right', 'Box;Serial Number;User\n1;A1;x\n2;A2;y\n', ['A1', 'A2']],
    ['a byte order mark and Windows line ends', '\uFEFFSeriennummer\r\nA1\r\nA2\r\n', ['A1', 'A2']],
    ['quotes and blanks', '"serial"\n" A1 "\n\n"A2"\n', ['A1', 'A2']],
    ['short rows', 'box,serial\n1\n2,A2\n', ['A2']],
    ['tabs', 'Name\tSerial No.\nAda\tA1\nBen\tA2\n', ['A1', 'A2']],
    [
      'serials in another column, under no header',
      'Ada,F2LXK0A7JG5H\nBen,x\n',
      ['F2LXK0A7JG5H', 'x'],
    ],
    ['IMEIs alone', 'Name;IMEI\nAda;490154203237518\n', ['IMEI', '490154203237518']],
    [
      'a tag that begins like a header',
      'SN12345678,x\nSN12345679,y\n',
      ['SN12345678', 'SN12345679'],
    ],
    ['marks that nobody sees', 'serial\n\u200BA1\u202E\n', ['A1']],
    ['nothing', '', []],
  ])('with %s', (_name, csv, serials) => {
    expect(serialCells(csv).map(({ input }) => input)).toEqual(serials);
  });

  it('knows the line of each serial, past empty lines and cells of two lines', () => {
    const csv = 'serial,note\nA1,x\n\n"A2","two\nlines"\nA3,y\n';
    expect(serialCells(csv)).toEqual([
      { input: 'A1', line: 2 },
      { input: 'A2', line: 4 },
      { input: 'A3', line: 6 },
    ]);
  });
});

describe('a cell', () => {
  it.each(['F2LXK0A7JG5H', '490154203237518'])('looks like a device with %s', (cell) => {
    expect(looksLikeDevice(cell)).toBe(true);
  });

  it.each(['Standard', 'SERIAL', '', 'iPhone 15', '4006381333931', '2026-11-23'])(
    'does not with %j',
    (cell) => {
      expect(looksLikeDevice(cell)).toBe(false);
    },
  );
});

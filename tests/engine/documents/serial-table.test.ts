import { describe, expect, it } from 'vitest';
import {
  deviceCells,
  looksLikeDevice,
  serialCells,
} from '../../../src/engine/documents/serial-table.ts';

const inputs = (cells: ReturnType<typeof deviceCells>) => cells?.map(({ input }) => input);
const serial = (index: number) => `F2LX${10_000_000 + index}`;
const serials = (count: number) => Array.from({ length: count }, (_, index) => serial(index));

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
    [
      'a tag that begins like a header',
      'SN12345678,x\nSN12345679,y\n',
      ['SN12345678', 'SN12345679'],
    ],
    ['marks that nobody sees', 'serial\n\u200BA1\u202E\n', ['A1']],
    ['an IMEI before the serial', '359496711365533,MKD9FYJ0WL\n', ['MKD9FYJ0WL']],
    [
      'more IMEIs than serials',
      '359496711365533,F2LXK0A7JG5H\n490154203237518,x\n',
      ['F2LXK0A7JG5H', 'x'],
    ],
    ['nothing', '', []],
  ])('with %s', (_name, csv, expected) => {
    expect(inputs(serialCells(csv))).toEqual(expected);
    expect(inputs(deviceCells(csv, 10))).toEqual(expected);
  });

  it.each([
    ['one line with commas', 'MKD9FYJ0WL,K4T9F0JV7V,DMPK4T9F0JV7'],
    ['one line with semicolons', 'MKD9FYJ0WL; K4T9F0JV7V; DMPK4T9F0JV7;'],
    ['lines of uneven length', 'MKD9FYJ0WL,K4T9F0JV7V\nDMPK4T9F0JV7\n'],
    ['names beside them', 'Ada,MKD9FYJ0WL,K4T9F0JV7V\nBen,DMPK4T9F0JV7,\n'],
  ])('is taken whole where they stand side by side under no header: %s', (_name, csv) => {
    expect(inputs(serialCells(csv))).toEqual(['MKD9FYJ0WL', 'K4T9F0JV7V', 'DMPK4T9F0JV7']);
  });

  it('keeps what is no serial in a list of one line, for somebody to see', () => {
    const list = 'MKD9FYJ0WL,oops,DMPK4T9F0JV7';
    expect(inputs(serialCells(list))).toEqual(list.split(','));
  });

  it('gives no IMEI beside a column of serials: it is the same device', () => {
    const csv =
      '359496711365533,MKD9FYJ0WL,K4T9F0JV7V\n490154203237518,DMPK4T9F0JV7,F2LXK0A7JG5H\n';
    expect(inputs(deviceCells(csv, 10))).toEqual([
      'MKD9FYJ0WL',
      'K4T9F0JV7V',
      'DMPK4T9F0JV7',
      'F2LXK0A7JG5H',
    ]);
  });

  it('gives the column of IMEIs where no column holds serials, and only to who can look them up', () => {
    const csv = 'Name;IMEI\nAda;490154203237518\n';
    expect(inputs(deviceCells(csv, 10))).toEqual(['IMEI', '490154203237518']);
    expect(inputs(serialCells(csv))).toEqual(['Name', 'Ada']);
  });

  it('is known by its first 200 lines', () => {
    const boxes = Array.from({ length: 200 }, (_, index) => `box,${serial(index)}\n`);
    const csv = [...boxes, ...serials(300).map((word) => `${word},x\n`)].join('');
    expect(inputs(serialCells(csv))?.slice(199, 201)).toEqual([serial(199), 'x']);
  });

  it('is known by its first 200 columns', () => {
    const row = (column: number) =>
      Array.from({ length: 300 }, (_, at) => (at === column ? serial(0) : 'x'));
    expect(inputs(serialCells(row(199).join(',')))).toEqual([serial(0)]);
    expect(inputs(serialCells(row(200).join(',')))).toEqual(['x']);
  });

  it('is taken past those where many stand side by side', () => {
    const list = serials(1_000);
    const [first, second] = [list.slice(0, 500), list.slice(500)];
    expect(inputs(serialCells(`${first.join(',')}\n${second.join(',')}\n`))).toEqual(list);
  });

  it('may be of any width', () => {
    expect(inputs(serialCells('1,'.repeat(150_000)))).toEqual(['1']);
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

describe('a table with more devices than are asked for', () => {
  it.each([
    ['below each other', '\n'],
    ['side by side', ','],
  ])('is given whole or not at all: %s', (_name, between) => {
    expect(inputs(deviceCells(serials(20).join(between), 20))).toEqual(serials(20));
    expect(deviceCells(serials(21).join(between), 20)).toBeUndefined();
  });

  it('is not what has a header and empty lines besides', () => {
    const csv = `\n\n;\r\nserial;user\r\n${serials(20).join(';\r\n \r\n')}${'\r\n;;'.repeat(50)}`;
    expect(inputs(deviceCells(csv, 20))).toEqual(serials(20));
    expect(deviceCells(`${csv}\r\n${serial(20)};`, 20)).toBeUndefined();
  });

  it('may be one of empty lines that do not look so', () => {
    expect(deviceCells(`serial,user\n${'"",""\n'.repeat(50)}${serial(0)}`, 20)).toBeUndefined();
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

import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { serialNumberSchema } from '../../../src/core/identifiers/serial-number.ts';
import { HOUR } from '../../../src/core/time.ts';
import { orderFile, type OrderLine } from '../../../src/engine/documents/order-file.ts';

const ORDERED_AT = Date.UTC(2026, 10, 23, 9, 5);
const about = { orderedAt: ORDERED_AT, operator: 'Kim', approvedBy: 'Robin' };

function aLine(values: Partial<OrderLine> = {}): OrderLine {
  const serial = serialNumberSchema.parse('F2LTESTA0001');
  return { serial, family: 'iPhone', model: 'iPhone 15', ...values };
}

function cellsOf(text: string): string[][] {
  return Papa.parse<string[]>(text.trimEnd()).data;
}

describe('the file of an order', () => {
  it.each([
    ['jamf', 'Serial Number'],
    ['workspaceOne', 'SerialNumber'],
  ] as const)('for %s is one column under %s', (format, header) => {
    const { text } = orderFile(format, [aLine()], about);
    expect(text).toBe(`${header}\r\nF2LTESTA0001\r\n`);
  });

  it('in its general form says what, until when, by whom and who agreed', () => {
    const { text } = orderFile('generic', [aLine()], about);
    expect(cellsOf(text)).toEqual([
      [
        'serial_number',
        'action',
        'family',
        'model',
        'ordered_at',
        'valid_until',
        'ordered_by',
        'approved_by',
      ],
      [
        'F2LTESTA0001',
        'erase',
        'iPhone',
        'iPhone 15',
        '2026-11-23T09:05:00.000Z',
        '2026-11-23T10:05:00.000Z',
        'Kim',
        'Robin',
      ],
    ]);
  });

  it('is good for an hour, as its name says', () => {
    const file = orderFile('jamf', [aLine()], about);
    expect(file.name).toBe('reset-jamf-valid-until-2026-11-23T1005Z.csv');
    expect(file.validUntil).toBe(ORDERED_AT + HOUR);
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '\r=1',
    '\u200b=1',
    '＝1',
    '|calc',
    '%0A',
  ])('never holds %j as a formula', (evil) => {
    const { text } = orderFile('generic', [aLine({ model: evil })], { ...about, operator: evil });
    const cells = cellsOf(text).flat();
    expect(cells.filter((cell) => /^\s*[=+\-@|%＝＋－＠]/.test(cell))).toEqual([]);
  });

  it('keeps a name with quotes, commas and line breaks in its own cell', () => {
    const model = 'A "large", new\r\nF2LEVIL00001';
    const { text } = orderFile('generic', [aLine({ model })], about);
    const rows = cellsOf(text);
    expect(rows).toHaveLength(2);
    expect(rows[1]?.[3]).toBe('A "large", new F2LEVIL00001');
  });
});

import { describe, expect, it } from 'vitest';
import { csvOf, tabbedText } from '../../src/core/csv.ts';

describe('a table that leaves the app', () => {
  it('ends each row of a file, and quotes what would leave its cell', () => {
    const rows = [
      ['serial', 'text'],
      ['F2LXK0A7JG5H', 'a "large", new one; used'],
    ];
    expect(csvOf(rows)).toBe('serial,text\r\nF2LXK0A7JG5H,"a ""large"", new one; used"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\u200B=1', '＝1', '|calc', '%0A'])(
    'never holds %j as a formula, in a file and in the clipboard',
    (evil) => {
      expect(csvOf([[evil]])).toMatch(/^'/);
      expect(tabbedText([[evil]])).toMatch(/^'/);
    },
  );

  it('keeps a text with tabs and line breaks in its own cell', () => {
    expect(tabbedText([['a\tb\r\nc', 'd']])).toBe('a b c\td');
    expect(csvOf([['a\r\nb']])).toBe('a b\r\n');
  });
});

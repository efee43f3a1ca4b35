import { describe, expect, it } from 'vitest';
import { readList } from '../../../src/engine/campaign/read-list.ts';

const line = (index: number) => `F2LX${10_000_000 + index}`;
const linesOf = (count: number) => Array.from({ length: count }, (_, index) => line(index));

describe('the list of a file', () => {
  it('is the column of its serials', () => {
    const text = 'Name,Serial Number\nAda,F2LXK0A7JG5H\nBen,C39XK2PQJG5H\n';
    expect(readList(text)).toMatchObject({ value: { codes: ['F2LXK0A7JG5H', 'C39XK2PQJG5H'] } });
  });

  it('may stand in one line', () => {
    const text = 'F2LXK0A7JG5H C39XK2PQJG5H';
    expect(readList(text)).toMatchObject({ value: { codes: [text] } });
  });

  it.each(['', 'Name,Serial\nAda,\n', 'Dear all,\nhere is nothing to see.\n'])(
    'is refused where none of it is a serial: %j',
    (text) => {
      expect(readList(text)).toMatchObject({ error: { code: 'listWithoutSerials' } });
    },
  );

  it('is taken whole or not at all', () => {
    expect(readList(linesOf(10_000).join('\n'))).toMatchObject({ ok: true });
    expect(readList(linesOf(10_001).join('\n'))).toMatchObject({ error: { code: 'listTooLong' } });
  });

  it('is taken whole where it stands in one line with commas', () => {
    const codes = ['MKD9FYJ0WL', 'K4T9F0JV7V', 'DMPK4T9F0JV7'];
    expect(readList(codes.join(','))).toMatchObject({ value: { codes } });
    expect(readList(linesOf(10_001).join(','))).toMatchObject({ error: { code: 'listTooLong' } });
  });

  it('is refused for its length before anything in it is looked at', () => {
    expect(readList('1\n'.repeat(600_000))).toMatchObject({ error: { code: 'listTooLong' } });
  });

  it('is looked through for its first 200 columns, however many it has', () => {
    const wide = '1,'.repeat(1_000_000);
    expect(readList(`${wide}${line(0)}`)).toMatchObject({ error: { code: 'listWithoutSerials' } });
  });

  it('is looked through for its first 10,000 words where it stands in one line', () => {
    const words = (count: number) => 'x '.repeat(count);
    expect(readList(`${words(9_999)}${line(0)}`)).toMatchObject({ ok: true });
    expect(readList(`${words(10_000)}${line(0)}`)).toMatchObject({
      error: { code: 'listWithoutSerials' },
    });
    expect(readList(`${line(0)} ${words(10_000)}`)).toMatchObject({
      error: { code: 'listTooLong' },
    });
  });

  it('may be one of IMEIs in groups, as a phone shows them', () => {
    expect(readList('49 015420 323751 8\n')).toMatchObject({
      value: { codes: ['49 015420 323751 8'] },
    });
  });
});

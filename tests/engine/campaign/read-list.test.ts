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
});

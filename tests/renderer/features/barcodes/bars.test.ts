import { describe, expect, it } from 'vitest';
import { code128Bars } from '../../../../src/renderer/features/barcodes/bars.ts';

/** Bars and gaps of a symbol as a row of widths. */
function widthsOf(text: string): number[] {
  const { bars, width } = code128Bars(text);
  const edges = bars.flatMap(({ left, width: thick }) => [left, left + thick]);
  expect(edges.at(-1)).toBe(width);
  return edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
}

describe('a Code 128', () => {
  it('begins with the start sign B and ends with the stop sign', () => {
    const widths = widthsOf('F2LXK0A7JG5H');
    expect(widths.slice(0, 6)).toEqual([2, 1, 1, 2, 1, 4]);
    expect(widths.slice(-7)).toEqual([2, 3, 3, 1, 1, 1, 2]);
  });

  it('has eleven modules for each character, start and check sign, and thirteen for the stop', () => {
    expect(code128Bars('F2LXK0A7JG5H').width).toBe(11 * 14 + 13);
  });

  it('draws F as the table says', () => {
    expect(widthsOf('F2LXK0A7JG5H').slice(6, 12)).toEqual([1, 3, 2, 3, 1, 1]);
  });

  it('puts the digits of an IMEI closer', () => {
    expect(code128Bars('356938035643809').width).toBeLessThan(code128Bars('F2LXK0A7JG5HABC').width);
  });
});

import { describe, expect, it } from 'vitest';
import { toFigure } from './figure.ts';
import { pageOf } from './report.ts';
import { percentile } from './statistics.ts';

describe('a figure of the benchmark', () => {
  it('is judged by its ratio to the floor before anything is rounded', () => {
    const target = { of: 'ratio', atMost: 1.25 } as const;
    const figure = toFigure({ name: 'start', value: 125.04, unit: 'ms', floor: 100, target });
    expect(figure).toEqual({
      name: 'start',
      value: 125.04,
      unit: 'ms',
      floor: 100,
      ratio: 1.25,
      target: '≤ 1.25 × floor',
      holds: false,
    });
  });

  it('holds from its lower bound on', () => {
    const target = { of: 'ratio', atLeast: 0.8 } as const;
    const figure = toFigure({ name: 'appends', value: 80, unit: '1/s', floor: 100, target });
    expect([figure.holds, figure.target]).toEqual([true, '≥ 0.8 × floor']);
  });

  it('that could not be measured does not hold', () => {
    const target = { of: 'value', atMost: 16 } as const;
    const value = percentile([], 0.99);
    expect(toFigure({ name: 'stall', value, unit: 'ms', target }).holds).toBe(false);
  });

  it('promises nothing without a target, and stands in the page all the same', () => {
    const figure = toFigure({ name: 'size', value: 8.378, unit: 'MB' });
    const page = pageOf({ machine: 'm', measuredOn: 'today', figures: [figure], notes: [] });
    expect(figure.holds).toBeNull();
    expect(page).toContain('| `size` | 8.38 MB |  |  |  |  |');
  });
});

describe('a percentile', () => {
  it('is the smallest sample that so many are not above', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(samples, 0.5), percentile(samples, 0.99)]).toEqual([50, 99]);
  });
});

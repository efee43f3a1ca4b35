import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../src/contract/progress.ts';
import { burnDownPoints } from '../../../../src/renderer/features/campaign/progress/burn-down-lines.ts';

const day = (name: string, left: number) => ({
  day: name,
  total: 100,
  left,
  source: 'counted' as const,
});
const LINES = [day('2026-11-25', 60), day('2026-11-26', 50), day('2026-11-27', 40)];

function points(forecast: Progress['forecast']) {
  const quota = { toMove: 0, changes: 0, moveFor: 0, toAsk: 0, questions: 0, askFor: 0 };
  const today = '2026-11-27';
  return burnDownPoints({ today, burnDown: LINES, forecast, throughput: [], quota });
}

describe('the lines of the burn-down', () => {
  it('are the days behind alone without a forecast', () => {
    const given = points({ kind: 'tooFewDays', days: 2, needed: 5 });
    expect(given.map(({ at, left }) => [at, left])).toEqual([
      [0, 60],
      [1, 50],
      [2, 40],
    ]);
  });

  it('lead from today to nothing, early, likely and late', () => {
    const given = points({
      kind: 'dates',
      early: '2026-11-29',
      likely: '2026-12-01',
      late: '2026-12-05',
      days: 9,
      perDay: 10,
    });
    expect(given.slice(2)).toEqual([
      { at: 2, day: '2026-11-27', left: 40, total: 100, range: [40, 40], likely: 40 },
      { at: 4, day: '2026-11-29', range: [0, 30], likely: 20 },
      { at: 6, day: '2026-12-01', range: [0, 20], likely: 0 },
      { at: 10, day: '2026-12-05', range: [0, 0] },
    ]);
  });

  it('end half a year ahead, however late the end is', () => {
    const dates = { kind: 'dates', early: '2026-12-27', likely: null, late: null } as const;
    const given = points({ ...dates, days: 9, perDay: 1 });
    expect(given.at(-1)?.day).toBe('2027-05-26');
  });
});

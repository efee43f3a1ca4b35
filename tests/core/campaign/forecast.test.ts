import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter, daysBetween, daysFromTo } from '../../../src/core/campaign/day.ts';
import { forecast, type DayCount, type Forecast } from '../../../src/core/campaign/forecast.ts';

/** A Friday. */
const TODAY = '2026-11-27';

/** The days before today, oldest first. */
function past(...counts: readonly number[]): DayCount[] {
  const first = daysAfter(TODAY, -counts.length);
  return counts.map((count, index) => ({ day: daysAfter(first, index), count }));
}

function dates(given: Forecast) {
  if (given.kind !== 'dates') throw new Error(given.kind);
  return given;
}

describe('the forecast', () => {
  it('needs five whole days', () => {
    expect(forecast(10, past(9, 9, 9, 9), TODAY)).toEqual({
      kind: 'tooFewDays',
      days: 4,
      needed: 5,
    });
  });

  it('says that a campaign with nothing left is done', () => {
    expect(forecast(0, [], TODAY)).toEqual({ kind: 'done' });
  });

  it('names no date while nothing comes up', () => {
    expect(forecast(10, past(0, 0, 0, 0, 0, 0), TODAY)).toEqual({ kind: 'standstill', days: 6 });
  });

  it('is certain when each day is like the other', () => {
    const week = past(20, 20, 20, 20, 20, 20, 20);
    expect(forecast(60, week, TODAY)).toEqual({
      kind: 'dates',
      early: '2026-11-30',
      likely: '2026-11-30',
      late: '2026-11-30',
      days: 7,
      perDay: 20,
    });
  });

  it('lets nobody work on a weekend on which nobody ever worked', () => {
    // 14 days, Friday to Thursday, with two weekends off.
    const fortnight = past(10, 0, 0, 10, 10, 10, 10, 10, 0, 0, 10, 10, 10, 10);
    // Friday is today: Saturday and Sunday bring nothing, Monday ten.
    expect(dates(forecast(10, fortnight, TODAY)).late).toBe('2026-11-30');
  });

  it('is wider the more the days differ', () => {
    const steady = dates(forecast(400, past(10, 10, 10, 10, 10, 10, 10), TODAY));
    const uneven = dates(forecast(400, past(0, 0, 35, 0, 0, 35, 0), TODAY));
    const width = ({ early, late }: typeof steady) => daysBetween(early ?? '', late ?? '');
    expect(width(uneven)).toBeGreaterThan(width(steady) + 7);
  });

  it('names no day that lies more than two years ahead', () => {
    const given = dates(forecast(100_000, past(1, 1, 1, 1, 1, 1, 1), TODAY));
    expect(given).toMatchObject({ early: null, likely: null, late: null });
  });

  it('forgets what was more than four weeks ago', () => {
    const fast = Array.from({ length: 30 }, () => 1_000);
    const slow = Array.from({ length: 28 }, () => 1);
    expect(dates(forecast(28, past(...fast, ...slow), TODAY))).toMatchObject({
      days: 28,
      perDay: 1,
    });
  });

  it('keeps its three dates in order, after today, and the same for the same past', () => {
    const counts = fc.array(fc.nat(50), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), counts, (remaining, days) => {
        const given = forecast(remaining, past(...days), TODAY);
        expect(forecast(remaining, past(...days), TODAY)).toEqual(given);
        if (given.kind !== 'dates') return;
        const { early, likely, late } = given;
        const inOrder = [TODAY, early, likely, late].map((day) => day ?? '9999-12-31');
        expect(inOrder.toSorted()).toEqual(inOrder);
        expect(early === null || early > TODAY).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('days', () => {
  it('follow each other through the change of the clocks and of the year', () => {
    expect(daysFromTo('2026-10-24', '2026-10-26')).toEqual([
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
    ]);
    expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
  });
});

import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { relativeTime, timeLeft } from '../../../src/renderer/ui/time-text.ts';

const NOW = Date.UTC(2026, 10, 23, 14, 20);

describe('a relative time', () => {
  it.each([
    [-20 * SECOND, 'now'],
    [-3 * MINUTE, '3 min. ago'],
    [-2 * HOUR - 50 * MINUTE, '2 hr. ago'],
    [-DAY, 'yesterday'],
    [12 * MINUTE, 'in 12 min.'],
    [HOUR + 59 * MINUTE, 'in 1 hr.'],
  ])('%d ms away is "%s"', (distance, words) => {
    expect(relativeTime('en', NOW + distance, NOW)).toBe(words);
  });

  it.each([
    ['a year off but for some seconds', 365 * DAY - 20 * SECOND, 'in 365 days'],
    ['late on the day after tomorrow', 2 * DAY + 9 * HOUR, 'in 2 days'],
    ['early on the day before yesterday', -(DAY + 14 * HOUR), '2 days ago'],
  ])('counts days as the calendar does: %s', (_, distance, words) => {
    const noon = new Date(2026, 10, 23, 12).getTime();
    expect(relativeTime('en', noon + distance, noon)).toBe(words);
  });

  it('is German in German', () => {
    expect(relativeTime('de', NOW - 3 * MINUTE, NOW)).toBe('vor 3 Min.');
  });
});

describe('the time that is left', () => {
  it.each([
    [65 * SECOND, '1:05'],
    [500, '0:01'],
    [-5 * SECOND, '0:00'],
    [2 * HOUR + 3 * SECOND, '2:00:03'],
  ])('%d ms are "%s"', (left, words) => {
    expect(timeLeft(NOW + left, NOW)).toBe(words);
  });
});

import { describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '../../../src/core/time.ts';
import { retryAfter } from '../../../src/engine/clouds/http/retry-after.ts';

const BENCH = Date.UTC(2026, 10, 23, 8);
/** The cloud's clock is ten minutes ahead. */
const NOW = { bench: BENCH, cloud: BENCH + 600 * SECOND };

describe('Retry-After', () => {
  it.each([
    ['whole seconds', '60', 60 * SECOND],
    ['a fraction', '2.128', 2_128],
    ['hours', '14400', 4 * HOUR],
    ['weeks', String((40 * DAY) / SECOND), 40 * DAY],
    ['a date on the cloud’s own clock', 'Mon, 23 Nov 2026 10:10:00 GMT', 2 * HOUR],
    ['spaces around it', ' 5 ', 5 * SECOND],
  ])('is honoured as %s', (_, header, wait) => {
    expect(retryAfter(header, NOW)).toBe(BENCH + wait);
  });

  it.each(['0', '-5', '0.2', 'Mon, 23 Nov 2026 07:00:00 GMT'])(
    'of %j still waits a second, since throttled calls count',
    (header) => {
      expect(retryAfter(header, NOW)).toBe(BENCH + SECOND);
    },
  );

  it.each([null, '', 'soon', 'NaN', 'Infinity'])('of %j says nothing', (header) => {
    expect(retryAfter(header, NOW)).toBeUndefined();
  });
});

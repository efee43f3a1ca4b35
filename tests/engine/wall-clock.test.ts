import { afterEach, expect, it, vi } from 'vitest';
import { DAY } from '../../src/core/time.ts';
import { wallClock } from '../../src/engine/live-world.ts';

afterEach(() => vi.useRealTimers());

it('waits for what lies ninety days ahead, and not a day less', () => {
  vi.useFakeTimers();
  const run = vi.fn<() => void>();
  wallClock.after(90 * DAY, run);
  vi.advanceTimersByTime(89 * DAY);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(DAY);
  expect(run).toHaveBeenCalledOnce();
});

it('can take a long wait back at any time', () => {
  vi.useFakeTimers();
  const run = vi.fn<() => void>();
  const takeBack = wallClock.after(60 * DAY, run);
  vi.advanceTimersByTime(30 * DAY);
  takeBack();
  vi.advanceTimersByTime(60 * DAY);
  expect(run).not.toHaveBeenCalled();
});

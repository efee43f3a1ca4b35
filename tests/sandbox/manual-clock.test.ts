import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';

describe('the manual clock', () => {
  it('moves only when told to', async () => {
    const clock = createManualClock(5_000);
    await clock.advance(250);
    expect(clock.now()).toBe(5_250);
  });

  it('lets a loop of sleeps happen at its own times', async () => {
    const clock = createManualClock(0);
    const seen: number[] = [];
    void (async () => {
      for (let round = 0; round < 3; round += 1) {
        await clock.sleep(1_000);
        seen.push(clock.now());
      }
    })();
    await clock.advance(2_500);
    expect(seen).toEqual([1_000, 2_000]);
  });

  it('does not run a timer that was taken back', async () => {
    const clock = createManualClock(0);
    const seen: string[] = [];
    clock.after(10, () => seen.push('ran'))();
    await clock.advance(20);
    expect(seen).toEqual([]);
  });
});

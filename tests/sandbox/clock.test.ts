import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../src/sandbox/clock.ts';

const clocks: VirtualClock[] = [];

describe('the virtual clock', () => {
  afterEach(() => clocks.splice(0).forEach((clock) => clock.stop()));

  it('starts where it is told to and follows the wall at its speed', async () => {
    const clock = start(600);
    await wallTime(50);
    expect(clock.now()).toBeGreaterThan(1_000_000 + 50 * 600 * 0.8);
    expect(clock.now()).toBeLessThan(1_000_000 + 1_000 * 600);
  });

  it('wakes a sleeper no earlier than its own time', async () => {
    const clock = start(600);
    await clock.sleep(12_000);
    expect(clock.now()).toBeGreaterThanOrEqual(1_012_000);
  });

  it('re-times a sleeper when the speed changes', async () => {
    const clock = start(1);
    const slept = clock.sleep(60_000);
    clock.setSpeed(6_000);
    await slept;
    expect(clock.now()).toBeGreaterThanOrEqual(1_060_000);
  });

  it('never jumps back when the speed changes', () => {
    const clock = start(600);
    const before = clock.now();
    clock.setSpeed(1);
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(clock.speed).toBe(1);
  });

  it('runs timers in the order of their times', async () => {
    const clock = start(600);
    const seen: string[] = [];
    clock.after(9_000, () => seen.push('later'));
    clock.after(3_000, () => seen.push('sooner'));
    await clock.sleep(10_000);
    expect(seen).toEqual(['sooner', 'later']);
  });

  it('does not run a timer that was taken back', async () => {
    const clock = start(600);
    const seen: string[] = [];
    const takeBack = clock.after(3_000, () => seen.push('ran'));
    takeBack();
    await clock.sleep(6_000);
    expect(seen).toEqual([]);
  });

  it('stands still and runs nothing after it was stopped', async () => {
    const clock = start(600);
    const seen: string[] = [];
    clock.after(600, () => seen.push('ran'));
    clock.stop();
    const stoppedAt = clock.now();
    await wallTime(20);
    expect([clock.now(), seen]).toEqual([stoppedAt, []]);
  });
});

function start(speed: number): VirtualClock {
  const clock = createVirtualClock({ startAt: 1_000_000, speed });
  clocks.push(clock);
  return clock;
}

function wallTime(milliseconds: number): Promise<void> {
  return new Promise((passed) => void setTimeout(passed, milliseconds));
}

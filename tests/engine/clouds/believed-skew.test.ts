import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { createBelievedSkew } from '../../../src/engine/clouds/http/believed-skew.ts';

const YEAR = 365 * 24 * HOUR;

describe("the clouds' clock", () => {
  it('is what the first answer says, however far off the bench is', () => {
    expect(createBelievedSkew().told(3 * YEAR)).toBe(3 * YEAR);
  });

  it.each([YEAR, -YEAR, 11 * MINUTE, -HOUR])(
    'is not moved by one answer that is %d ms off',
    (wrong) => {
      const { told } = createBelievedSkew();
      expect([0, wrong, 2 * SECOND, -wrong].map(told)).toEqual([0, 0, 2 * SECOND, 2 * SECOND]);
    },
  );

  it('is moved by a second answer that says the same', () => {
    const { told } = createBelievedSkew();
    expect([0, HOUR, HOUR + SECOND].map(told)).toEqual([0, 0, HOUR + SECOND]);
  });

  it('is what it was at the last start until two answers say otherwise', () => {
    const { told } = createBelievedSkew(HOUR);
    expect([0, SECOND].map(told)).toEqual([HOUR, SECOND]);
  });

  it.each([15 * MINUTE, -HOUR])(
    'goes on while the clock of the machine is set by %d ms, and before any answer says so',
    (leap) => {
      const machine = { time: YEAR, uptime: HOUR };
      const clocks = { now: () => machine.time, uptime: () => machine.uptime };
      const skew = createBelievedSkew(undefined, clocks);
      skew.told(20 * SECOND);
      machine.time += MINUTE + leap;
      machine.uptime += MINUTE;
      expect(machine.time + skew.now()).toBe(YEAR + MINUTE + 20 * SECOND);
      expect(skew.told(20 * SECOND - leap)).toBe(20 * SECOND - leap);
    },
  );
});

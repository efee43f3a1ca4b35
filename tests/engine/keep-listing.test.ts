import { describe, expect, it, onTestFinished } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { nextTurn } from '../../src/engine/in-turns.ts';
import { keepListing } from '../../src/engine/keep-listing.ts';
import { openSmall } from './clouds/small-fleet.ts';

function keep() {
  const small = openSmall();
  const { mirror, clock, listing, apple, clouds } = small;
  const hurried: boolean[] = [];
  const lines: string[] = [];
  const begin = () => {
    const stop = keepListing({
      desk: { mirror, clock },
      world: {
        hurry: () => {
          hurried.push(true);
          return () => void hurried.push(false);
        },
      },
      clouds: { apple: [apple], microsoft: null, listing },
      log: (line) => void lines.push(line),
    });
    onTestFinished(stop);
    return stop;
  };
  /** Lets that much time pass, and real work have its turns meanwhile. */
  const pass = async (milliseconds: number) => {
    for (let gone = 0; gone < milliseconds; gone += 20 * SECOND) {
      await clock.advance(20 * SECOND);
      for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    }
  };
  const passes = () => clouds.asked.filter((path) => path === '/mdmServers?limit=1000').length;
  return { ...small, begin, hurried, lines, pass, passes };
}

describe('a listing that is kept', () => {
  it('runs at once, hurrying while nothing is known, and again every three hours', async () => {
    const { begin, pass, passes, hurried, mirror } = keep();
    begin();
    await pass(10 * MINUTE);
    expect([passes(), mirror.count(), hurried]).toEqual([1, 5, [true, false]]);
    await pass(3 * HOUR);
    expect([passes(), hurried.length]).toEqual([2, 2]);
  });

  it('rests while it is paused, and goes on when it is wanted', async () => {
    const { begin, pass, passes, listing } = keep();
    listing.pause();
    begin();
    await pass(12 * HOUR);
    expect(passes()).toBe(0);
    listing.resume();
    await pass(10 * MINUTE);
    expect(passes()).toBe(1);
  });

  it('runs out of its turn when somebody wants it now', async () => {
    const { begin, pass, passes, listing } = keep();
    begin();
    await pass(10 * MINUTE);
    listing.listNow();
    await pass(10 * MINUTE);
    expect(passes()).toBe(2);
    await pass(2 * HOUR + 40 * MINUTE);
    expect(passes()).toBe(2);
  });

  it('goes on at once when it was paused and resumed within one page', async () => {
    const { begin, pass, clock, clouds, listing, mirror } = keep();
    clouds.before = (path) => {
      if (path.startsWith('/mdmServers/A')) {
        listing.pause();
        clock.after(1, () => listing.resume());
      }
      return undefined;
    };
    begin();
    await pass(10 * MINUTE);
    expect(mirror.count()).toBe(5);
  });

  it('takes nothing more once it was stopped', async () => {
    const { begin, pass, passes } = keep();
    const stop = begin();
    stop();
    await pass(12 * HOUR);
    expect(passes()).toBeLessThan(2);
  });
});

import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { aBench, aSeries, PROFILE, stepsOf, theTarget, type Bench } from './a-bench.ts';
import { anIdentity, START, type Called } from './cloud-world.ts';
import { DEADLINE, queueMigration } from './kinds.ts';

/** More than one call takes: a hundred, and thirty more. */
const SERIALS = aSeries(130);
const [first, second] = [SERIALS.slice(0, 100), SERIALS.slice(100)];

function serialsOf(calls: readonly Called[]) {
  return calls.map(({ serials }) => serials);
}

function unfinished(bench: Bench, end: string) {
  return SERIALS.filter((serial) => !stepsOf(bench, serial).includes(end));
}

describe('a profile for more devices than one call takes', () => {
  /** Intune takes the second chunk at once, the first one minutes later: everything in between is tried. */
  function halfTaken(): Bench {
    const bench = aBench(SERIALS);
    for (const device of bench.world.devices.values()) device.identity = anIdentity();
    const retryAt = START + 10 * MINUTE;
    bench.world.profileFailures.push({ kind: 'throttled', status: 429, detail: '', retryAt });
    bench.jobs.queue({
      kind: 'assignProfile',
      target: theTarget(),
      serials: SERIALS.map((serial) => ({ serial, profileIds: [PROFILE] })),
    });
    return bench;
  }

  it.each([0.5, 1.5, 2.5, 5, 8, 12, 20, 60, 300, 590, 600.5, 601.5, 602.5, 610])(
    'that crashes after %d seconds skips no chunk, and sends none twice',
    async (seconds) => {
      const bench = halfTaken();
      await bench.clock.advance(seconds * SECOND);
      bench.crash();
      await bench.clock.advance(HOUR);
      // The first was refused once, and so it goes again.
      expect(serialsOf(bench.world.profileCalls)).toEqual([first, second, first]);
      expect(unfinished(bench, 'assignProfile confirmed')).toEqual([]);
    },
  );
});

describe('a migration of more devices than one activity takes', () => {
  const minutes = Array.from({ length: 24 }, (_, at) => at + 0.3);

  it.each(minutes)(
    'that crashes after %d minutes skips no chunk, and posts none twice',
    async (after) => {
      const bench = aBench(SERIALS);
      queueMigration(bench, DEADLINE, SERIALS);
      await bench.clock.advance(after * MINUTE);
      bench.crash();
      await bench.clock.advance(3 * HOUR);
      expect(serialsOf(bench.world.posts)).toEqual([first, second]);
      expect(serialsOf(bench.world.profileCalls).flat().toSorted()).toEqual(SERIALS);
      expect(unfinished(bench, 'migrate confirmed')).toEqual([]);
    },
  );
});

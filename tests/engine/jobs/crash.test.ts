import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { aBench, PHONE, recordedFor, stepsOf, theTarget, type Bench } from './a-bench.ts';
import { ofKind, SCENARIOS } from './kinds.ts';

describe('a POST without a reply', () => {
  it('is not repeated when the devices show that it happened', async () => {
    const bench = aBench();
    bench.world.assignOutcomes.push('lost');
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(30 * MINUTE);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it('is repeated once re-reads prove that nothing happened', async () => {
    const bench = aBench();
    bench.world.assignOutcomes.push('never');
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(30 * MINUTE);
    const [first, second] = bench.world.posts.map((post) => post.at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(5 * MINUTE);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it('is given up after three', async () => {
    const bench = aBench();
    bench.world.assignOutcomes.push('never', 'never', 'never', 'never');
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(2 * HOUR);
    expect(bench.world.posts).toHaveLength(3);
    expect(stepsOf(bench)).toEqual(['reassign failed']);
  });

  it('is not repeated when it left as the computer went to sleep, and takes effect after it woke', async () => {
    const bench = aBench();
    bench.world.assignOutcomes.push('lost');
    bench.world.activityLasts = 8 * HOUR + 3 * MINUTE;
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(11_500);
    expect(bench.world.posts).toHaveLength(1);
    await bench.sleep(8 * HOUR);
    await bench.clock.advance(30 * MINUTE);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it.each([20, 60, 150])(
    'is not repeated because the clock is set forward %d seconds later',
    async (seconds) => {
      const bench = aBench();
      bench.world.assignOutcomes.push('lost');
      bench.world.activityLasts = 4 * MINUTE;
      bench.jobs.queueReassign(PHONE, theTarget());
      await bench.clock.advance(11_500);
      expect(bench.world.posts).toHaveLength(1);
      await bench.clock.advance(seconds * SECOND);
      bench.wall.setBy = 10 * MINUTE;
      await bench.clock.advance(30 * MINUTE);
      expect(bench.world.posts).toHaveLength(1);
      expect(stepsOf(bench)).toContain('assignProfile confirmed');
    },
  );

  it('is not repeated while nothing can be read', async () => {
    const bench = aBench();
    bench.world.assignOutcomes.push('lost');
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(15 * SECOND);
    bench.world.isOnline = false;
    await bench.clock.advance(2 * HOUR);
    bench.world.isOnline = true;
    await bench.clock.advance(30 * MINUTE);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });
});

describe('a clock that is set back by a day', () => {
  it.each([1, 4, 11.5, 20, 60, 120])(
    'after %d seconds holds up nothing, and nothing is posted twice',
    async (seconds) => {
      const bench = aBench();
      bench.jobs.queueReassign(PHONE, theTarget());
      await bench.clock.advance(seconds * SECOND);
      bench.wall.setBy = -24 * HOUR;
      await bench.clock.advance(30 * MINUTE);
      expect(bench.world.posts).toHaveLength(1);
      expect(stepsOf(bench)).toContain('assignProfile confirmed');
    },
  );
});

describe('a crash', () => {
  it('between submit and reply is judged by a re-read, not by another POST', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(11_500);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench)).toEqual(['reassign submitted']);
    bench.crash();
    await bench.clock.advance(30 * MINUTE);
    expect(bench.world.posts).toHaveLength(1);
    expect(recordedFor(bench)).toEqual(['reassigned', 'profileAssigned']);
  });

  const moments = Array.from({ length: 60 }, (_, at) => 1 + at * 4);

  it.each(moments)('after %i seconds loses nothing and posts once', async (seconds) => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(seconds * SECOND);
    bench.crash();
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toHaveLength(1);
    expect(bench.world.syncs).toHaveLength(1);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it('over and over still ends with the profile', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    for (let crash = 0; crash < 40; crash += 1) {
      await bench.clock.advance(17 * SECOND);
      bench.crash();
    }
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });
});

describe.each(SCENARIOS)('$name', ({ name, start, calls, ends }) => {
  const moments = Array.from({ length: 45 }, (_, at) => 0.5 + at * 5.3);
  const once = (bench: Bench) => calls(bench).map(() => 1);
  const isOver = (bench: Bench) =>
    ends === '' ? bench.jobs.views()[0]?.state === 'confirmed' : stepsOf(bench).includes(ends);

  it.each(moments)('that crashes after %d seconds happens once', async (seconds) => {
    const bench = ofKind(name);
    start(bench);
    await bench.clock.advance(seconds * SECOND);
    bench.crash();
    await bench.clock.advance(2 * HOUR);
    expect(calls(bench)).toEqual(once(bench));
    expect(isOver(bench)).toBe(true);
  });

  it.each(Array.from({ length: 24 }, (_, at) => at + 1))(
    'that crashes just as its message number %i has arrived happens once',
    async (number) => {
      const bench = ofKind(name);
      let arrived = 0;
      bench.wire.onArrival = () => {
        arrived += 1;
        if (arrived === number) bench.crash();
      };
      start(bench);
      await bench.clock.advance(2 * HOUR);
      expect(calls(bench)).toEqual(once(bench));
      expect(isOver(bench)).toBe(true);
    },
  );

  it.each(moments)('that sleeps for hours after %d seconds happens once', async (seconds) => {
    const bench = ofKind(name);
    start(bench);
    await bench.clock.advance(seconds * SECOND);
    await bench.sleep(7 * HOUR);
    await bench.clock.advance(2 * HOUR);
    expect(calls(bench)).toEqual(once(bench));
    expect(isOver(bench)).toBe(true);
  });

  it.each(moments)(
    'that is quit after %d seconds and started again happens once',
    async (seconds) => {
      const bench = ofKind(name);
      start(bench);
      await bench.clock.advance(seconds * SECOND);
      const stopped = bench.jobs.stop();
      await bench.clock.advance(2 * SECOND);
      await stopped;
      bench.crash();
      await bench.clock.advance(2 * HOUR);
      expect(calls(bench)).toEqual(once(bench));
      expect(isOver(bench)).toBe(true);
    },
  );

  it('that crashes over and over happens once', async () => {
    const bench = ofKind(name);
    start(bench);
    for (let crash = 0; crash < 60; crash += 1) {
      await bench.clock.advance(13 * SECOND);
      bench.crash();
    }
    await bench.clock.advance(2 * HOUR);
    expect(calls(bench)).toEqual(once(bench));
    expect(isOver(bench)).toBe(true);
  });
});

describe('stopping', () => {
  it('starts nothing more', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.jobs.stop();
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toEqual([]);
  });

  it('waits for the reply to a POST that has left', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(11_500);
    const stopped = bench.jobs.stop();
    await bench.clock.advance(2 * SECOND);
    await stopped;
    bench.crash();
    await bench.clock.advance(2 * MINUTE);
    expect(bench.recorded[0]?.happening.data).toMatchObject({ activityId: 'activity-1' });
  });
});

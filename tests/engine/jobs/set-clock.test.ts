import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { aBench, PHONE, stepsOf, TABLET, theTarget, type Bench } from './a-bench.ts';
import { pendingReset, queueWipe } from './kinds.ts';

async function untilPosted({ world, clock }: Bench): Promise<void> {
  while (world.posts.length + world.wipes.length === 0) await clock.advance(SECOND / 4);
}

describe('a clock that is set while a POST hangs whose reply is lost', () => {
  it('back, leaves its effect the time that it needs', async () => {
    const bench = aBench();
    bench.world.assignOutcomes.push('lost');
    bench.world.activityLasts = 4 * MINUTE;
    bench.jobs.queueReassign(PHONE, theTarget());
    await untilPosted(bench);
    bench.wall.setBy = -10 * MINUTE;
    await bench.clock.advance(30 * MINUTE);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it('forward, does not hold up the next one', async () => {
    const bench = aBench();
    bench.world.assignOutcomes.push('never');
    bench.jobs.queueReassign(PHONE, theTarget());
    await untilPosted(bench);
    bench.wall.setBy = 20 * MINUTE;
    await bench.clock.advance(10 * MINUTE);
    expect(bench.world.posts).toHaveLength(2);
  });

  it('back, has no device wiped twice', async () => {
    const bench = aBench();
    pendingReset(bench);
    bench.world.wipeOutcomes.push('never');
    queueWipe(bench);
    await untilPosted(bench);
    bench.wall.setBy = -10 * MINUTE;
    await bench.clock.advance(HOUR);
    const [first = 0, second = 0] = bench.world.wipes.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(5 * MINUTE);
  });
});

describe('a clock that is set forward while Intune is asked for the rows of lost wipes', () => {
  it('sends none of them again too soon', async () => {
    const bench = aBench([PHONE, TABLET]);
    pendingReset(bench);
    bench.world.wipeOutcomes.push('never', 'never');
    queueWipe(bench, [PHONE, TABLET]);
    await untilPosted(bench);
    await bench.clock.advance(2 * SECOND);
    bench.wire.onArrival = () => {
      bench.wall.setBy = 10 * MINUTE;
    };
    await bench.clock.advance(HOUR);
    const sent = (serial: string) =>
      bench.world.wipes.filter(({ id }) => id === `row-${serial}`).map(({ at }) => at);
    for (const serial of [PHONE, TABLET]) {
      const [first = 0, second = 0] = sent(serial);
      expect(second - first).toBeGreaterThanOrEqual(5 * MINUTE);
    }
  });
});

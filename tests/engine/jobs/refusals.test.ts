import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { aBench, PHONE, stepsOf, TABLET, theTarget, type Bench } from './a-bench.ts';
import { START } from './cloud-world.ts';

const refusal = {
  kind: 'rejected',
  status: 409,
  code: 'ENTITY_ERROR',
  detail: 'invalid device',
} as const;

function queueBoth(bench: Bench): void {
  for (const serial of [PHONE, TABLET]) bench.jobs.queueReassign(serial, theTarget());
}

describe('a refused batch', () => {
  it('loses the serial that Apple names, and is posted once more', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.world.assignOutcomes.push({ ...refusal, offenders: [TABLET] });
    queueBoth(bench);
    await bench.clock.advance(10 * MINUTE);
    expect(bench.world.posts.map((post) => post.serials)).toEqual([[PHONE, TABLET], [PHONE]]);
    const failure = '409 ENTITY_ERROR: invalid device';
    expect(bench.jobs.workOf(TABLET)).toMatchObject([{ state: 'failed', failure }]);
  });

  it('has each suspect asked when none is named', async () => {
    const bench = aBench([PHONE, TABLET]);
    Object.assign(bench.world.devices.get(TABLET) ?? {}, { isMember: false });
    bench.world.assignOutcomes.push(refusal);
    queueBoth(bench);
    await bench.clock.advance(10 * MINUTE);
    expect(bench.world.asked.filter((each) => each.question === 'device')).toHaveLength(2);
    expect(bench.world.posts.map((post) => post.serials)).toEqual([[PHONE, TABLET], [PHONE]]);
    expect(stepsOf(bench, TABLET)).toEqual(['reassign failed']);
  });

  it('fails as a whole when no suspect turns out guilty', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.world.assignOutcomes.push(refusal);
    queueBoth(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench)).toEqual(['reassign failed']);
  });

  it('burns no third POST', async () => {
    const bench = aBench([PHONE, TABLET]);
    Object.assign(bench.world.devices.get(TABLET) ?? {}, { isMember: false });
    bench.world.assignOutcomes.push(refusal, refusal, refusal);
    queueBoth(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toHaveLength(2);
    expect(stepsOf(bench)).toEqual(['reassign failed']);
  });

  it('waits as long as Apple says when it is throttled, and says so', async () => {
    const bench = aBench();
    const retryAt = START + 40 * MINUTE;
    bench.world.assignOutcomes.push({ kind: 'throttled', retryAt, detail: 'slow down' });
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(MINUTE);
    expect(bench.jobs.workOf(PHONE)).toMatchObject([{ state: 'queued', nextAt: retryAt }]);
    expect(bench.jobs.lines()).toMatchObject([
      { nextAt: retryAt, failure: 'throttled: slow down' },
    ]);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts[1]?.at).toBeGreaterThanOrEqual(retryAt);
    expect(stepsOf(bench)).toContain('reassign confirmed');
  });

  it('fails at once when the role lacks the permission', async () => {
    const bench = aBench();
    bench.world.assignOutcomes.push({ kind: 'forbidden', status: 403, detail: 'role' });
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(MINUTE);
    expect(bench.jobs.workOf(PHONE)).toMatchObject([
      { state: 'failed', failure: 'notPermitted: 403: role' },
    ]);
  });
});

describe('a refused chunk of profiles', () => {
  it('is halved until the guilty serial stands alone', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.world.profileFailures.push(refusal, refusal);
    queueBoth(bench);
    await bench.clock.advance(HOUR);
    const states = [PHONE, TABLET].map((serial) => bench.jobs.workOf(serial).at(-1)?.state);
    expect(new Set(states)).toEqual(new Set(['confirmed', 'failed']));
  });

  it('has no more than a hundred serials', async () => {
    const serials = Array.from(
      { length: 130 },
      (_, at) => `F2LTESTB${String(at).padStart(4, '0')}`,
    );
    const bench = aBench(serials as (typeof PHONE)[]);
    for (const serial of bench.world.devices.keys()) bench.jobs.queueReassign(serial, theTarget());
    await bench.clock.advance(HOUR);
    const sizes = bench.world.profileCalls.map((call) => call.serials.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(130);
  });
});

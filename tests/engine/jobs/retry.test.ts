import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/core/time.ts';
import { aBench, aSeries, onlyView, PHONE, stepsOf, TABLET, theTarget } from './a-bench.ts';
import type { Bench } from './a-bench.ts';

const REFUSAL = { kind: 'rejected', status: 409, detail: 'invalid device' } as const;
const FORBIDDEN = { kind: 'forbidden', status: 403, detail: 'role' } as const;

describe('retrying', () => {
  it('takes only what failed, and begins with the step that failed', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.world.unknownToIntune.add(TABLET);
    for (const serial of [PHONE, TABLET]) bench.jobs.queueReassign(serial, theTarget());
    await bench.clock.advance(3 * HOUR);
    expect(stepsOf(bench, TABLET)).toContain('sync failed');
    bench.world.unknownToIntune.delete(TABLET);
    const failed = bench.jobs.views().find(({ mayRetry }) => mayRetry);
    const again = bench.jobs.retry(failed?.id ?? '');
    expect(again).toMatchObject({
      value: { kind: 'sync', open: 1, members: [{ serial: TABLET }], serials: [TABLET] },
    });
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench, TABLET)).toEqual(['sync confirmed', 'assignProfile confirmed']);
  });

  it('is not offered twice while the first try is under way', async () => {
    const bench = aBench();
    bench.world.stuck.add(PHONE);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(HOUR);
    const { id } = onlyView(bench);
    expect(bench.jobs.retry(id).ok).toBe(true);
    expect(bench.jobs.retry(id)).toMatchObject({ error: { code: 'notOffered' } });
    expect(bench.jobs.views().map(({ mayRetry }) => mayRetry)).toEqual([false, false]);
    expect(bench.jobs.lines()).toMatchObject([{ state: 'queued' }]);
  });

  it('is offered by the newest try alone, and its device counts once', async () => {
    const { bench } = await failedTwice();
    expect(bench.jobs.views()).toMatchObject([
      { state: 'failed', failed: 1, left: 1, mayRetry: true, retries: 1 },
      { state: 'failed', failed: 1, left: 0, mayRetry: false, retries: 0 },
    ]);
    expect(bench.jobs.lines()).toMatchObject([{ state: 'failed', serials: 1 }]);
  });

  it('is not offered any more once a newer try has succeeded', async () => {
    const { bench, first } = await failedTwice();
    bench.world.stuck.delete(PHONE);
    bench.jobs.retry(onlyView(bench).id);
    await bench.clock.advance(2 * HOUR);
    expect(stepsOf(bench)).toContain('reassign confirmed');
    expect(bench.jobs.views().filter(({ mayRetry }) => mayRetry)).toEqual([]);
    expect(bench.jobs.retry(first)).toMatchObject({ error: { code: 'notOffered' } });
    expect(bench.jobs.lines().filter(({ state }) => state === 'failed')).toEqual([]);
  });

  it.each(['in this run', 'after a restart'])(
    'is offered by the newest try alone where the clock was set back before it: %s',
    async (when) => {
      const bench = await failedOnce();
      const { id: first } = onlyView(bench);
      bench.wall.setBy = -5 * HOUR;
      const again = bench.jobs.retry(first);
      await bench.clock.advance(2 * HOUR);
      if (when === 'after a restart') bench.crash();
      const offered = bench.jobs.views().filter(({ mayRetry }) => mayRetry);
      expect(offered.map(({ id }) => id)).toEqual([again.ok ? again.value.id : '']);
    },
  );

  it('is offered again when the newer try was cancelled', async () => {
    const bench = await failedOnce();
    const { id } = onlyView(bench);
    const again = bench.jobs.retry(id);
    bench.jobs.cancel(again.ok ? again.value.id : '');
    expect(bench.jobs.views()).toMatchObject([
      { state: 'cancelled', left: 0, mayRetry: false },
      { id, state: 'failed', left: 1, mayRetry: true },
    ]);
    expect(bench.jobs.retry(id).ok).toBe(true);
  });

  it('of a sync for nobody in particular is not offered after a later one', async () => {
    const bench = aBench();
    bench.world.syncFailures.push({ kind: 'forbidden', status: 403, detail: 'role' });
    const { id } = bench.jobs.sync(theTarget());
    await bench.clock.advance(HOUR);
    expect(onlyView(bench)).toMatchObject({ failed: 0, left: 1 });
    bench.jobs.sync(theTarget());
    expect(bench.jobs.retry(id)).toMatchObject({ error: { code: 'notOffered' } });
    await bench.clock.advance(HOUR);
    expect(bench.jobs.views().map(({ mayRetry }) => mayRetry)).toEqual([false, false]);
    expect(bench.jobs.views().map(({ left }) => left)).toEqual([0, 0]);
    expect(bench.jobs.lines()).toEqual([]);
  });

  it('is not offered for what would be refused for ever', async () => {
    const bench = aBench([PHONE, TABLET]);
    Object.assign(bench.world.devices.get(TABLET) ?? {}, { isMember: false });
    bench.world.assignOutcomes.push(REFUSAL);
    for (const serial of [PHONE, TABLET]) bench.jobs.queueReassign(serial, theTarget());
    await bench.clock.advance(HOUR);
    const view = bench.jobs.views().find(({ kind }) => kind === 'reassign');
    const failure = 'notInOrganization: 409: invalid device';
    expect(view).toMatchObject({
      failed: 1,
      left: 1,
      mayRetry: false,
      retries: 0,
      members: [{ failure }, {}],
    });
    expect(bench.jobs.retry(view?.id ?? '')).toMatchObject({ error: { code: 'notOffered' } });
  });

  it('names every serial that it takes, also those that its view leaves out', async () => {
    const bench = aBench(aSeries(120));
    const serials = [...bench.world.devices.keys()];
    bench.world.assignOutcomes.push(FORBIDDEN);
    const request = { kind: 'reassign', target: theTarget() } as const;
    bench.jobs.queue({ ...request, serials: serials.map((serial) => ({ serial })) });
    await bench.clock.advance(2 * HOUR);
    const again = bench.jobs.retry(onlyView(bench).id);
    expect(again.ok && again.value.members).toHaveLength(100);
    expect(again).toMatchObject({ value: { serials } });
  });

  it('looks at ten thousand serials that failed and their new tries in a moment', async () => {
    const bench = aBench(aSeries(10_000));
    const serials = [...bench.world.devices.keys()];
    bench.world.assignOutcomes.push(...serials.map(() => FORBIDDEN));
    const request = { kind: 'reassign', target: theTarget() } as const;
    bench.jobs.queue({ ...request, serials: serials.map((serial) => ({ serial })) });
    await bench.clock.advance(2 * HOUR);
    const failed = bench.jobs.views();
    expect(failed.map(({ mayRetry }) => mayRetry)).toEqual(failed.map(() => true));
    for (const { id } of failed) bench.jobs.retry(id);
    const before = performance.now();
    expect(bench.jobs.views().some(({ mayRetry }) => mayRetry)).toBe(false);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

async function failedOnce(): Promise<Bench> {
  const bench = aBench();
  bench.world.stuck.add(PHONE);
  bench.jobs.queueReassign(PHONE, theTarget());
  await bench.clock.advance(HOUR);
  return bench;
}

async function failedTwice() {
  const bench = await failedOnce();
  const first = onlyView(bench).id;
  bench.jobs.retry(first);
  await bench.clock.advance(HOUR);
  return { bench, first };
}

import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import {
  aBench,
  aSeries,
  onlyView,
  PHONE,
  PROFILE,
  recordedFor,
  stepsOf,
  TABLET,
  theTarget,
} from './a-bench.ts';

const REFUSAL = { kind: 'rejected', status: 409, detail: 'invalid device' } as const;

describe('the view of a job', () => {
  it('says that it gathers, and when it goes on', () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    expect(onlyView(bench)).toMatchObject({
      kind: 'reassign',
      state: 'queued',
      step: 1,
      steps: 3,
      target: 'Intune',
      waiting: 'gathering',
      nextAt: bench.clock.now() + 10 * SECOND,
      open: 1,
      mayCancel: true,
      mayRetry: false,
    });
  });

  it('says that the next POST has to wait for the quota of Apple', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(MINUTE);
    bench.jobs.queueReassign(TABLET, theTarget());
    await bench.clock.advance(MINUTE);
    const waiting = bench.jobs.views().find(({ state }) => state === 'queued');
    expect(waiting).toMatchObject({ kind: 'reassign', waiting: 'postSpacing' });
  });

  it('names the activity and the wait for it', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(15 * SECOND);
    expect(onlyView(bench)).toMatchObject({ activityId: 'activity-1', waiting: 'activity' });
  });

  it('says that nobody answers', async () => {
    const bench = aBench();
    bench.world.isOnline = false;
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(MINUTE);
    expect(onlyView(bench)).toMatchObject({ state: 'queued', waiting: 'noAnswer' });
  });

  it('says when Intune takes the next sync', async () => {
    const bench = aBench();
    bench.world.token = { ...bench.world.token, lastSyncTriggeredAt: bench.clock.now() };
    bench.jobs.sync(theTarget());
    await bench.clock.advance(10 * SECOND);
    expect(onlyView(bench)).toMatchObject({ kind: 'sync', waiting: 'syncSpacing' });
  });

  it('lists the serials that failed first', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.world.stuck.add(TABLET);
    for (const serial of [PHONE, TABLET]) bench.jobs.queueReassign(serial, theTarget());
    await bench.clock.advance(HOUR);
    const view = bench.jobs.views().find(({ kind }) => kind === 'reassign');
    expect(view).toMatchObject({ failed: 1, confirmed: 1, mayRetry: true, mayCancel: false });
    expect(view?.members.map(({ serial }) => serial)).toEqual([TABLET, PHONE]);
  });

  it('is one for all enrollments that are awaited', () => {
    const bench = aBench([PHONE, TABLET]);
    bench.jobs.awaitEnrollments([PHONE]);
    bench.jobs.awaitEnrollments([TABLET]);
    expect(bench.jobs.views()).toMatchObject([{ id: 'confirm', open: 2, mayCancel: false }]);
  });
});

describe('cancelling', () => {
  it('before anything was sent leaves nothing behind', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    const ended = bench.jobs.cancel(onlyView(bench).id);
    expect(ended).toMatchObject({ value: { happened: 'nothingSent', serials: 1 } });
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toEqual([]);
    expect(onlyView(bench)).toMatchObject({ state: 'cancelled', cancelled: 1, open: 0 });
    expect(recordedFor(bench)).toEqual(['workCancelled']);
  });

  it('is no failure, and nothing that the status bar speaks of', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    bench.jobs.cancel(onlyView(bench).id);
    const { id } = bench.jobs.sync(theTarget());
    bench.jobs.cancel(id);
    expect(bench.jobs.views()).toMatchObject([
      { state: 'cancelled', failed: 0, mayRetry: false },
      { state: 'cancelled', failed: 0, mayRetry: false },
    ]);
    expect(bench.jobs.lines()).toEqual([]);
  });

  it('leaves a failure beside it what it is', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.world.assignOutcomes.push({ ...REFUSAL, offenders: [TABLET] });
    for (const serial of [PHONE, TABLET]) bench.jobs.queueReassign(serial, theTarget());
    await bench.clock.advance(MINUTE);
    bench.jobs.cancel(onlyView(bench).id);
    expect(onlyView(bench)).toMatchObject({ state: 'failed', failed: 1, cancelled: 1 });
    expect(bench.jobs.lines()).toMatchObject([{ state: 'failed' }]);
  });

  it('while the POST is under way ends there: its answer queues nothing', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(11_500);
    expect(bench.world.posts).toHaveLength(1);
    const ended = bench.jobs.cancel(onlyView(bench).id);
    expect(ended).toMatchObject({ value: { happened: 'sentNotUndone' } });
    await bench.clock.advance(HOUR);
    expect(bench.world.syncs).toEqual([]);
    expect(stepsOf(bench)).toEqual([]);
  });

  it('holds over a restart', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    bench.jobs.cancel(onlyView(bench).id);
    bench.crash();
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toEqual([]);
    expect(onlyView(bench)).toMatchObject({ cancelled: 1 });
  });

  it('the sync after a move says that the move stays', async () => {
    const bench = aBench();
    bench.world.token = { ...bench.world.token, lastSyncTriggeredAt: bench.clock.now() };
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(2 * MINUTE);
    const sync = bench.jobs.views().find(({ kind }) => kind === 'sync');
    const ended = bench.jobs.cancel(sync?.id ?? '');
    expect(ended).toMatchObject({ value: { happened: 'sentNotUndone' } });
    await bench.clock.advance(HOUR);
    expect(bench.world.profileCalls).toEqual([]);
  });

  it('a profile that was sent says that it stays', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    while (bench.world.profileCalls.length === 0) await bench.clock.advance(SECOND);
    const profile = bench.jobs.views().find(({ kind }) => kind === 'assignProfile');
    const ended = bench.jobs.cancel(profile?.id ?? '');
    expect(ended).toMatchObject({ value: { happened: 'profileStays' } });
  });

  it('frees its serials to be queued again', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    bench.jobs.cancel(onlyView(bench).id);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toHaveLength(1);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it('is not offered for what has ended, nor for what is not known', () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    const { id } = onlyView(bench);
    bench.jobs.cancel(id);
    expect(bench.jobs.cancel(id)).toMatchObject({ error: { code: 'notOffered' } });
    expect(bench.jobs.cancel('nobody')).toMatchObject({ error: { code: 'unknownJob' } });
  });
});

describe('a sync that somebody asks for', () => {
  it('is sent once, never before its time, and ends by itself', async () => {
    const bench = aBench();
    const since = bench.clock.now() - 5 * MINUTE;
    bench.world.token = { ...bench.world.token, lastSyncTriggeredAt: since };
    bench.jobs.sync(theTarget());
    bench.jobs.sync(theTarget());
    await bench.clock.advance(HOUR);
    expect(bench.world.syncs).toHaveLength(1);
    expect(bench.world.syncs[0]).toBeGreaterThanOrEqual(since + 15 * MINUTE);
    expect(onlyView(bench)).toMatchObject({ kind: 'sync', state: 'confirmed' });
  });

  it('that fails says why, and can be retried', async () => {
    const bench = aBench();
    bench.world.syncFailures.push({ kind: 'forbidden', status: 403, detail: 'role' });
    bench.jobs.sync(theTarget());
    await bench.clock.advance(HOUR);
    const note = 'notPermitted: 403: role';
    expect(onlyView(bench)).toMatchObject({ state: 'failed', note, mayRetry: true });
    bench.jobs.retry(onlyView(bench).id);
    await bench.clock.advance(HOUR);
    expect(onlyView(bench)).toMatchObject({ state: 'confirmed' });
  });

  it('can be cancelled before it starts', async () => {
    const bench = aBench();
    bench.world.token = { ...bench.world.token, lastSyncTriggeredAt: bench.clock.now() };
    const { id } = bench.jobs.sync(theTarget());
    expect(bench.jobs.cancel(id)).toMatchObject({ value: { happened: 'nothingSent' } });
    await bench.clock.advance(HOUR);
    expect(bench.world.syncs).toEqual([]);
  });
});

describe('many at once', () => {
  it('are queued in batches that Apple takes, each serial once', async () => {
    const bench = aBench(aSeries(1_500));
    const asked = [...bench.world.devices.keys(), ...bench.world.devices.keys()];
    const queued = bench.jobs.queue({
      kind: 'reassign',
      target: theTarget(),
      serials: asked.map((serial) => ({ serial, profileIds: [PROFILE] })),
    });
    expect(queued).toHaveLength(1_500);
    expect(bench.jobs.views().map(({ open }) => open)).toEqual([1_000, 500]);
  });
});

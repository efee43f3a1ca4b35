import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import {
  aBench,
  aSeries,
  PHONE,
  recordedFor,
  stepsOf,
  TABLET,
  theTarget,
  type Bench,
} from './a-bench.ts';
import { START } from './cloud-world.ts';
import { DEADLINE, migrating, queueCancel, queueDeadline, queueMigration } from './kinds.ts';

function failureIn(bench: Bench, serial = PHONE): string | undefined {
  return bench.jobs.workOf(serial).find(({ failure }) => failure !== undefined)?.failure;
}

function viewOf(bench: Bench, kind: string) {
  return bench.jobs.views().find((view) => view.kind === kind);
}

describe('a migration without a reset', () => {
  it('is scheduled, synchronised, gets its profile, and is confirmed once that has settled', async () => {
    const bench = aBench();
    queueMigration(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toMatchObject([
      { order: { kind: 'schedule', serviceId: 'new', cloudDeadlineAt: DEADLINE } },
    ]);
    expect(recordedFor(bench)).toEqual(['migrationScheduled', 'profileAssigned']);
    expect(stepsOf(bench)).toEqual([
      'migrate confirmed',
      'sync confirmed',
      'confirm queued',
      'assignProfile confirmed',
    ]);
  });

  it('stays open until its profile has settled, and says so', async () => {
    const bench = aBench();
    bench.world.unknownToIntune.add(PHONE);
    queueMigration(bench);
    await bench.clock.advance(2 * HOUR);
    expect(viewOf(bench, 'migrate')).toMatchObject({
      state: 'finished',
      waiting: 'settling',
      deadlineAt: DEADLINE,
      open: 1,
    });
  });

  it('cries out twelve hours before a deadline that Intune has no profile for', async () => {
    const bench = aBench();
    bench.world.unknownToIntune.add(PHONE);
    queueMigration(bench, START + 2 * DAY);
    await bench.clock.advance(35 * HOUR);
    expect(viewOf(bench, 'migrate')).toMatchObject({ waiting: 'settling' });
    await bench.clock.advance(2 * HOUR);
    expect(viewOf(bench, 'migrate')).toMatchObject({ waiting: 'deadline', open: 1 });
    expect(bench.jobs.workOf(PHONE)).toContainEqual(
      expect.objectContaining({ kind: 'migrate', waiting: 'deadline' }),
    );
  });

  it.each([
    [false, 'finished', 'deadline'],
    [true, 'confirmed', undefined],
  ])(
    'whose settled profile awaits configuration (%s) is %s twelve hours before the deadline, and waits for: %s',
    async (awaitsConfiguration, state, waiting) => {
      const bench = aBench();
      queueMigration(bench, START + 2 * DAY);
      while (recordedFor(bench).length === 0) await bench.clock.advance(SECOND);
      bench.world.awaitsConfiguration = awaitsConfiguration;
      await bench.clock.advance(37 * HOUR);
      expect(recordedFor(bench)).toContain('profileAssigned');
      expect(viewOf(bench, 'migrate')?.state).toBe(state);
      expect(viewOf(bench, 'migrate')?.waiting).toBe(waiting);
    },
  );

  it('still cries out after a restart', async () => {
    const bench = aBench();
    bench.world.unknownToIntune.add(PHONE);
    queueMigration(bench, START + 2 * DAY);
    await bench.clock.advance(37 * HOUR);
    bench.crash();
    await bench.clock.advance(HOUR);
    expect(viewOf(bench, 'migrate')).toMatchObject({ waiting: 'deadline' });
  });

  it('fails when the deadline passes without a profile', async () => {
    const bench = aBench();
    bench.world.unknownToIntune.add(PHONE);
    queueMigration(bench, START + 2 * DAY);
    await bench.clock.advance(49 * HOUR);
    expect(bench.jobs.workOf(PHONE)[0]).toMatchObject({ kind: 'migrate', state: 'failed' });
    expect(recordedFor(bench)).toContain('workFailed');
  });

  it('is over at once when the device says that it has migrated', async () => {
    const bench = aBench();
    bench.world.unknownToIntune.add(PHONE);
    queueMigration(bench, START + 2 * DAY);
    await bench.clock.advance(HOUR);
    const device = bench.world.devices.get(PHONE);
    if (device?.migration) device.migration = { ...device.migration, status: 'SUCCESS' };
    await bench.clock.advance(37 * HOUR);
    expect(bench.jobs.workOf(PHONE)[0]).toMatchObject({ kind: 'migrate', state: 'confirmed' });
  });

  it.each([
    ['cannot migrate', { isMigrationCapable: false }, 'notCapable'],
    ['is on no former service', { serviceId: 'foreign' }, 'notOnFormerService'],
    ['is a stranger', { isMember: false }, 'notInOrganization'],
  ])('is never posted for a device that %s', async (_name, change, code) => {
    const bench = aBench();
    Object.assign(bench.world.devices.get(PHONE) ?? {}, change);
    queueMigration(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toEqual([]);
    expect(failureIn(bench)).toBe(code);
  });

  it.each([
    ['too near', START + 12 * HOUR],
    ['too far', START + 91 * DAY],
  ])('is never posted with a deadline that is %s', async (_name, deadline) => {
    const bench = aBench();
    queueMigration(bench, deadline);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toEqual([]);
    expect(failureIn(bench)).toContain('deadlineOutOfRange');
  });

  it('is never posted while Intune cannot hear of the device', async () => {
    const bench = aBench();
    bench.world.token = { ...bench.world.token, lastSyncErrorCode: 403 };
    queueMigration(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toEqual([]);
    expect(failureIn(bench)).toContain('lastSyncErrorCode 403');
  });

  it('leaves out the device that cannot, and takes the others', async () => {
    const bench = aBench([PHONE, TABLET]);
    Object.assign(bench.world.devices.get(TABLET) ?? {}, { isMigrationCapable: false });
    queueMigration(bench, DEADLINE, [PHONE, TABLET]);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts.map(({ serials }) => serials)).toEqual([[PHONE]]);
    expect(stepsOf(bench, TABLET)).toEqual(['migrate failed']);
  });

  it('keeps the pace of the reassignments of that organization', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.jobs.queueReassign(TABLET, theTarget());
    queueMigration(bench);
    await bench.clock.advance(HOUR);
    const [first, second] = bench.world.posts.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(6 * MINUTE);
  });

  it('goes in batches of a hundred, one after the other', () => {
    const serials = aSeries(250);
    const bench = aBench(serials);
    queueMigration(bench, DEADLINE, serials);
    const views = bench.jobs.views().filter(({ kind }) => kind === 'migrate');
    expect(views.map(({ open }) => open)).toEqual([100, 100, 50]);
    const [first, second, third] = views.map(({ nextAt }) => nextAt ?? 0);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(6 * MINUTE);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThan(6 * MINUTE);
  });

  it('burns no third POST when Apple refuses', async () => {
    const bench = aBench();
    const refusal = { kind: 'rejected', status: 409, detail: 'deadline' } as const;
    bench.world.assignOutcomes.push(refusal, refusal, refusal);
    queueMigration(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts.length).toBeLessThanOrEqual(2);
    expect(stepsOf(bench)).toEqual(['migrate failed']);
  });

  it('whose watch is cancelled says that it stays at Apple', async () => {
    const bench = aBench();
    bench.world.unknownToIntune.add(PHONE);
    queueMigration(bench);
    await bench.clock.advance(HOUR);
    const ended = bench.jobs.cancel(viewOf(bench, 'migrate')?.id ?? '');
    expect(ended).toMatchObject({ value: { happened: 'migrationStays' } });
  });
});

describe('a deadline', () => {
  it('is changed, and proven by what Apple then says', async () => {
    const bench = aBench();
    migrating(bench);
    queueDeadline(bench, DEADLINE + DAY);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toMatchObject([{ order: { kind: 'changeDeadline' } }]);
    expect(recordedFor(bench)).toEqual(['migrationChanged']);
    expect(stepsOf(bench)).toEqual(['changeDeadline confirmed']);
  });

  it('that already is the right one costs no POST', async () => {
    const bench = aBench();
    migrating(bench);
    queueDeadline(bench, DEADLINE);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toEqual([]);
    expect(stepsOf(bench)).toEqual(['changeDeadline confirmed']);
  });

  it('cannot be changed when there is no migration', async () => {
    const bench = aBench();
    queueDeadline(bench, DEADLINE);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toEqual([]);
    expect(stepsOf(bench)).toEqual(['changeDeadline failed']);
  });

  it('can be changed while the profile is still watched, and is watched from then on', async () => {
    const bench = aBench();
    bench.world.unknownToIntune.add(PHONE);
    queueMigration(bench, START + 2 * DAY);
    await bench.clock.advance(3 * HOUR);
    expect(queueDeadline(bench, START + 5 * DAY)).toEqual([PHONE]);
    await bench.clock.advance(37 * HOUR);
    expect(viewOf(bench, 'migrate')).toMatchObject({ waiting: 'settling', open: 1 });
  });
});

describe('cancelling a migration', () => {
  it('is proven by Apple, and the assignment is read again', async () => {
    const bench = aBench();
    migrating(bench);
    queueCancel(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.posts).toMatchObject([{ order: { kind: 'cancel' } }]);
    expect(recordedFor(bench)).toEqual(['migrationCancelled']);
    expect(bench.facts.get(PHONE)?.assignment?.value.serviceId).toBe('old');
  });

  it('believes Apple when the assignment does not go back', async () => {
    const bench = aBench();
    bench.world.revertsOnCancel = false;
    migrating(bench);
    queueCancel(bench);
    await bench.clock.advance(HOUR);
    expect(stepsOf(bench)).toEqual(['cancelMigration confirmed']);
    expect(bench.facts.get(PHONE)?.assignment?.value.serviceId).toBe('new');
  });

  it('ends what the migration still had to do', async () => {
    const bench = aBench();
    bench.world.token = { ...bench.world.token, lastSyncTriggeredAt: START + 10 * MINUTE };
    queueMigration(bench);
    await bench.clock.advance(7 * MINUTE);
    expect(queueCancel(bench)).toEqual([PHONE]);
    await bench.clock.advance(3 * HOUR);
    expect(bench.world.profileCalls).toEqual([]);
    expect(viewOf(bench, 'migrate')).toMatchObject({ cancelled: 1, open: 0 });
    expect(viewOf(bench, 'sync')).toMatchObject({ cancelled: 1, open: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
import { openJobStore } from '../../../src/engine/jobs/job-store.ts';
import { aBench, PHONE, PROFILE, recordedFor, stepsOf, TABLET, theTarget } from './a-bench.ts';
import { anIdentity, START } from './cloud-world.ts';

describe('a reassignment', () => {
  it('goes all the way from the press to a proven profile', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(30 * MINUTE);
    expect(stepsOf(bench)).toEqual([
      'reassign confirmed',
      'sync confirmed',
      'assignProfile confirmed',
    ]);
    expect(recordedFor(bench)).toEqual(['reassigned', 'profileAssigned']);
  });

  it('waits ten quiet seconds for more devices and sends them as one batch', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(6 * SECOND);
    bench.jobs.queueReassign(TABLET, theTarget());
    await bench.clock.advance(MINUTE);
    expect(bench.world.posts.map((post) => post.serials)).toEqual([[PHONE, TABLET]]);
  });

  it('posts no second batch within six minutes', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(MINUTE);
    bench.jobs.queueReassign(TABLET, theTarget());
    await bench.clock.advance(20 * MINUTE);
    const [first, second] = bench.world.posts.map((post) => post.at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(6 * MINUTE);
  });

  it('keeps the spacing of POSTs over a restart', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(2 * MINUTE);
    bench.crash();
    bench.jobs.queueReassign(TABLET, theTarget());
    await bench.clock.advance(3 * MINUTE);
    expect(bench.world.posts).toHaveLength(1);
  });

  it('keeps the time that the activity names, on the cloud clock', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(2 * MINUTE);
    const cloudAssignedAt = (bench.world.posts[0]?.at ?? 0) + bench.world.activityLasts;
    expect(bench.recorded[0]?.happening.data).toMatchObject({
      cloudAssignedAt,
      activityId: 'activity-1',
    });
    const assignment = bench.facts.get(PHONE)?.assignment?.value;
    expect(assignment).toMatchObject({ serviceId: 'new', assignedAt: cloudAssignedAt });
  });

  it('says what each step waits for', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    expect(bench.jobs.workOf(PHONE)).toMatchObject([
      { state: 'queued', nextAt: START + 10 * SECOND },
    ]);
    await bench.clock.advance(15 * SECOND);
    expect(bench.jobs.lines()).toMatchObject([
      { kind: 'reassign', state: 'submitted', serials: 1 },
    ]);
  });
});

describe('before it is sent', () => {
  it('a serial that a re-read shows on the target is left out, and goes on', async () => {
    const bench = aBench([PHONE, TABLET]);
    Object.assign(bench.world.devices.get(PHONE) ?? {}, { serviceId: 'new' });
    bench.jobs.queueReassign(PHONE, theTarget());
    bench.jobs.queueReassign(TABLET, theTarget());
    await bench.clock.advance(30 * MINUTE);
    expect(bench.world.posts.map((post) => post.serials)).toEqual([[TABLET]]);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it('a device that meanwhile is on a foreign service is never moved', async () => {
    const bench = aBench();
    Object.assign(bench.world.devices.get(PHONE) ?? {}, { serviceId: 'foreign' });
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(MINUTE);
    expect(bench.world.posts).toEqual([]);
    expect(stepsOf(bench)).toEqual(['reassign failed']);
  });

  it('a serial that is not in the organization list fails', async () => {
    const bench = aBench();
    bench.facts.delete(PHONE);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(MINUTE);
    expect(bench.world.posts).toEqual([]);
    expect(recordedFor(bench)).toEqual(['fixFailed']);
  });

  it('a second press changes nothing', async () => {
    const bench = aBench();
    bench.jobs.queueReassign(PHONE, theTarget());
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(30 * MINUTE);
    expect(recordedFor(bench)).toEqual(['reassigned', 'profileAssigned']);
  });
});

describe('a device that Apple does not move', () => {
  it('fails with the words of the log, although the activity is COMPLETED', async () => {
    const bench = aBench();
    bench.world.stuck.add(PHONE);
    bench.world.subStatus = 'COMPLETED_WITH_ERROR';
    bench.world.rows = [{ serial: PHONE, status: 'FAILED', subStatus: 'DEVICE_NOT_ELIGIBLE' }];
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(10 * MINUTE);
    const failed = { state: 'failed', failure: 'FAILED DEVICE_NOT_ELIGIBLE' };
    expect(bench.jobs.workOf(PHONE)).toMatchObject([failed]);
    expect(bench.jobs.lines()).toMatchObject([failed]);
    expect(recordedFor(bench)).toEqual(['fixFailed']);
  });

  it('keeps the log of its activity over a restart, since the link to it is dead by then', async () => {
    const bench = aBench([PHONE, TABLET]);
    const rows = [
      { serial: PHONE, status: 'SUCCESS', subStatus: '' },
      { serial: TABLET, status: 'FAILED', subStatus: 'DEVICE_NOT_ELIGIBLE' },
    ];
    bench.world.stuck.add(TABLET);
    bench.world.rows = rows;
    for (const serial of [PHONE, TABLET]) bench.jobs.queueReassign(serial, theTarget());
    while (!stepsOf(bench).includes('reassign finished')) await bench.clock.advance(SECOND);
    bench.world.rows = [];
    bench.crash();
    await bench.clock.advance(30 * MINUTE);
    const failed = { state: 'failed', failure: 'FAILED DEVICE_NOT_ELIGIBLE' };
    expect(bench.jobs.workOf(TABLET)).toMatchObject([failed]);
    expect(stepsOf(bench, PHONE)).toContain('reassign confirmed');
    const kept = openJobStore(bench.database).load(bench.clock.now());
    expect(kept.find(({ kind }) => kind === 'reassign')?.activity?.rows).toEqual(rows);
  });

  it('is read again twice, not six times, when the log says that Apple refused it', async () => {
    const readingsOf = async (status: string) => {
      const bench = aBench();
      bench.world.stuck.add(PHONE);
      bench.world.rows = [{ serial: PHONE, status, subStatus: 'DEVICE_NOT_ELIGIBLE' }];
      bench.jobs.queueReassign(PHONE, theTarget());
      await bench.clock.advance(10 * MINUTE);
      expect(stepsOf(bench)).toEqual(['reassign failed']);
      return bench.world.asked.filter(({ question }) => question === 'assignment').length - 1;
    };
    expect(await readingsOf('FAILED')).toBe(2);
    expect(await readingsOf('SUCCESS')).toBe(6);
  });

  it('does not hold up the others of its batch', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.world.stuck.add(TABLET);
    bench.jobs.queueReassign(PHONE, theTarget());
    bench.jobs.queueReassign(TABLET, theTarget());
    await bench.clock.advance(2 * MINUTE);
    expect(stepsOf(bench, PHONE)).toContain('reassign confirmed');
    await bench.clock.advance(20 * MINUTE);
    expect(stepsOf(bench, TABLET)).toEqual(['reassign failed']);
  });

  it('can be tried again by another press', async () => {
    const bench = aBench();
    bench.world.stuck.add(PHONE);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(10 * MINUTE);
    bench.world.stuck.clear();
    bench.jobs.queueReassign(PHONE, theTarget());
    expect(stepsOf(bench)).toEqual(['reassign queued']);
    await bench.clock.advance(30 * MINUTE);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });
});

describe('a large batch', () => {
  it('is proven by the list of the service, not by a request per device', async () => {
    const serials = Array.from({ length: 60 }, (_, at) => `F2LTESTB${String(at).padStart(4, '0')}`);
    const bench = aBench(serials.map((serial) => serial as typeof PHONE));
    for (const serial of bench.world.devices.keys()) bench.jobs.queueReassign(serial, theTarget());
    await bench.clock.advance(12 * SECOND);
    const before = bench.world.asked.length;
    await bench.clock.advance(2 * MINUTE);
    const asked = bench.world.asked.slice(before).filter((each) => each.question === 'assignment');
    expect(asked).toEqual([]);
    expect(recordedFor(bench, serials[59] as typeof PHONE)).toContain('reassigned');
  });
});

it('an allowed profile that Intune gave by itself is not replaced', async () => {
  const bench = aBench();
  bench.jobs.queueReassign(PHONE, theTarget());
  await bench.clock.advance(90 * SECOND);
  const identity = anIdentity({ profileId: PROFILE, profileAssignedAt: bench.clock.now() });
  Object.assign(bench.world.devices.get(PHONE) ?? {}, { identity });
  await bench.clock.advance(20 * MINUTE);
  expect(stepsOf(bench)).toContain('assignProfile confirmed');
  expect(bench.world.profileCalls).toEqual([]);
});

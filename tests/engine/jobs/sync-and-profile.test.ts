import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { aBench, PHONE, PROFILE, stepsOf, theTarget } from './a-bench.ts';
import { anIdentity, START } from './cloud-world.ts';

describe('the sync', () => {
  it('waits for fifteen minutes after the last one and says until when', async () => {
    const bench = aBench();
    bench.world.token = { ...bench.world.token, lastSyncTriggeredAt: START - 2 * MINUTE };
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(5 * MINUTE);
    const sync = bench.jobs.workOf(PHONE).find((work) => work.kind === 'sync');
    expect(bench.world.syncs).toEqual([]);
    expect(sync).toMatchObject({ state: 'queued', nextAt: START + 13 * MINUTE + 5 * SECOND });
    await bench.clock.advance(20 * MINUTE);
    expect(bench.world.syncs).toHaveLength(1);
  });

  it('is tried again later when Intune says that it is too early', async () => {
    const bench = aBench();
    bench.world.syncFailures.push({ kind: 'rejected', status: 409, detail: 'sync in progress' });
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(30 * MINUTE);
    expect(bench.world.syncs).toHaveLength(2);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it('says in our words that Intune is syncing already, with its own beside them', async () => {
    const bench = aBench();
    bench.world.syncFailures.push({ kind: 'rejected', status: 409, detail: 'sync in progress' });
    bench.jobs.sync(theTarget());
    await bench.clock.advance(20 * SECOND);
    expect(bench.jobs.views()).toMatchObject([
      { waiting: 'alreadySyncing', note: '409: sync in progress' },
    ]);
  });

  it('is left out when Intune has synced by itself after the assignment', async () => {
    const bench = aBench();
    bench.world.token = { ...bench.world.token, lastSyncTriggeredAt: START - MINUTE };
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(5 * MINUTE);
    bench.world.token = { ...bench.world.token, recentSyncs: [bench.clock.now()] };
    Object.assign(bench.world.devices.get(PHONE) ?? {}, { identity: anIdentity() });
    await bench.clock.advance(30 * MINUTE);
    expect(bench.world.syncs).toEqual([]);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });

  it('gives up a serial that two syncs did not import', async () => {
    const bench = aBench();
    bench.world.unknownToIntune.add(PHONE);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(2 * HOUR);
    const [first, second] = bench.world.syncs;
    expect(bench.world.syncs).toHaveLength(2);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(15 * MINUTE);
    expect(stepsOf(bench)).toEqual(['reassign confirmed', 'sync failed']);
  });
});

describe('the profile', () => {
  it('fails when the identity never shows it', async () => {
    const bench = aBench();
    bench.world.deafToProfiles.add(PHONE);
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(HOUR);
    expect(stepsOf(bench)).toEqual([
      'reassign confirmed',
      'sync confirmed',
      'assignProfile failed',
    ]);
  });

  it('is not taken for assigned when only an earlier assignment shows', async () => {
    const bench = aBench();
    const assignment = bench.facts.get(PHONE)?.assignment;
    if (assignment) Object.assign(assignment.value, { assignedAt: START - MINUTE });
    const identity = anIdentity({ profileId: PROFILE, profileAssignedAt: START - HOUR });
    Object.assign(bench.world.devices.get(PHONE) ?? {}, { identity });
    bench.world.deafToProfiles.add(PHONE);
    bench.jobs.queueProfile(PHONE, theTarget(), PROFILE);
    await bench.clock.advance(HOUR);
    expect(bench.world.profileCalls).toHaveLength(1);
    expect(stepsOf(bench)).toEqual(['assignProfile failed']);
  });

  it('is assigned alone when only the profile is asked for', async () => {
    const bench = aBench();
    const identity = anIdentity({ profileId: 'another', profileAssignedAt: START - HOUR });
    Object.assign(bench.world.devices.get(PHONE) ?? {}, { identity });
    bench.jobs.queueProfile(PHONE, theTarget(), PROFILE);
    await bench.clock.advance(MINUTE);
    expect(stepsOf(bench)).toEqual(['assignProfile confirmed']);
    expect(bench.world.posts).toEqual([]);
  });

  it('keeps waiting, without failing, while nothing can be asked', async () => {
    const bench = aBench();
    Object.assign(bench.world.devices.get(PHONE) ?? {}, { identity: anIdentity() });
    bench.jobs.queueProfile(PHONE, theTarget(), PROFILE);
    await bench.clock.advance(3 * SECOND);
    bench.world.isOnline = false;
    await bench.clock.advance(2 * HOUR);
    expect(stepsOf(bench)).toEqual(['assignProfile finished']);
    bench.world.isOnline = true;
    await bench.clock.advance(5 * MINUTE);
    expect(stepsOf(bench)).toEqual(['assignProfile confirmed']);
  });
});

import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { LedgerFault } from '../../../src/engine/ledger/ledger-failure.ts';
import { aBench, PHONE, PROFILE, recordedFor, stepsOf, theTarget, type Bench } from './a-bench.ts';
import { anEnrollment, START } from './cloud-world.ts';

function refuseJobs(bench: Bench, isRefused: boolean): void {
  bench.database.exec(`PRAGMA query_only = ${isRefused ? 'ON' : 'OFF'}`);
}

function enroll(bench: Bench, enrolledAt: number): void {
  bench.world.devices.get(PHONE)?.enrollments.push(anEnrollment({ enrolledAt }));
}

describe('work that the disk refuses', () => {
  it('is not queued, and whoever asked hears the reason of the ledger', () => {
    const bench = aBench();
    refuseJobs(bench, true);
    const { jobs } = bench;
    const calls = [
      () => jobs.queueReassign(PHONE, theTarget()),
      () => jobs.queueProfile(PHONE, theTarget(), PROFILE),
      () => jobs.awaitEnrollments([PHONE]),
    ];
    for (const call of calls) expect(call).toThrow(LedgerFault);
    expect(stepsOf(bench)).toEqual([]);
  });

  it('can be asked for again once there is room', () => {
    const bench = aBench();
    refuseJobs(bench, true);
    expect(() => bench.jobs.awaitEnrollments([PHONE])).toThrow(LedgerFault);
    refuseJobs(bench, false);
    bench.jobs.awaitEnrollments([PHONE]);
    expect(stepsOf(bench)).toEqual(['confirm queued']);
  });
});

describe('an enrollment that the disk refuses', () => {
  it('is recorded once the ledger takes it, and the job says why it waits', async () => {
    const bench = aBench();
    bench.jobs.awaitEnrollments([PHONE]);
    enroll(bench, START + MINUTE);
    bench.ledger.isFull = true;
    await bench.clock.advance(40 * MINUTE);
    expect(stepsOf(bench)).toEqual(['confirm queued']);
    expect(bench.jobs.lines()).toMatchObject([{ failure: 'diskFull: no room' }]);
    bench.ledger.isFull = false;
    await bench.clock.advance(2 * MINUTE);
    expect(recordedFor(bench)).toEqual(['enrolled']);
    expect(stepsOf(bench)).toEqual(['confirm confirmed']);
  });

  it('stays awaited while its job cannot be saved', async () => {
    const bench = aBench();
    bench.jobs.awaitEnrollments([PHONE]);
    enroll(bench, START + MINUTE);
    refuseJobs(bench, true);
    await bench.clock.advance(5 * MINUTE);
    expect(stepsOf(bench)).toEqual(['confirm queued']);
    refuseJobs(bench, false);
    await bench.clock.advance(2 * MINUTE);
    expect(stepsOf(bench)).toEqual(['confirm confirmed']);
  });
});

describe('an enrollment that Intune lists', () => {
  it('is looked at again when its rows could not be read for long', async () => {
    const bench = aBench();
    enroll(bench, START - 15 * MINUTE);
    bench.jobs.awaitEnrollments([PHONE], START - 20 * MINUTE);
    await bench.clock.advance(1_500);
    bench.world.isOnline = false;
    await bench.clock.advance(30 * MINUTE);
    expect(recordedFor(bench)).toEqual([]);
    bench.world.isOnline = true;
    await bench.clock.advance(2 * MINUTE);
    expect(recordedFor(bench)).toEqual(['enrolled']);
  });

  it('is left to the next start when the jobs end while it is looked at', async () => {
    const bench = aBench();
    enroll(bench, START - MINUTE);
    bench.jobs.awaitEnrollments([PHONE], START - 2 * MINUTE);
    await bench.clock.advance(1_500);
    await bench.jobs.stop();
    await bench.clock.advance(MINUTE);
    expect(recordedFor(bench)).toEqual([]);
    bench.crash();
    await bench.clock.advance(MINUTE);
    expect(recordedFor(bench)).toEqual(['enrolled']);
  });
});

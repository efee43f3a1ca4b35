import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { enrolledAfter } from '../../../src/engine/jobs/enrollment-watch.ts';
import { aBench, aSeries, PHONE, recordedFor, stepsOf, TABLET, type Bench } from './a-bench.ts';
import { anEnrollment, START } from './cloud-world.ts';

function enroll(bench: Bench, enrolledAt: number): void {
  bench.world.devices.get(PHONE)?.enrollments.push(anEnrollment({ enrolledAt }));
}

/** Counts the transactions on the table of jobs from now on. */
function savesOf({ database }: Bench): () => number {
  const run = database.exec.bind(database);
  let saves = 0;
  const value = (sql: string) => {
    if (sql.startsWith('BEGIN')) saves += 1;
    run(sql);
  };
  Object.defineProperty(database, 'exec', { value });
  return () => saves;
}

describe('awaiting an enrollment', () => {
  it('asks once a minute for the whole bench and records what it finds', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.jobs.awaitEnrollments([PHONE]);
    bench.jobs.awaitEnrollments([TABLET]);
    await bench.clock.advance(5 * MINUTE);
    expect(bench.world.polls.length).toBeLessThanOrEqual(6);
    enroll(bench, bench.clock.now());
    await bench.clock.advance(2 * MINUTE);
    expect(recordedFor(bench, PHONE)).toEqual(['enrolled']);
    expect(stepsOf(bench, PHONE)).toEqual(['confirm confirmed']);
    expect(stepsOf(bench, TABLET)).toEqual(['confirm queued']);
  });

  it('puts all rows of the serial into the mirror', async () => {
    const bench = aBench();
    enroll(bench, START - HOUR);
    bench.jobs.awaitEnrollments([PHONE]);
    enroll(bench, START + MINUTE);
    await bench.clock.advance(3 * MINUTE);
    expect(bench.facts.get(PHONE)?.enrollments?.value).toHaveLength(2);
  });

  it('does not take an enrollment from before the reset for the new one', async () => {
    const bench = aBench();
    enroll(bench, START - 5 * MINUTE);
    bench.jobs.awaitEnrollments([PHONE]);
    await bench.clock.advance(5 * MINUTE);
    expect(recordedFor(bench)).toEqual([]);
  });

  it('finds an enrollment that came before the operator attested the reset', async () => {
    const bench = aBench();
    enroll(bench, START - 5 * MINUTE);
    bench.jobs.awaitEnrollments([PHONE], START - 20 * MINUTE);
    await bench.clock.advance(MINUTE);
    expect(recordedFor(bench)).toEqual(['enrolled']);
  });

  it('goes on after a crash and records an enrollment once', async () => {
    const bench = aBench();
    bench.jobs.awaitEnrollments([PHONE]);
    await bench.clock.advance(30 * SECOND);
    bench.crash();
    bench.jobs.awaitEnrollments([PHONE]);
    enroll(bench, bench.clock.now());
    await bench.clock.advance(10 * MINUTE);
    expect(recordedFor(bench)).toEqual(['enrolled']);
  });

  it('goes on by itself when the network comes back', async () => {
    const bench = aBench();
    bench.world.isOnline = false;
    bench.jobs.awaitEnrollments([PHONE]);
    await bench.clock.advance(10 * MINUTE);
    bench.world.isOnline = true;
    enroll(bench, START + MINUTE);
    await bench.clock.advance(3 * MINUTE);
    expect(recordedFor(bench)).toEqual(['enrolled']);
  });

  it('goes on asking once a minute when somebody sets the clock back', async () => {
    const bench = aBench([PHONE, TABLET, ...aSeries(6)]);
    bench.jobs.awaitEnrollments([PHONE]);
    await bench.clock.advance(2 * MINUTE);
    bench.wall.setBy = -24 * HOUR;
    const before = bench.world.polls.length;
    for (const serial of aSeries(6)) {
      bench.jobs.awaitEnrollments([serial]);
      await bench.clock.advance(30 * SECOND);
    }
    expect(bench.world.polls.length - before).toBeGreaterThanOrEqual(2);
  });

  it('asks every quarter of an hour only when all of them wait for hours', async () => {
    const bench = aBench();
    bench.jobs.awaitEnrollments([PHONE]);
    await bench.clock.advance(3 * HOUR);
    const before = bench.world.polls.length;
    await bench.clock.advance(HOUR);
    expect(bench.world.polls.length - before).toBeLessThanOrEqual(5);
  });

  it('waits for ten thousand devices after one save, for each of them once', () => {
    const many = aSeries(10_000);
    const bench = aBench(many);
    bench.jobs.awaitEnrollments(many.slice(0, 3));
    const saves = savesOf(bench);
    bench.jobs.awaitEnrollments([...many, ...many.slice(-3)]);
    expect(saves()).toBe(1);
    expect(bench.jobs.lines()).toMatchObject([{ kind: 'confirm', serials: 10_000 }]);
    bench.crash();
    expect(bench.jobs.lines()).toMatchObject([{ kind: 'confirm', serials: 10_000 }]);
  });

  it('saves nothing for who is waited for already', () => {
    const bench = aBench();
    bench.jobs.awaitEnrollments([PHONE]);
    const saves = savesOf(bench);
    bench.jobs.awaitEnrollments([PHONE]);
    expect(saves()).toBe(0);
  });

  it('is one line of the status, however many wait', () => {
    const bench = aBench([PHONE, TABLET]);
    bench.jobs.awaitEnrollments([PHONE]);
    bench.jobs.awaitEnrollments([TABLET]);
    expect(bench.jobs.lines()).toMatchObject([{ kind: 'confirm', serials: 2 }]);
  });
});

describe('a row that proves an enrollment', () => {
  it('is managed, automated and the newest after the reset', () => {
    const rows = [
      anEnrollment({ id: 'old', enrolledAt: START - 1 }),
      anEnrollment({ id: 'first', enrolledAt: START + 1 }),
      anEnrollment({ id: 'newest', enrolledAt: START + 2 }),
      anEnrollment({ id: 'retired', enrolledAt: START + 3, managementState: 'retirePending' }),
      anEnrollment({ id: 'by hand', enrolledAt: START + 4, enrollmentType: 'userEnrollment' }),
      anEnrollment({ id: 'undated', enrolledAt: null }),
    ];
    expect(enrolledAfter(rows, START)?.id).toBe('newest');
  });
});

import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import { makeJob } from '../../../src/engine/jobs/job-list.ts';
import { openJobStore } from '../../../src/engine/jobs/job-store.ts';
import type { Job } from '../../../src/engine/jobs/job.ts';
import { CLOSED_JOBS_KEPT, MIN_CLOSED_JOBS } from '../../../src/engine/jobs/rules.ts';
import { LedgerFault } from '../../../src/engine/ledger/ledger-failure.ts';
import { PHONE } from './a-bench.ts';
import { START } from './cloud-world.ts';

function aJob(values: Partial<Job> = {}): Job {
  const member = { serial: PHONE, askedFor: START, outcome: 'open' } as const;
  const wish = { kind: 'sync', targetId: 'intune', members: [member], nextAt: START } as const;
  return { ...makeJob(wish, START), ...values };
}

function endedJobs(count: number): Job[] {
  return Array.from({ length: count }, () => aJob({ state: 'confirmed' }));
}

function aLongTable() {
  const database = new DatabaseSync(':memory:');
  const store = openJobStore(database);
  const keptAfter = (now: number) => {
    store.load(now);
    const rows = database.prepare('SELECT id FROM jobs').all() as { id: string }[];
    return rows.map(({ id }) => id);
  };
  return { database, store, keptAfter };
}

describe('the table of jobs', () => {
  it('gives back what was saved, the newest state of each', () => {
    const store = openJobStore(new DatabaseSync(':memory:'));
    const job = aJob();
    store.save([job], START);
    store.save([{ ...job, state: 'submitted', calledAt: START }], START + 1);
    expect(store.load(START)).toEqual([{ ...job, state: 'submitted', calledAt: START }]);
  });

  it('forgets ended jobs after a day, open ones never', () => {
    const store = openJobStore(new DatabaseSync(':memory:'));
    store.save([aJob(), aJob({ state: 'failed' })], START);
    expect(store.load(START + 1)).toHaveLength(2);
    expect(store.load(START + 2 * DAY)).toMatchObject([{ state: 'queued' }]);
  });

  it('deletes what ended more than a quarter of a year ago, and nothing that is open', () => {
    const { store, keptAfter } = aLongTable();
    store.save([aJob({ id: 'open' }), aJob({ id: 'ended', state: 'failed' })], START);
    store.save(endedJobs(MIN_CLOSED_JOBS), START + 1);
    expect(keptAfter(START + CLOSED_JOBS_KEPT)).toContain('ended');
    const kept = keptAfter(START + CLOSED_JOBS_KEPT + 1);
    expect(kept).toHaveLength(MIN_CLOSED_JOBS + 1);
    expect(kept).toContain('open');
    expect(kept).not.toContain('ended');
  });

  it('keeps the newest that ended however far ahead somebody has set the clock', () => {
    const { store, keptAfter } = aLongTable();
    store.save([aJob({ id: 'long ago', state: 'confirmed' })], START - 1);
    store.save(endedJobs(MIN_CLOSED_JOBS), START);
    const kept = keptAfter(START + 3_650 * DAY);
    expect(kept).toHaveLength(MIN_CLOSED_JOBS);
    expect(kept).not.toContain('long ago');
  });

  it('deletes no rows of a later version', () => {
    const { database, store, keptAfter } = aLongTable();
    store.save([aJob({ id: 'of later', state: 'failed' })], START - 1);
    database.exec('UPDATE jobs SET shape = 2');
    store.save(endedJobs(MIN_CLOSED_JOBS), START);
    expect(keptAfter(START + 3_650 * DAY)).toContain('of later');
  });

  it('is read all the same where nothing can be deleted', () => {
    const { database, store, keptAfter } = aLongTable();
    store.save([aJob({ id: 'open' }), aJob({ id: 'ended', state: 'failed' })], START - 1);
    store.save(endedJobs(MIN_CLOSED_JOBS), START);
    database.exec('PRAGMA query_only = ON');
    expect(store.load(START + 3_650 * DAY)).toMatchObject([{ id: 'open' }]);
    expect(keptAfter(START)).toContain('ended');
  });

  it('reads rows from before work could be cancelled, and what they waited for', () => {
    const database = new DatabaseSync(':memory:');
    const store = openJobStore(database);
    store.save([aJob({ waiting: 'gathering' })], START);
    database.exec(`UPDATE jobs SET data = json_set(json_remove(data, '$.waiting'), '$.note', 'x')`);
    expect(store.load(START)).toMatchObject([{ note: 'x', members: [{ outcome: 'open' }] }]);
    database.exec(`UPDATE jobs SET data = json_set(data, '$.waiting', 'forTheMoon')`);
    expect(store.load(START)[0]?.waiting).toBeUndefined();
  });

  it('leaves rows that it does not understand where they are', () => {
    const database = new DatabaseSync(':memory:');
    const store = openJobStore(database);
    store.save([aJob()], START);
    database.exec(`UPDATE jobs SET data = '{"kind":"teleport"}'`);
    expect(store.load(START)).toEqual([]);
    expect(database.prepare('SELECT count(*) AS count FROM jobs').get()).toEqual({ count: 1 });
  });

  it('saves all or none', () => {
    const database = new DatabaseSync(':memory:');
    const store = openJobStore(database);
    const broken = { ...aJob(), nextAt: Number.NaN };
    expect(() => store.save([aJob(), broken], START)).toThrow('NOT NULL');
    expect(store.load(START)).toEqual([]);
    expect(database.isTransaction).toBe(false);
  });

  it('says in the words of the ledger why the disk refuses', () => {
    const database = new DatabaseSync(':memory:');
    const store = openJobStore(database);
    database.exec('PRAGMA max_page_count = 1');
    const many = Array.from({ length: 200 }, () => aJob());
    expect(codeOf(() => store.save(many, START))).toBe('diskFull');
    database.exec('PRAGMA query_only = ON');
    expect(codeOf(() => store.save([aJob()], START))).toBe('folderReadOnly');
    expect(codeOf(() => openJobStore(new DatabaseSync(':memory:', { readOnly: true })))).toBe(
      'folderReadOnly',
    );
  });
});

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof LedgerFault ? error.failure.code : String(error);
  }
}

import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import { makeJob } from '../../../src/engine/jobs/job-list.ts';
import { openJobStore } from '../../../src/engine/jobs/job-store.ts';
import type { Job } from '../../../src/engine/jobs/job.ts';
import { LedgerFault } from '../../../src/engine/ledger/ledger-failure.ts';
import { PHONE } from './a-bench.ts';
import { START } from './cloud-world.ts';

function aJob(values: Partial<Job> = {}): Job {
  const member = { serial: PHONE, askedFor: START, outcome: 'open' } as const;
  const wish = { kind: 'sync', targetId: 'intune', members: [member], nextAt: START } as const;
  return { ...makeJob(wish, START), ...values };
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

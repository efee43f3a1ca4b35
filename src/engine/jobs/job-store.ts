import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { DAY, type Instant } from '../../core/time.ts';
import { allOrNone } from '../ledger/all-or-none.ts';
import { LedgerFault, ledgerFailureOf } from '../ledger/ledger-failure.ts';
import { jobSchema, type Job } from './job.ts';
import { CLOSED_JOBS_KEPT, MIN_CLOSED_JOBS } from './rules.ts';

/**
 * The rows of cloud work, beside the events in the ledger's file: one row per job, replaced as it goes on. What
 * the disk refuses is thrown as LedgerFault.
 */
export interface JobStore {
  /**
   * Open jobs, and those that ended within the last day, in the order in which they were made. Rows that ended long
   * ago are deleted; rows of a newer shape are left where they are.
   */
  load(now: Instant): Job[];
  /** All or none, on disk when this returns. */
  save(jobs: readonly Job[], now: Instant): void;
}

/** How long an ended job still shows beside its serials. */
export const JOB_MEMORY = DAY;

/**
 * The table `jobs` is made here and not by the ledger's migrations: unlike events its rows change and may be
 * lost without harm to the record. `shape` is the version of `data`; a change of `jobSchema` that old rows
 * would not pass raises it and reads both.
 */
export function openJobStore(database: DatabaseSyncInstance): JobStore {
  const folder = path.dirname(database.location() ?? '');
  return orLedgerFault(folder, () => {
    database.exec(TABLE);
    const keep = database.prepare(KEEP);
    const read = database.prepare(READ);
    const forget = database.prepare(FORGET);
    return {
      load(now) {
        ifPossible(folder, () => forget.run(SHAPE, now - CLOSED_JOBS_KEPT, MIN_CLOSED_JOBS - 1));
        return orLedgerFault(folder, () =>
          read.all(SHAPE, now - JOB_MEMORY).flatMap((row) => jobIn(row)),
        );
      },
      save(jobs, now) {
        const write = (job: Job) =>
          keep.run(job.id, SHAPE, job.kind, job.state, job.nextAt, now, JSON.stringify(job));
        orLedgerFault(folder, () => allOrNone(database, () => jobs.forEach(write)));
      },
    };
  });
}

/** A visitor may not write, and a full disk must not keep the bench from its work: a later start does it. */
function ifPossible(folder: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    ledgerFailureOf(error, folder);
  }
}

function orLedgerFault<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new LedgerFault(ledgerFailureOf(error, folder));
  }
}

const SHAPE = 1;

const TABLE = `
  CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY,
    shape INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    next_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS jobs_by_change ON jobs (changed_at);
`;

const KEEP = `
  INSERT INTO jobs (id, shape, kind, state, next_at, changed_at, data) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, next_at = excluded.next_at,
    changed_at = excluded.changed_at, data = excluded.data
`;

const READ = `
  SELECT data FROM jobs
  WHERE shape = ? AND (state NOT IN ('confirmed', 'failed') OR changed_at > ?)
  ORDER BY rowid
`;

/** The newest that ended are counted, not dated: the clock may be wrong. */
const FORGET = `
  DELETE FROM jobs
  WHERE shape <= ? AND state IN ('confirmed', 'failed') AND changed_at < MIN(?, (
    SELECT changed_at FROM jobs WHERE state IN ('confirmed', 'failed')
    ORDER BY changed_at DESC LIMIT 1 OFFSET ?
  ))
`;

function jobIn(row: unknown): Job[] {
  const { data } = row as { data: string }; // the query names this one column, NOT NULL
  const parsed = jobSchema.safeParse(parseJson(data));
  return parsed.success ? [parsed.data] : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

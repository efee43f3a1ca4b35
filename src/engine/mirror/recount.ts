import type { Database } from './database.ts';

/** Did another process change lines of the fleet without counting them? Of 200,000 that takes some 60 ms to say. */
export function isMiscounted(database: Database): boolean {
  return database.prepare(MISCOUNTED).get() !== undefined;
}

export function recount(database: Database): void {
  database.exec(RECOUNT);
}

const SIZES = 'sizes AS MATERIALIZED (SELECT traits, count(*) AS size FROM fleet GROUP BY traits)';
const MISCOUNTED = `
  WITH ${SIZES} SELECT 1 FROM traits LEFT JOIN sizes ON sizes.traits = id
  WHERE count <> coalesce(size, 0) LIMIT 1`;
const RECOUNT = `
  WITH ${SIZES} UPDATE traits SET count = coalesce(
    (SELECT size FROM sizes WHERE sizes.traits = id), 0)`;

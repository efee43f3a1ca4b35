import { DAY } from '../time.ts';

/**
 * How far ahead the deadline of a migration may lie: Apple's range is up to 90 days
 * (docs/protocol/apple-business.md#activities), and a day is the least that is fair to its user.
 */
export const EARLIEST_DEADLINE = DAY;
export const LATEST_DEADLINE = 90 * DAY;

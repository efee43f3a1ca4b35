import { DAY, MINUTE, SECOND } from '../../core/time.ts';

/**
 * The pace of cloud work, in one place. Sources: docs/protocol/apple-business.md#limits (10 POSTs an hour) and
 * docs/protocol/apple-business.md#lag (linkages follow 15 s later and more, activities take seconds to minutes),
 * docs/protocol/intune.md#sync.
 */
export const PACE = {
  /** After the last press of FIX, when nothing was posted lately: a person waits at the bench. */
  quiet: 10 * SECOND,
  /** However steadily presses come in, the first of them waits no longer than this. */
  gatherAtMost: 5 * MINUTE,
  /** Ten POSTs an hour and organization. */
  postSpacing: 6 * MINUTE,
  /** A reading this young counts as the re-read before a POST (20 GETs a minute: a box takes minutes). */
  recentReading: 5 * MINUTE,
  activityPoll: 12 * SECOND,
  activityPollAtMost: 2 * MINUTE,
  /** An activity that runs longer is no longer awaited: the re-read decides. */
  activityPatience: 60 * MINUTE,
  /** A POST without a reply that shows no effect within this time did not happen. */
  lostReply: 5 * MINUTE,
  lostReplyPoll: 90 * SECOND,
  tokenPoll: 30 * SECOND,
  /** Intune takes one manual sync in 15 minutes per token; the seconds are for two clocks' rounding. */
  syncSpacing: 15 * MINUTE + 5 * SECOND,
  syncPatience: 15 * MINUTE,
  enrollmentPoll: MINUTE,
} as const;

export const FIRST_PROOF = 5 * SECOND;
/** The waits before each re-read after a call was accepted; what the last one does not show has failed. */
export const PROOF_DELAYS = [
  FIRST_PROOF,
  ...[15, 30, 45, 60, 90].map((seconds) => seconds * SECOND),
];

/** Fewer serials are asked for one by one. */
export const MIN_FOR_LIST = 10;
/** Until an assignment shows (docs/protocol/apple-business.md#lag: up to about 15 s, sometimes more). */
const LAG = 20 * SECOND;

/**
 * How old a reading may be that counts as the re-read before a POST. A few devices are asked anew, since another
 * bench of the organization may have sent them a moment ago; a box takes minutes to read.
 */
export function recentReading(serials: number): number {
  return serials < MIN_FOR_LIST ? MINUTE : PACE.recentReading;
}

/** Never more than this many POSTs for one batch that the cloud refuses. */
export const MAX_REFUSED_CALLS = 2;
/** Calls in all, those without a reply included. */
export const MAX_CALLS = 3;
/** Serials in one profile assignment (docs/protocol/intune.md#profiles). */
export const PROFILE_CHUNK = 100;
/**
 * Serials in one activity of a migration. Apple is asked for each device before and after, which takes about this
 * long for a batch; the next one begins when it is through, so that what was read is never hours old.
 */
export const MIGRATION_CHUNK = 100;
export const MIGRATION_SPACING = 10 * MINUTE;
/** Serials in one activity; no limit is known, pages end at 1,000 (docs/protocol/apple-business.md#activities). */
export const REASSIGN_CHUNK = 1_000;

/** The wait before asking again after so many unanswered questions. */
export function backoff(tries: number): number {
  return Math.min(15 * SECOND * 2 ** Math.max(0, tries - 1), 2 * MINUTE);
}

/** The wait before an activity is asked for again: the longer it has taken, the less often. */
export function activityPoll(elapsed: number): number {
  return Math.min(Math.max(PACE.activityPoll, elapsed / 2), PACE.activityPollAtMost);
}

/** The wait before the first re-read. One that reads a list costs all its pages, so Apple's usual lag is sat out. */
export function firstProof(serials: number): number {
  return serials > MIN_FOR_LIST ? LAG : FIRST_PROOF;
}

/** The wait before the next proof; undefined when there were enough. */
export function proofDelay(tries: number): number | undefined {
  return PROOF_DELAYS[tries];
}

/** Wipes that a tenant takes in a day, however they are asked for (docs/protocol/intune.md#wipe). */
export const WIPES_A_DAY = 500;

/**
 * How long a job that has ended stays in its table, with what Apple said of each serial: as long as a migration may
 * take (90 days), so that what led to it can be looked up until it is over. Apple itself answers for an activity for
 * 30 days (docs/protocol/apple-business.md#calls).
 */
export const CLOSED_JOBS_KEPT = 90 * DAY;
/** So many of the newest stay whatever their age: a clock set years ahead for one start must not take them all. */
export const MIN_CLOSED_JOBS = 1_000;

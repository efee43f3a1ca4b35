import { z } from 'zod';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { jobKindSchema, shownStateSchema, WAITING_CODES } from '../core/jobs/job.ts';
import { runwaySchema } from '../core/runway/runway.ts';
import { instantSchema } from '../core/time.ts';
import { call, nothing, typedName } from './protocol.ts';
import { budgetSchema } from './status.ts';

/** One serial of a job that has ended for it, or that is still open. */
const jobMemberSchema = z.object({
  serial: serialNumberSchema,
  outcome: z.enum(['open', 'confirmed', 'failed', 'cancelled']),
  /** As core/jobs/failures.ts writes it. */
  failure: z.string().optional(),
});

/** A job as the campaign screen shows it. */
export const jobViewSchema = z.object({
  id: z.string(),
  kind: jobKindSchema,
  state: shownStateSchema,
  /** 1-based place of this state among those of its kind, and how many there are. */
  step: z.number().int(),
  steps: z.number().int(),
  target: z.string().nullable(),
  profile: z.string().nullable(),
  open: z.number().int(),
  confirmed: z.number().int(),
  failed: z.number().int(),
  /** So many serials failed that no newer job of this kind has taken up; a sync for nobody in particular counts as one. */
  left: z.number().int().nonnegative(),
  cancelled: z.number().int(),
  queuedAt: instantSchema,
  since: instantSchema,
  nextAt: instantSchema.optional(),
  waiting: z.enum(WAITING_CODES).optional(),
  /** Why it waits, in the words of the cloud or of the fault; of a job that has ended, why it failed, like `failure`. */
  note: z.string().optional(),
  activityId: z.string().optional(),
  approvalCode: z.string().optional(),
  deadlineAt: instantSchema.optional(),
  mayRetry: z.boolean(),
  /** So many serials a retry takes: not those that were taken up since, nor those that it cannot help. */
  retries: z.number().int(),
  mayCancel: z.boolean(),
  /** The first hundred, the failed ones first. */
  members: z.array(jobMemberSchema),
});
export type JobView = z.infer<typeof jobViewSchema>;

/** What failed, queued once more as this job; `serials` are all of its members, which its view may hold in part. */
const retriedSchema = jobViewSchema.extend({ serials: z.array(serialNumberSchema) });
export type Retried = z.infer<typeof retriedSchema>;

/** What had happened already when a job was cancelled; words stand under `campaign.cancelled.<code>`. */
export const CANCELLED_CODES = [
  'nothingSent',
  'sentNotUndone',
  'syncRuns',
  'profileStays',
  'migrationStays',
  'wipeStays',
] as const;
export type CancelledCode = (typeof CANCELLED_CODES)[number];
export const cancelledSchema = z.object({
  happened: z.enum(CANCELLED_CODES),
  serials: z.number().int(),
  job: jobViewSchema,
});
export type Cancelled = z.infer<typeof cancelledSchema>;

/** Formats of an import file with which the current MDM is told to erase (and nothing else). */
export const ORDER_FORMATS = ['jamf', 'workspaceOne', 'generic'] as const;

export const listingViewSchema = z.object({
  isRunning: z.boolean(),
  isPaused: z.boolean(),
  done: z.number().int(),
  expected: z.number().int().optional(),
  /** Milliseconds (bench clock) until it is through under the quota, if that can be said. */
  remaining: z.number().int().optional(),
  /** When the last complete pass ended. */
  finishedAt: instantSchema.optional(),
  /** Of the last pass: a code of `cause.<code>`, or `notWritten`. */
  failure: z.string().optional(),
});
export type ListingView = z.infer<typeof listingViewSchema>;

/** What the quota of both clouds still allows, for whoever wonders where it went. */
export const quotaViewSchema = z.object({
  budgets: z.array(budgetSchema),
  /** Requests sent since this engine started, by what they were for. */
  spent: z.array(
    z.object({
      cloud: z.enum(['apple', 'microsoft']),
      purpose: z.enum(['list', 'device', 'lock', 'work', 'signIn', 'other']),
      count: z.number().int(),
    }),
  ),
});
export type QuotaView = z.infer<typeof quotaViewSchema>;

/** So many serials, or codes that name one, one call takes. */
export const MOST_SERIALS = 10_000;
const serials = z.array(serialNumberSchema).min(1).max(MOST_SERIALS);
const byJob = z.object({ id: z.string() });

/**
 * Why a serial, or a code in its place, was not queued, beside the reasons of verdicts; words stand under
 * `campaign.refused.<code>`.
 */
export const REFUSED_CODES = [
  'underWay',
  'notCapable',
  'noAwaitingProfile',
  'notMigrating',
  'notPendingReset',
  'wipeLimit',
  'orderedAlready',
  'factsTooOld',
  'codeUnknown',
  'codeAmbiguous',
  'notStopped',
  'notSetAside',
] as const;

/** What became of each serial that was to be queued: `reason` is that of its verdict, or one of REFUSED_CODES. */
export const queuedSchema = z.object({
  queued: z.array(serialNumberSchema),
  refused: z.array(z.object({ serial: serialNumberSchema, reason: z.string() })),
});
export type Queued = z.infer<typeof queuedSchema>;

/** So many characters one code of a list may have; no real one has as many. */
export const LONGEST_CODE = 200;

/** What codes name that are no serials, such as an IMEI; `code` is the text that was given. */
const readCodesSchema = z.object({
  resolved: z.array(z.object({ code: z.string(), serial: serialNumberSchema })),
  refused: z.array(
    z.object({ code: z.string(), reason: z.enum(['codeUnknown', 'codeAmbiguous']) }),
  ),
});
export type ReadCodes = z.infer<typeof readCodesSchema>;

/** More than ten thousand wide lines of a table. */
const LONGEST_LIST = 6_000_000;

export const campaignCalls = {
  'campaign.runway': call(nothing, runwaySchema),
  'campaign.jobs': call(nothing, z.array(jobViewSchema)),
  'campaign.quota': call(nothing, quotaViewSchema),
  'campaign.listing': call(nothing, listingViewSchema),
  'campaign.pauseListing': call(z.object({ isPaused: z.boolean() }), listingViewSchema),
  /** Begins a pass now, if none is under way. */
  'campaign.listNow': call(nothing, listingViewSchema),
  /** Only what failed, as a job of its own. */
  'campaign.retryJob': call(byJob, retriedSchema),
  'campaign.cancelJob': call(byJob, cancelledSchema),
  /** Which serial each code names, as one scan would read it. Asks no cloud and keeps nothing. */
  'campaign.readCodes': call(
    z.object({ codes: z.array(z.string().max(LONGEST_CODE)).min(1).max(MOST_SERIALS) }),
    readCodesSchema,
  ),
  /**
   * What stands in the column of a file in which the serials are (or their IMEIs, or other codes), line by line, or in
   * each such column where no header names one; `listTooLong` and `listWithoutSerials` are its failures.
   */
  'campaign.readList': call(
    z.object({ text: z.string().max(LONGEST_LIST) }),
    z.object({ codes: z.array(z.string()) }),
  ),
  /** Syncs the token of a target, when Intune allows it next. */
  'campaign.sync': call(z.object({ targetId: z.string() }), jobViewSchema),
  /** Moves each serial to its target, as FIX does at the bench; `reason` is the code of the verdict that forbids it. */
  'campaign.assign': call(z.object({ serials }), queuedSchema),
  /** Apple's migration without a reset, at the latest then (bench clock; 24 hours to 90 days ahead). */
  'campaign.migrate': call(z.object({ serials, deadlineAt: instantSchema }), queuedSchema),
  'campaign.changeDeadline': call(z.object({ serials, deadlineAt: instantSchema }), queuedSchema),
  'campaign.cancelMigration': call(z.object({ serials }), queuedSchema),
  /**
   * Re-checks each serial and gives those that are `clear` as an import file for the current MDM. A second person
   * agrees by name; what stands in the file is good for one hour.
   */
  'campaign.orderReset': call(
    z.object({ serials, format: z.enum(ORDER_FORMATS), approvedBy: typedName(64) }),
    queuedSchema.extend({
      file: z.object({ name: z.string(), text: z.string(), validUntil: instantSchema }).nullable(),
    }),
  ),
  /** Intune's own wipe, of devices that are enrolled with the wrong profile. A second person agrees by name. */
  'campaign.wipe': call(z.object({ serials, approvedBy: typedName(64) }), queuedSchema),
};

export const campaignNews = { 'campaign.jobsChanged': z.array(jobViewSchema) };

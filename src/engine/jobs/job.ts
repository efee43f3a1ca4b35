import { z } from 'zod';
import { serialNumberSchema, type SerialNumber } from '../../core/identifiers/serial-number.ts';
import { writeFailure, type JobFailure, type JobFailureCode } from '../../core/jobs/failures.ts';
import {
  jobKindSchema,
  jobStateSchema,
  WAITING_CODES,
  type JobState,
} from '../../core/jobs/job.ts';
import { instantSchema, type Instant } from '../../core/time.ts';

/**
 * One serial in a job. `askedFor` is when the person asked for it: every step that follows carries it along,
 * so that the steps of one request can be told from those of an earlier one. `assignedAt`: cloud clock.
 */
const memberSchema = z
  .object({
    serial: serialNumberSchema,
    askedFor: instantSchema,
    outcome: z.enum(['open', 'confirmed', 'failed', 'cancelled']),
    /** As core/jobs/failures.ts writes it. */
    failure: z.string().optional(),
    /** Allowed by the manifest or the operator, best first; absent means those of the target for its family. */
    profileIds: z.array(z.string()).readonly().optional(),
    assignedAt: instantSchema.optional(),
    /** Since when (bench clock) Apple shows the migration; from then on only its profile is watched. */
    scheduledAt: instantSchema.optional(),
  })
  .readonly();
export type Member = z.infer<typeof memberSchema>;

const activitySchema = z
  .object({
    id: z.string(),
    subStatus: z.string().optional(),
    completedAt: instantSchema.optional(),
    rows: z
      .array(z.object({ serial: z.string(), status: z.string(), subStatus: z.string() }))
      .optional(),
  })
  .readonly();
export type Activity = z.infer<typeof activitySchema>;

/** Multi Admin Approval: the code of the request, and whether another administrator has agreed. */
const approvalSchema = z.object({ code: z.string(), isGiven: z.boolean() }).readonly();

/** One step of the saga for some serials, as it stands in the table `jobs`. Times: bench clock, unless named. */
export const jobSchema = z
  .object({
    id: z.string(),
    kind: jobKindSchema,
    targetId: z.string(),
    profileId: z.string().optional(),
    state: jobStateSchema,
    members: z.array(memberSchema).readonly(),
    queuedAt: instantSchema,
    /** When the state was entered, or when it showed that the reply to its call is lost. */
    since: instantSchema,
    /** When it goes on. */
    nextAt: instantSchema,
    /** When the clouds were last asked for this job, and how often in this state. */
    askedAt: instantSchema,
    tries: z.number().int(),
    /** When the last changing call was begun; on disk before the call leaves. */
    calledAt: instantSchema.optional(),
    cloudCalledAt: instantSchema.optional(),
    calls: z.number().int(),
    /** Cloud clock: only a sync later than this counts. */
    syncAfter: instantSchema.optional(),
    activity: activitySchema.optional(),
    /** The cloud refused the batch without naming a serial, in these words: who is it? */
    rejection: z.string().optional(),
    /** When Apple ends a migration (cloud clock). */
    cloudDeadlineAt: instantSchema.optional(),
    /** The second person who agreed. */
    approvedBy: z.string().optional(),
    approval: approvalSchema.optional(),
    /** The row at Intune that is wiped. */
    managedDeviceId: z.string().optional(),
    /** What it waits for; a code of a later version is not understood, and no harm. */
    waiting: z.enum(WAITING_CODES).optional().catch(undefined),
    /**
     * Why it waits longer than usual, in the words of the cloud or of the fault; of a job that ended without a serial,
     * why it failed (core/jobs/failures.ts).
     */
    note: z.string().optional(),
  })
  .readonly();
export type Job = z.infer<typeof jobSchema>;
export type Waiting = (typeof WAITING_CODES)[number];

export type Outcome =
  | { readonly outcome: 'confirmed' | 'cancelled' }
  /** Not over: its migration is scheduled, and from now on its profile is watched. */
  | { readonly outcome: 'open'; readonly scheduledAt: Instant }
  | { readonly outcome: 'failed'; readonly failure: JobFailure };
export type Outcomes = ReadonlyMap<SerialNumber, Outcome>;

export function isClosed(job: Job): boolean {
  return job.state === 'confirmed' || job.state === 'failed';
}

/** Somebody has ended it, and nothing of it had failed; a failure without a serial stands in `note`. */
export function isCancelled({ state, note, members }: Job): boolean {
  const hasFailed = note !== undefined || members.some(({ outcome }) => outcome === 'failed');
  return state === 'failed' && !hasFailed;
}

export function openMembers(job: Job): readonly Member[] {
  return job.members.filter((member) => member.outcome === 'open');
}

/** Open, and not scheduled at Apple yet. */
export function pendingMembers(job: Job): readonly Member[] {
  return openMembers(job).filter((member) => member.scheduledAt === undefined);
}

export function pendingSerials(job: Job): readonly SerialNumber[] {
  return pendingMembers(job).map((member) => member.serial);
}

export function openSerials(job: Job): readonly SerialNumber[] {
  return openMembers(job).map((member) => member.serial);
}

/** Enters a state anew: nothing was asked in it yet, and why the last one waited is forgotten. */
export function enter(job: Job, state: JobState, at: { now: Instant; nextAt: Instant }): Job {
  const { note: _note, waiting: _waiting, ...rest } = job;
  return { ...rest, state, since: at.now, nextAt: at.nextAt, askedAt: 0, tries: 0 };
}

/** Stays in its state until then; what it waits for, and `note` if it is not the usual wait. */
export function later(job: Job, nextAt: Instant, waiting: Waiting, note?: string): Job {
  const { note: _, ...rest } = job;
  return { ...rest, nextAt, waiting, ...(note !== undefined && { note }) };
}

/** An approval is good for one call: the next one needs another. */
export function withoutApproval(job: Job): Job {
  const { approval: _approval, ...rest } = job;
  return rest;
}

/** Settles these serials, and closes the job when none is open any more. */
export function settle(job: Job, outcomes: Outcomes, now: Instant): Job {
  const members = job.members.map((member) => settled(member, outcomes.get(member.serial)));
  const changed = { ...job, members };
  if (openMembers(changed).length > 0) return changed;
  const hasSucceeded = members.every(({ outcome }) => outcome === 'confirmed');
  return enter(changed, hasSucceeded ? 'confirmed' : 'failed', { now, nextAt: now });
}

/** The same outcome for several serials. */
export function allOf(serials: readonly SerialNumber[], outcome: Outcome): Outcomes {
  return new Map(serials.map((serial) => [serial, outcome]));
}

/** An outcome of its own for a serial that failed. */
export function failed(code: JobFailureCode, detail?: string): Outcome {
  return { outcome: 'failed', failure: { code, detail } };
}

function settled(member: Member, outcome: Outcome | undefined): Member {
  if (outcome?.outcome !== 'failed') return { ...member, ...outcome };
  return { ...member, outcome: 'failed', failure: writeFailure(outcome.failure) };
}

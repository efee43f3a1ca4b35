import { z } from 'zod';
import { instantSchema } from '../time.ts';

/** One durable step of cloud work. A reassignment is followed by a sync, a profile and a confirmation. */
export const jobKindSchema = z.enum([
  'reassign',
  'sync',
  'assignProfile',
  'confirm',
  /** Apple's migration without a reset: to the target with a deadline, another deadline, or back. */
  'migrate',
  'changeDeadline',
  'cancelMigration',
  /** Intune's own wipe. */
  'wipe',
]);
export type JobKind = z.infer<typeof jobKindSchema>;

/** `finished` is what the cloud says; `confirmed` is what a re-read proved. */
export const jobStateSchema = z.enum(['queued', 'submitted', 'finished', 'confirmed', 'failed']);
export type JobState = z.infer<typeof jobStateSchema>;

/** As a person sees it: a job that somebody has ended has not failed, though its row stands among those that have. */
export const shownStateSchema = z.enum([...jobStateSchema.options, 'cancelled']);
export type ShownState = z.infer<typeof shownStateSchema>;

export function hasEnded(state: ShownState): boolean {
  return state === 'confirmed' || state === 'failed' || state === 'cancelled';
}

/** What a job waits for beyond its turn; words stand under `campaign.waiting.<code>`. */
export const WAITING_CODES = [
  'gathering',
  'postSpacing',
  'quota',
  'syncSpacing',
  'alreadySyncing',
  'settling',
  'activity',
  'proof',
  'noAnswer',
  'lostReply',
  'approval',
  'deadline',
  'trouble',
] as const;

/** A job as one serial sees it. `nextAt`: when it goes on (bench clock). `failure`: as failures.ts writes it. */
export const workSchema = z.object({
  kind: jobKindSchema,
  state: jobStateSchema,
  since: instantSchema,
  nextAt: instantSchema.optional(),
  waiting: z.enum(WAITING_CODES).optional(),
  failure: z.string().optional(),
});
export type Work = z.infer<typeof workSchema>;

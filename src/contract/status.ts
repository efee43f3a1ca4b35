import { z } from 'zod';
import { jobKindSchema, jobStateSchema } from '../core/jobs/job.ts';
import { causeSchema } from '../core/setup/checks.ts';
import { instantSchema } from '../core/time.ts';
import { call, nothing } from './protocol.ts';

/** What may still be asked of one cloud in its running window, and when the next request is free. */
export const budgetSchema = z.object({
  cloud: z.enum(['apple', 'microsoft']),
  organizationId: z.string(),
  kind: z.enum(['read', 'write']),
  spent: z.number().int(),
  limit: z.number().int(),
  waiting: z.number().int(),
  nextFreeAt: instantSchema.optional(),
  /** Set while the cloud has throttled us: the pace is this share of the usual one. */
  pace: z.number().optional(),
});
export type Budget = z.infer<typeof budgetSchema>;

export const jobLineSchema = z.object({
  id: z.string(),
  kind: jobKindSchema,
  state: jobStateSchema,
  serials: z.number().int(),
  since: instantSchema,
  nextAt: instantSchema.optional(),
  /** As core/jobs/failures.ts writes it, or the note of a job that waits. */
  failure: z.string().optional(),
});
export type JobLine = z.infer<typeof jobLineSchema>;

/** The thin bar at the bottom: it speaks up only when something blocks the person. */
export const statusSchema = z.object({
  mode: z.enum(['sandbox', 'live']),
  bench: z.string(),
  operator: z.string().nullable(),
  isOnline: z.boolean(),
  usb: z.enum(['watching', 'noBus', 'notPermitted']),
  now: instantSchema,
  /** Only in the sandbox: how much faster than the wall its clock runs. */
  speed: z.number().optional(),
  listing: z.object({ done: z.number().int(), expected: z.number().int().optional() }).optional(),
  budgets: z.array(budgetSchema),
  jobs: z.array(jobLineSchema),
  /** What keeps an account's answers from coming; absent while they come. */
  troubles: z
    .array(
      z.object({
        cloud: z.enum(['apple', 'microsoft']),
        organizationId: z.string(),
        cause: causeSchema,
      }),
    )
    .optional(),
});
export type Status = z.infer<typeof statusSchema>;

export const statusCalls = {
  'status.read': call(nothing, statusSchema),
  'ledger.verify': call(
    nothing,
    z.object({
      events: z.number().int(),
      checkpoints: z.number().int(),
      /** Sequence of the first event whose hash or place is wrong; absent when the chain holds. */
      firstBreak: z.number().int().optional(),
      /** Checkpoints signed by another key than the bench's own; absent where that is not known. */
      foreignKeys: z.number().int().optional(),
      head: z.string(),
    }),
  ),
};
export const statusNews = { 'status.changed': statusSchema };

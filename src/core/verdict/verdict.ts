import { z } from 'zod';
import { instantSchema } from '../time.ts';
import { laneSchema } from './lane.ts';
import { GATES, REASON_CODES, WARNING_CODES } from './reasons.ts';

const parameters = z.record(z.string(), z.union([z.string(), z.number()]));

/** `params` fill the sentence; instants among them (`…At`: a time of day, `…On`: a day) are on the bench's clock. */
export const reasonSchema = z.object({
  code: z.enum(REASON_CODES),
  gate: z.enum(GATES),
  lane: laneSchema,
  params: parameters,
});
export type Reason = z.infer<typeof reasonSchema>;

export const warningSchema = z.object({ code: z.enum(WARNING_CODES), params: parameters });
export type Warning = z.infer<typeof warningSchema>;

/** What the bench itself can do about it. */
export const fixKindSchema = z.enum(['reassign', 'assignProfile', 'attestLock', 'agreeErase']);
export type FixKind = z.infer<typeof fixKindSchema>;

/** A question that must be asked of a cloud before this verdict can get better. */
export const questionSchema = z.enum([
  'device',
  'lock',
  'assignment',
  'identities',
  'enrollments',
  'tenant',
]);
export type Question = z.infer<typeof questionSchema>;

export const verdictSchema = z.object({
  lane: laneSchema,
  /** The first decides; the others failed as well and are listed under it. Never empty. */
  reasons: z.array(reasonSchema).min(1),
  warnings: z.array(warningSchema),
  /** When waiting is expected to end (bench clock). */
  until: instantSchema.optional(),
  /** Offered only on a live re-read not older than 60 s; the engine sees to that. */
  fix: fixKindSchema.optional(),
  /** Asked in this order by the revalidation. */
  questions: z.array(questionSchema),
  /** When the oldest fact that decided was read (bench clock). */
  oldestFactAt: instantSchema.optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;

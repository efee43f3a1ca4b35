import { z } from 'zod';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { instantSchema } from '../core/time.ts';
import { laneSchema } from '../core/verdict/lane.ts';
import { REASON_CODES } from '../core/verdict/reasons.ts';
import { MOST_SERIALS } from './campaign.ts';
import { call, nothing } from './protocol.ts';

/** Devices of this bench that wait for the same thing; the first ten thousand of them, the oldest first. */
const stuckSchema = z.object({
  lane: laneSchema,
  reason: z.enum(REASON_CODES),
  count: z.number().int(),
  /** When the oldest of them arrived. */
  oldestAt: instantSchema,
  serials: z.array(serialNumberSchema).max(MOST_SERIALS),
});
export type Stuck = z.infer<typeof stuckSchema>;

/**
 * Lists that somebody must chase; title, meaning and next step stand under `chase.<kind>`. `notEnrolled`: handed over
 * some days ago and not up in Intune. `belowMinimumOs`: enrolled with a system below the policy's minimum. `replaced`:
 * manifests name another serial under the same asset tag. `unassignBeforeRepair`: set aside for repair and still on a
 * service. `notReleased`: here, and by its manifest not let go yet.
 */
export const CHASE_KINDS = [
  'notEnrolled',
  'belowMinimumOs',
  'replaced',
  'unassignBeforeRepair',
  'notReleased',
] as const;

const chaseRowSchema = z.object({
  serial: serialNumberSchema,
  model: z.string(),
  /** Since when it should be chased, where that is known. */
  since: instantSchema.nullable(),
  /** Whom to ask: its user by the manifest or by Intune, or its owner. */
  person: z.string().nullable(),
  /** What `chase.<kind>.row` says of it: a version, an asset tag, the former serial. */
  params: z.record(z.string(), z.string()),
});
export type ChaseRow = z.infer<typeof chaseRowSchema>;

const chaseListSchema = z.object({
  kind: z.enum(CHASE_KINDS),
  count: z.number().int(),
  /** The first of them. */
  rows: z.array(chaseRowSchema).max(MOST_SERIALS),
});
export type ChaseList = z.infer<typeof chaseListSchema>;

export const chaseCalls = {
  /** What this bench has in hand and cannot go on with, by the reason of its verdict; the largest group first. */
  'chase.stuck': call(nothing, z.array(stuckSchema)),
  /** All lists, also the empty ones. `days`: after so many a device that was handed over should have come up. */
  'chase.lists': call(
    z.object({ days: z.number().int().min(1).max(90) }),
    z.array(chaseListSchema),
  ),
};

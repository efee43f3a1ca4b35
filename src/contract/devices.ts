import { z } from 'zod';
import { custodyEventSchema } from '../core/custody/event.ts';
import { deviceFamilySchema } from '../core/facts/device-facts.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { instantSchema } from '../core/time.ts';
import { laneSchema } from '../core/verdict/lane.ts';
import { REASON_CODES } from '../core/verdict/reasons.ts';
import { call } from './protocol.ts';

export const deviceRowSchema = z.object({
  serial: serialNumberSchema,
  family: deviceFamilySchema,
  model: z.string(),
  service: z.string().nullable(),
  profile: z.string().nullable(),
  enrolledAt: instantSchema.optional(),
  lane: laneSchema,
  reason: z.enum(REASON_CODES),
});
export type DeviceRow = z.infer<typeof deviceRowSchema>;

export const deviceWindowSchema = z.object({
  total: z.number().int(),
  matched: z.number().int(),
  offset: z.number().int(),
  rows: z.array(deviceRowSchema),
});
export type DeviceWindow = z.infer<typeof deviceWindowSchema>;

/** Newest case first; events of a case in the order they happened. */
export const timelineSchema = z.object({
  serial: serialNumberSchema,
  cases: z.array(
    z.object({
      caseId: z.string(),
      openedAt: instantSchema,
      events: z.array(custodyEventSchema),
    }),
  ),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const devicesCalls = {
  /** A window of the fleet, sorted by serial, filtered by a text in serial, IMEI, model, service or profile. */
  'devices.window': call(
    z.object({
      search: z.string().max(100),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(200),
    }),
    deviceWindowSchema,
  ),
  'devices.timeline': call(z.object({ serial: serialNumberSchema }), timelineSchema),
};

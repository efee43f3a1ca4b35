import { z } from 'zod';
import { custodyEventSchema } from '../core/custody/event.ts';
import { setAsideCauseSchema } from '../core/custody/set-aside.ts';
import { deviceFamilySchema } from '../core/facts/device-facts.ts';
import { cleanText } from '../core/identifiers/clean-text.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { redactionSchema } from '../core/redaction.ts';
import { instantSchema } from '../core/time.ts';
import { laneSchema } from '../core/verdict/lane.ts';
import { REASON_CODES } from '../core/verdict/reasons.ts';
import { MOST_SERIALS } from './campaign.ts';
import {
  deviceFilterSchema,
  deviceSelectionSchema,
  deviceSortSchema,
  deviceStepSchema,
} from './device-query.ts';
import { fileSchema, tableFormatSchema } from './documents.ts';
import { call, nothing, typedName } from './protocol.ts';

export const deviceRowSchema = z.object({
  serial: serialNumberSchema,
  family: deviceFamilySchema,
  model: z.string(),
  service: z.string().nullable(),
  profile: z.string().nullable(),
  enrolledAt: instantSchema.optional(),
  lane: laneSchema,
  reason: z.enum(REASON_CODES),
  step: deviceStepSchema,
  isSetAside: z.boolean(),
  /** Since when it is in this bench's hands. */
  hereSince: instantSchema.optional(),
});
export type DeviceRow = z.infer<typeof deviceRowSchema>;

export const deviceWindowSchema = z.object({
  total: z.number().int(),
  matched: z.number().int(),
  offset: z.number().int(),
  rows: z.array(deviceRowSchema),
  /** So many of the fleet were judged so far: by lane, reason, step and time only those are found and sorted. */
  judged: z.number().int(),
});
export type DeviceWindow = z.infer<typeof deviceWindowSchema>;

const counted = { count: z.number().int() };
const named = z.object({ id: z.string(), name: z.string(), ...counted });

/** What the fleet can be filtered by, and how many devices each value has; the most frequent first. */
export const deviceChoicesSchema = z.object({
  total: z.number().int(),
  judged: z.number().int(),
  lanes: z.array(z.object({ value: laneSchema, ...counted })),
  steps: z.array(z.object({ value: deviceStepSchema, ...counted })),
  models: z.array(z.object({ value: z.string(), ...counted })),
  /** `id` is `''` for none. */
  services: z.array(named),
  profiles: z.array(named),
  /** Newest first. */
  sessions: z.array(
    z.object({
      sessionId: z.string(),
      name: z.string(),
      boxes: z.array(z.object({ boxId: z.string(), name: z.string() })),
    }),
  ),
});
export type DeviceChoices = z.infer<typeof deviceChoicesSchema>;

/** What became of an act on many devices: each was taken, or refused for a reason as `campaign.assign` gives it. */
export const actedSchema = z.object({
  taken: z.number().int(),
  /** The most frequent reason first; `serials` are the first hundred. */
  refused: z.array(
    z.object({ reason: z.string(), ...counted, serials: z.array(serialNumberSchema) }),
  ),
});
export type Acted = z.infer<typeof actedSchema>;

const of = deviceSelectionSchema;
const note = z.string().max(500).transform(cleanText).optional();

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
  /** The deliveries that the events speak of: what their boxes are called, and to whom they were handed. */
  deliveries: z.array(
    z.object({
      sessionId: z.string(),
      name: z.string(),
      boxes: z.record(z.string(), z.string()),
      handOff: z
        .object({ handedBy: z.string(), takenBy: z.string(), at: instantSchema })
        .optional(),
    }),
  ),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const devicesCalls = {
  /**
   * A window of the fleet, filtered by a text in serial, IMEI, model, service or profile and by what else is given;
   * without an order by serial.
   */
  'devices.window': call(
    z.object({
      search: z.string().max(100),
      filter: deviceFilterSchema.optional(),
      sort: deviceSortSchema.optional(),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(200),
    }),
    deviceWindowSchema,
  ),
  'devices.choices': call(nothing, deviceChoicesSchema),
  /** The first of those that are meant, in serial order, and how many they are. */
  'devices.serials': call(
    z.object({ of, limit: z.number().int().min(1).max(MOST_SERIALS) }),
    z.object({ count: z.number().int(), serials: z.array(serialNumberSchema) }),
  ),
  /**
   * Queues what its verdict offers, as `campaign.assign` does, for those to which it offers this; the others are refused
   * for the reason of their verdict.
   */
  'devices.queue': call(z.object({ of, kind: z.enum(['reassign', 'assignProfile']) }), actedSchema),
  'devices.putAside': call(
    z.object({ of, cause: setAsideCauseSchema, owner: typedName(64), note }),
    actedSchema,
  ),
  'devices.bringBack': call(z.object({ of, note }), actedSchema),
  /** What the table knows of these devices, one row each, in the language of the person. */
  'devices.file': call(
    z.object({
      of,
      format: tableFormatSchema,
      redaction: redactionSchema,
      language: z.enum(['en', 'de']),
    }),
    fileSchema,
  ),
  'devices.timeline': call(z.object({ serial: serialNumberSchema }), timelineSchema),
};

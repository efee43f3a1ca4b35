import { z } from 'zod';
import { deviceFamilySchema } from '../core/facts/device-facts.ts';
import { cleanText } from '../core/identifiers/clean-text.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { laneSchema } from '../core/verdict/lane.ts';
import { REASON_CODES } from '../core/verdict/reasons.ts';

/**
 * The step of the runway that a device has to take next. `distribute`: it is reset and waits for its user. `arrived`:
 * it is through all of them; `apart`: no target takes it, or its service is nobody's that was named.
 */
export const DEVICE_STEPS = [
  'reassign',
  'synchronise',
  'profile',
  'reset',
  'distribute',
  'arrived',
  'apart',
] as const;
export const deviceStepSchema = z.enum(DEVICE_STEPS);
export type DeviceStep = z.infer<typeof deviceStepSchema>;

/** So many serials one list may name. */
export const MOST_LISTED = 10_000;
const names = z.array(z.string().max(200)).max(500);
const days = z.number().int().min(1).max(3_650);

/**
 * Which devices of the fleet are meant: those for which everything that is given holds. Within one list any of its
 * values will do; services and profiles are ids, and `''` among them means: none.
 */
export const deviceFilterSchema = z.object({
  lanes: z.array(laneSchema).max(20).optional(),
  reasons: z.array(z.enum(REASON_CODES)).max(100).optional(),
  steps: z.array(deviceStepSchema).max(20).optional(),
  families: z.array(deviceFamilySchema).max(20).optional(),
  models: names.optional(),
  services: names.optional(),
  profiles: names.optional(),
  /** Intune has a row of it that is not deleted, or has none. */
  isInIntune: z.boolean().optional(),
  isSetAside: z.boolean().optional(),
  /** It came in this delivery, and lies in this box of it. */
  sessionId: z.string().max(64).optional(),
  boxId: z.string().max(64).optional(),
  /** It came up in Intune within so many days. */
  enrolledWithin: days.optional(),
  /** It has been here, in a case that is open, for at least so many days. */
  hereFor: days.optional(),
  /** Its oldest deciding fact was read at least so many days ago. */
  readBefore: days.optional(),
  /** Nothing but these, as far as the fleet has them. */
  serials: z.array(serialNumberSchema).max(MOST_LISTED).optional(),
});
export type DeviceFilter = z.infer<typeof deviceFilterSchema>;

export const DEVICE_COLUMNS = [
  'lane',
  'serial',
  'model',
  'service',
  'profile',
  'step',
  'reason',
  'enrolledAt',
  'hereSince',
] as const;
export const deviceColumnSchema = z.enum(DEVICE_COLUMNS);
export type DeviceColumn = z.infer<typeof deviceColumnSchema>;

/** What is equal stays in the order of the serials. */
export const deviceSortSchema = z.object({ by: deviceColumnSchema, isDescending: z.boolean() });
export type DeviceSort = z.infer<typeof deviceSortSchema>;

const search = z.string().max(100);

/** Devices of which a person said which: named one by one, or all that a filter finds but for some. */
export const deviceSelectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('serials'), serials: z.array(serialNumberSchema).max(MOST_LISTED) }),
  z.object({
    kind: z.literal('filter'),
    search,
    filter: deviceFilterSchema,
    except: z.array(serialNumberSchema).max(MOST_LISTED),
  }),
]);
export type DeviceSelection = z.infer<typeof deviceSelectionSchema>;

export const MOST_VIEWS = 30;

/** A way to look at the table that a person has given a name. A list of serials is no way to look: it grows old. */
export const savedViewSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().transform(cleanText).pipe(z.string().min(1).max(60)),
  search,
  filter: deviceFilterSchema.omit({ serials: true }),
  sort: deviceSortSchema,
  columns: z.array(deviceColumnSchema).min(1).max(DEVICE_COLUMNS.length),
});
export type SavedView = z.infer<typeof savedViewSchema>;

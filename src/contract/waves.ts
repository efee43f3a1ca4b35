import { z } from 'zod';
import { LARGEST_WAVE } from '../core/campaign/plan-waves.ts';
import { TRIAGE_CLASSES } from '../core/campaign/triage.ts';
import { WAVE_TROUBLES } from '../core/campaign/wave-state.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { instantSchema } from '../core/time.ts';
import { queuedSchema } from './campaign.ts';
import { call, nothing } from './protocol.ts';

const count = z.number().int().nonnegative();

/** So many serials of a class or of a reason are named. */
export const NAMED_SERIALS = 1_000;
const namedSerials = z.array(serialNumberSchema).max(NAMED_SERIALS);

const triageClassSchema = z.object({
  class: z.enum(TRIAGE_CLASSES),
  count,
  /** Of `needsReset` and `refused`: why, the most frequent first; a code of `ui.waves.cause`, or as in `queuedSchema`. */
  reasons: z.array(z.object({ reason: z.string(), count })),
  /** The first of them. */
  serials: namedSerials,
});

export const triageSchema = z.object({
  readAt: instantSchema,
  /** All that are on a former service or on none; the classes add up to it. */
  devices: count,
  /** In the order of TRIAGE_CLASSES, also those without a device. */
  classes: z.array(triageClassSchema),
  /** Of those that can migrate: so many are in no wave yet. */
  unplanned: count,
  /** Milliseconds of Apple's quota that asking for all of `notAsked` takes, at best. */
  askFor: count,
});
export type Triage = z.infer<typeof triageSchema>;

/** So many devices Apple is asked about at one press: most of an hour. */
export const MOST_ASKED = 1_000;

export const askingSchema = z.object({
  wanted: count,
  asked: count,
  /** Of these so many can migrate. */
  capable: count,
  isRunning: z.boolean(),
  /** Apple has stopped answering: the rest was not asked. */
  isStopped: z.boolean(),
});
export type Asking = z.infer<typeof askingSchema>;

/** Devices of a wave that are not under way, by what that is; `reason` is a failure of cloud work or as in `queuedSchema`. */
const waveTroubleSchema = z.object({
  kind: z.enum(WAVE_TROUBLES),
  reason: z.string(),
  count,
  serials: namedSerials,
});
export type WaveTroubleView = z.infer<typeof waveTroubleSchema>;

/** All times on the bench's clock. */
export const waveSchema = z.object({
  id: z.string(),
  /** Counts up for ever: no two waves of a bench have had the same. */
  number: z.number().int().positive(),
  /** After its sites; '' when they are not known. */
  name: z.string(),
  deadlineAt: instantSchema,
  plannedAt: instantSchema,
  startedAt: instantSchema.nullable(),
  startedBy: z.string().nullable(),
  /** When it was first seen that nothing of it is under way any more. */
  endedAt: instantSchema.nullable(),
  isStarting: z.boolean(),
  devices: count,
  counts: z.object({
    planned: count,
    queued: count,
    migrating: count,
    inIntune: count,
    failed: count,
    refused: count,
  }),
  troubles: z.array(waveTroubleSchema),
  /** So many devices a start would take now. */
  toStart: count,
});
export type Wave = z.infer<typeof waveSchema>;

const listSchema = z.object({ waves: z.array(waveSchema), asking: askingSchema });
const byWave = z.object({ id: z.string().max(64) });

export const wavesCalls = {
  /** Which devices need no reset, on what is known. Reads the fleet in turns and asks no cloud. */
  'waves.triage': call(nothing, triageSchema),
  /** In the order of their numbers. */
  'waves.list': call(nothing, listSchema),
  /** All devices of a wave. */
  'waves.serials': call(
    byWave,
    z.object({ serials: z.array(serialNumberSchema).max(LARGEST_WAVE) }),
  ),
  /**
   * Puts all that can migrate and are in no wave into new ones, site by site; the first has that deadline, each
   * further one so many days later. A deadline more than 90 days ahead is taken: its wave can be started later. `planned`: so many devices.
   */
  'waves.plan': call(
    z.object({
      size: z.number().int().min(1).max(LARGEST_WAVE),
      firstDeadlineAt: instantSchema,
      daysBetween: z.number().int().min(1).max(30),
    }),
    listSchema.extend({ planned: count }),
  ),
  /** Forgets a wave; its devices can be planned anew. `waveUnderWay` while something of it is. */
  'waves.remove': call(byWave, listSchema),
  /**
   * Judges the devices of a wave anew and queues their migration, once; asked again it takes those alone that failed or
   * were refused. `deadlineAt` instead of the planned one. `waveDone` when there is nothing to take.
   */
  'waves.start': call(byWave.extend({ deadlineAt: instantSchema.optional() }), queuedSchema),
  /** Asks Apple about the next so many that were never asked, when nobody at a bench needs the quota. 0: ends that. */
  'waves.ask': call(z.object({ count: z.number().int().min(0).max(MOST_ASKED) }), askingSchema),
};

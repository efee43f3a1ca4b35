import { z } from 'zod';
import { deviceFamilySchema } from '../core/facts/device-facts.ts';
import { deviceModeSchema } from '../core/facts/device-mode.ts';
import { deviceSymptomSchema } from '../core/facts/device-symptom.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { instantSchema } from '../core/time.ts';
import { laneSchema } from '../core/verdict/lane.ts';
import { resetStepSchema } from './desk.ts';
import { call, nothing, typedName } from './protocol.ts';

/** A device on a slot. `candidate`: named by its Wi-Fi address, the first scan confirms it. */
export const occupantSchema = z.object({
  mode: deviceModeSchema,
  family: deviceFamilySchema,
  model: z.string().optional(),
  name: z.string().optional(),
  serial: serialNumberSchema.optional(),
  candidate: serialNumberSchema.optional(),
  /** Absent while the device does not tell it. */
  batteryPercent: z.number().optional(),
  productType: z.string().optional(),
  udid: z.string().optional(),
  /** Upper-case hex. */
  ecid: z.string().optional(),
  osVersion: z.string().optional(),
  isInSetupAssistant: z.boolean(),
  symptom: deviceSymptomSchema.optional(),
  /** It is in recovery, and this computer can end that. */
  canLeaveRecovery: z.boolean(),
  /** The numbers of other slots on which a device says that it is this serial. */
  alsoOn: z.array(z.number().int()),
  lane: laneSchema.optional(),
  resetStep: resetStepSchema,
  /** Since when it is away during an open reset; absent while it is here. */
  goneSince: instantSchema.optional(),
});
export type Occupant = z.infer<typeof occupantSchema>;

export const slotSchema = z.object({
  /** What names it in calls. */
  port: z.string(),
  /** Two when a socket has a half for USB 2 and one for USB 3. */
  ports: z.array(z.string()),
  number: z.number().int().positive(),
  name: z.string(),
  occupant: occupantSchema.optional(),
});
export type Slot = z.infer<typeof slotSchema>;

/** What this computer lacks to see devices or to talk to them; each has a remedy for its platform. */
export const benchLackSchema = z.enum([
  'noBus',
  'busNotPermitted',
  'noPackage',
  'noEvents',
  'noDaemon',
  'daemonNotPermitted',
]);
export type BenchLack = z.infer<typeof benchLackSchema>;

export const slotsSchema = z.object({
  lacks: z.array(benchLackSchema),
  platform: z.enum(['linux', 'macos', 'windows']),
  /** The devices that were there at the start are not all known yet. */
  isListing: z.boolean().optional(),
  /** How many slots the hub has in a row; absent until the operator says so. */
  columns: z.number().int().optional(),
  slots: z.array(slotSchema),
});
export type Slots = z.infer<typeof slotsSchema>;

/** The most slots that one bench has, and so the highest number that one can be given. */
export const MOST_SLOTS = 64;
export const MOST_COLUMNS = 16;

/** Either port of a slot names it. */
const atPort = z.object({ port: z.string().max(200) });

export const benchCalls = {
  'bench.slots': call(nothing, slotsSchema),
  'bench.nameSlot': call(atPort.extend({ name: typedName(40) }), slotsSchema),
  /**
   * Gives the slot that number. With an empty slot of that number it becomes one, where both can be the halves of a
   * USB 3 socket: on root ports of their own, and never seen occupied at once. With any other it changes places.
   */
  'bench.numberSlot': call(
    atPort.extend({ number: z.number().int().min(1).max(MOST_SLOTS) }),
    slotsSchema,
  ),
  /** Takes the halves of a slot apart again. The one with the device stays, the other gets the next free number. */
  'bench.separateSlot': call(atPort, slotsSchema),
  /** Forgets a slot in which nothing is; it comes back as new when something is plugged in. */
  'bench.forgetSlot': call(atPort, slotsSchema),
  'bench.setColumns': call(
    z.object({ columns: z.number().int().min(1).max(MOST_COLUMNS).nullable() }),
    slotsSchema,
  ),
  /** Tells the device on that slot, which is in recovery, to start normally. */
  'bench.exitRecovery': call(atPort, slotsSchema),
};

export const benchNews = {
  'bench.slotsChanged': slotsSchema,
  /** A device named itself on that slot and went the way of a scan; sent once per arrival. */
  'bench.deviceRead': z.object({ serial: serialNumberSchema, port: z.string() }),
};

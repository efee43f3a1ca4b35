import { z } from 'zod';
import { deviceFamilySchema } from '../core/facts/device-facts.ts';
import { deviceModeSchema } from '../core/facts/device-mode.ts';
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
  batteryPercent: z.number().optional(),
  isInSetupAssistant: z.boolean(),
  lane: laneSchema.optional(),
  resetStep: resetStepSchema,
  /** Since when it is away during an open reset; absent while it is here. */
  goneSince: instantSchema.optional(),
});
export type Occupant = z.infer<typeof occupantSchema>;

export const slotSchema = z.object({
  port: z.string(),
  number: z.number().int().positive(),
  name: z.string(),
  occupant: occupantSchema.optional(),
});
export type Slot = z.infer<typeof slotSchema>;

/** `unavailable` says why this machine shows no slots at all. */
export const slotsSchema = z.object({
  unavailable: z.enum(['noBus', 'notPermitted']).optional(),
  slots: z.array(slotSchema),
});
export type Slots = z.infer<typeof slotsSchema>;

export const benchCalls = {
  'bench.slots': call(nothing, slotsSchema),
  'bench.nameSlot': call(z.object({ port: z.string(), name: typedName(40) }), slotsSchema),
};

export const benchNews = { 'bench.slotsChanged': slotsSchema };

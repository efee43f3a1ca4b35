import { z } from 'zod';
import { deviceFactsSchema, deviceFamilySchema } from '../core/facts/device-facts.ts';
import { classifiedCodeSchema } from '../core/identifiers/code.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { workSchema } from '../core/jobs/job.ts';
import { evidenceLevelSchema } from '../core/reset/evidence.ts';
import { instantSchema } from '../core/time.ts';
import { fixKindSchema, verdictSchema } from '../core/verdict/verdict.ts';
import { call, nothing, typedName } from './protocol.ts';

export const resetStepSchema = z.enum(['none', 'expected', 'started', 'gone', 'back', 'recorded']);

/** The device a card speaks for. */
export const deviceLineSchema = z.object({
  family: deviceFamilySchema,
  model: z.string(),
  name: z.string().optional(),
});

/** The verdict card: everything the bench screen shows about one device. */
export const cardSchema = z.object({
  /** Grows with every change of this card; an older one never replaces a newer one. */
  revision: z.number().int(),
  serial: serialNumberSchema,
  caseId: z.string().nullable(),
  slot: z.string().optional(),
  slotNumber: z.number().int().optional(),
  device: deviceLineSchema,
  verdict: verdictSchema,
  reset: z.object({
    step: resetStepSchema,
    level: evidenceLevelSchema.optional(),
    recordedAt: instantSchema.optional(),
  }),
  enrolledAt: instantSchema.optional(),
  work: z.array(workSchema),
  facts: deviceFactsSchema,
  /** What the ids in the facts are called: services, profiles, organizations. */
  names: z.record(z.string(), z.string()),
  assessedAt: instantSchema,
});
export type Card = z.infer<typeof cardSchema>;

/** One line of the scan history. */
export const scanLineSchema = z.object({
  eventId: z.string(),
  at: instantSchema,
  code: classifiedCodeSchema,
  serial: serialNumberSchema.optional(),
  lane: verdictSchema.shape.lane.optional(),
  isUndone: z.boolean(),
});
export type ScanLine = z.infer<typeof scanLineSchema>;

/** Whether the code of a reset record agrees with the ledger of this bench; `notHere`: that has no such event. */
export const recordCheckSchema = z.object({
  serial: serialNumberSchema,
  sequence: z.number().int(),
  answer: z.enum(['matches', 'differs', 'notHere']),
});
export type RecordCheck = z.infer<typeof recordCheckSchema>;

/**
 * `device`: a card. `confirmed`: the serial on the card was scanned again. `command` / `operator`: done.
 * `unresolved`: kept on record, but it names no device (`line.code` says what it is). `refused`: unusable input.
 */
export const scanReplySchema = z.object({
  outcome: z.enum(['device', 'confirmed', 'command', 'operator', 'unresolved', 'refused']),
  line: scanLineSchema,
  card: cardSchema.optional(),
  /** With the code of a reset record. */
  record: recordCheckSchema.optional(),
});
export type ScanReply = z.infer<typeof scanReplySchema>;

const bySerial = z.object({ serial: serialNumberSchema });

export const deskCalls = {
  /** Classifies, writes to the ledger, answers from the mirror. Acknowledged = on disk. */
  'desk.scan': call(
    z.object({ text: z.string().max(200_000), slot: z.string().optional() }),
    scanReplySchema,
  ),
  /** The card of a device that was not scanned (chosen from a list or a slot). Writes nothing. */
  'desk.card': call(bySerial, cardSchema),
  /** Mends what the verdict offers; refused unless the facts were re-read within 60 s. */
  'desk.fix': call(bySerial.extend({ fix: fixKindSchema }), cardSchema),
  /** The operator begins to erase: serial re-scanned, key held. */
  'desk.startReset': call(bySerial.extend({ rescanned: serialNumberSchema }), cardSchema),
  /** The operator says that it was erased: serial re-scanned, key held. */
  'desk.attestReset': call(bySerial.extend({ rescanned: serialNumberSchema }), cardSchema),
  'desk.stateIntent': call(bySerial.extend({ keepsData: z.boolean() }), cardSchema),
  'desk.handOver': call(bySerial, cardSchema),
  /** Takes back the newest scan or statement of this bench that is not undone yet, by a new event. */
  'desk.undo': call(
    nothing,
    z.object({ line: scanLineSchema.optional(), card: cardSchema.optional() }),
  ),
  'desk.recentScans': call(nothing, z.array(scanLineSchema)),
  'desk.signIn': call(z.object({ operator: typedName(64) }), nothing),
  /** Nobody stands at the bench any more: what follows is attributed to nobody. */
  'desk.signOut': call(nothing, nothing),
};

export const deskNews = {
  /** A card changed by itself: revalidation, a job, USB. Sent for the device last shown and those on slots. */
  'desk.cardChanged': cardSchema,
};

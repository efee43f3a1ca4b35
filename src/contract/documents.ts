import { z } from 'zod';
import { custodyEventSchema } from '../core/custody/event.ts';
import { deviceFamilySchema } from '../core/facts/device-facts.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import {
  labelLackSchema,
  labelSchema,
  labelSizeSchema,
  labelTemplateSchema,
} from '../core/labels/label.ts';
import { redactionSchema } from '../core/redaction.ts';
import { evidenceLevelSchema } from '../core/reset/evidence.ts';
import { manifestRowSchema } from '../core/sessions/manifest-row.ts';
import { instantSchema } from '../core/time.ts';
import { sessionLineSchema, sessionTallySchema } from './check-in.ts';
import { call, typedName } from './protocol.ts';

export const tableFormatSchema = z.enum(['csv', 'xlsx', 'jsonl']);
export type TableFormat = z.infer<typeof tableFormatSchema>;

/** A file to be saved where the person says: a text, or bytes as base64. */
export const fileSchema = z.object({
  name: z.string(),
  text: z.string().optional(),
  bytes: z.string().optional(),
});
export type MadeFile = z.infer<typeof fileSchema>;

const checkpointSchema = z.object({
  length: z.number().int(),
  head: z.string(),
  signature: z.string(),
  publicKey: z.string(),
});

/** The proof of one reset as a page: what was done, by whom, when, how well it is proven, and where it stands on record. */
export const resetRecordSchema = z.object({
  serial: serialNumberSchema,
  model: z.string(),
  family: deviceFamilySchema,
  ecid: z.string().optional(),
  level: evidenceLevelSchema,
  /** Who began it, or ordered it, or said that it was done. */
  operator: z.string(),
  startedAt: instantSchema.optional(),
  recordedAt: instantSchema,
  /** When the device itself says that it was erased: on its own clock. */
  erasedAt: instantSchema.optional(),
  enrolled: z.object({ profileName: z.string().nullable(), at: instantSchema }).optional(),
  eraseStandard: z.string().optional(),
  /** The raw answers that the level rests on. */
  raw: z.record(z.string(), z.string()),
  /** From the beginning of the reset to its record. */
  events: z.array(custodyEventSchema),
  ledger: z.object({
    bench: z.string(),
    eventId: z.string(),
    sequence: z.number().int(),
    hash: z.string(),
    checkpoint: checkpointSchema.optional(),
  }),
  madeAt: instantSchema,
});
export type ResetRecordPage = z.infer<typeof resetRecordSchema>;

/** Whose records: devices named one by one, or those that came in a session, or in one of its boxes. */
const devicesMeantSchema = z.union([
  z.object({ serials: z.array(serialNumberSchema).min(1).max(10_000) }),
  z.object({ sessionId: z.string(), boxId: z.string().optional() }),
]);
export type DevicesMeant = z.infer<typeof devicesMeantSchema>;

/** Why a device has no record: what there is of a reset instead. */
export const noRecordSchema = z.enum(['neverHere', 'notBegun', 'ordered', 'underWay', 'setAside']);
export type NoRecord = z.infer<typeof noRecordSchema>;

/** What stands before many records: each device, with its record or why it has none. */
export const recordListSchema = z.object({
  session: z.string().optional(),
  box: z.object({ name: z.string(), destination: z.string().optional() }).optional(),
  bench: z.string(),
  devices: z.array(
    z.object({
      serial: serialNumberSchema,
      model: z.string(),
      record: z
        .object({
          level: evidenceLevelSchema,
          recordedAt: instantSchema,
          /** The device has come again since: the record is of a stay before. */
          isOfEarlierStay: z.boolean(),
        })
        .optional(),
      lacks: noRecordSchema.optional(),
    }),
  ),
  madeAt: instantSchema,
});
export type RecordList = z.infer<typeof recordListSchema>;

/** What two people sign at the end of a delivery. Long lists are cut; the counts never are. */
export const handOffSchema = z.object({
  session: sessionLineSchema,
  tally: sessionTallySchema,
  manifests: z.array(z.object({ source: z.string(), rows: z.number().int() })),
  unexpected: z.array(serialNumberSchema),
  missing: z.array(manifestRowSchema),
  /** Devices that must be set apart. */
  hazards: z.array(serialNumberSchema),
  bench: z.string(),
  /** Covers everything that is on the page; absent where the disk refused it. */
  checkpoint: checkpointSchema.optional(),
  madeAt: instantSchema,
});
export type HandOffPage = z.infer<typeof handOffSchema>;

const labelWish = z.object({
  sessionId: z.string(),
  boxId: z.string(),
  of: z.enum(['box', 'devices']),
  size: labelSizeSchema,
  density: z.union([z.literal(203), z.literal(300)]),
  /** What a label of a device tells; that of a box is always the same. */
  template: labelTemplateSchema,
  language: z.enum(['en', 'de']),
});
export type LabelWish = z.infer<typeof labelWish>;

/** What does not fit on the paper, of any of the labels. */
const lacksSchema = z.array(labelLackSchema);

export const documentsCalls = {
  /** Signs a checkpoint, so that a cut tail of the ledger shows against the page. */
  'documents.handOff': call(z.object({ sessionId: z.string() }), handOffSchema),
  /** The newest reset record of each of these devices that has one, in the order asked. */
  'documents.resetRecords': call(
    z.object({ serials: z.array(serialNumberSchema).min(1).max(1_000) }),
    z.array(resetRecordSchema),
  ),
  /** Which of these devices have a record, in the order asked or in which they came, and why the others have none. */
  'documents.recordList': call(devicesMeantSchema, recordListSchema),
  /** The whole ledger with what proves it, as a ZIP; with a session also its list. Signs a checkpoint first. */
  'documents.evidence': call(z.object({ sessionId: z.string().optional() }), fileSchema),
  /** Everything that a session knows of its devices, one row each, in the language of the person. */
  'documents.session': call(
    z.object({
      sessionId: z.string(),
      format: tableFormatSchema,
      redaction: redactionSchema,
      language: z.enum(['en', 'de']),
    }),
    fileSchema,
  ),
  /** The label of a box, or of each device in it, in the language of Zebra's printers. */
  'documents.labels': call(
    labelWish,
    z.object({
      name: z.string(),
      zpl: z.string(),
      labels: z.number().int(),
      lacks: lacksSchema,
    }),
  ),
  /** The first of them as that printer would draw it: a PNG as base64, absent where a box is empty. Millimetres. */
  'documents.labelPreview': call(
    labelWish,
    z.object({
      label: labelSchema.optional(),
      png: z.base64().optional(),
      width: z.number(),
      height: z.number(),
      labels: z.number().int(),
      lacks: lacksSchema,
    }),
  ),
  /** What the same labels say, for the page to draw and for a printer of this computer to print. */
  'documents.labelTexts': call(labelWish, z.object({ labels: z.array(labelSchema) })),
  /** The same, sent to a printer on the network; it took them, and does not say whether they are printed. */
  'documents.sendLabels': call(
    labelWish.extend({
      printer: z.object({
        host: typedName(255),
        port: z.number().int().min(1).max(65_535).optional(),
      }),
    }),
    z.object({ labels: z.number().int() }),
  ),
};

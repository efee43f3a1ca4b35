import { z } from 'zod';
import { codeKindSchema } from '../core/identifiers/code.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { conditionSchema } from '../core/sessions/condition.ts';
import { MANIFEST_FIELDS, manifestRowSchema } from '../core/sessions/manifest-row.ts';
import { countedOutcomeSchema, outcomeSchema } from '../core/sessions/outcome.ts';
import { instantSchema } from '../core/time.ts';
import { laneSchema } from '../core/verdict/lane.ts';
import { call, nothing, typedName } from './protocol.ts';

export const boxSchema = z.object({
  boxId: z.string(),
  name: z.string(),
  destination: z.string().optional(),
  place: z.string().optional(),
  isOpen: z.boolean(),
  /** How many devices are in it. */
  devices: z.number().int(),
});
export type BoxLine = z.infer<typeof boxSchema>;

/** What a session comes to, small enough to go with the answer to each scan. `counts` add up to `scanned`. */
export const sessionTallySchema = z.object({
  counts: z.record(countedOutcomeSchema, z.number().int()),
  scanned: z.number().int(),
  /** Devices that came. */
  received: z.number().int(),
  /** Devices that the manifests name; null without one. */
  expected: z.number().int().nullable(),
  /** Expected, and not here yet. */
  missing: z.number().int(),
  /** Devices with a swollen battery. */
  hazards: z.number().int(),
  boxes: z.array(boxSchema),
  currentBoxId: z.string().nullable(),
});
export type SessionTally = z.infer<typeof sessionTallySchema>;

/** In bytes and in pixels: more than a person needs to see a scratch, and little enough to keep for years. */
export const LARGEST_PHOTO = 2_000_000;
export const LONGEST_SIDE = 1_600;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One scan of a check-in. */
export const checkInLineSchema = z.object({
  eventId: z.string(),
  at: instantSchema,
  operator: z.string(),
  outcome: outcomeSchema,
  kind: codeKindSchema,
  text: z.string(),
  serial: serialNumberSchema.optional(),
  boxId: z.string().nullable(),
  conditions: z.array(conditionSchema),
  /** The pictures of the device, oldest first. */
  photos: z.array(sha256),
  isUndone: z.boolean(),
});
export type CheckInLine = z.infer<typeof checkInLineSchema>;

/** What the big card of a check-in says beside its outcome. */
export const arrivalSchema = z.object({
  model: z.string(),
  lane: laneSchema,
  /** Of the oldest fact that decided the lane; null when there is none. */
  factsFrom: instantSchema.nullable(),
  /** What the manifest of this session says. */
  row: manifestRowSchema.optional(),
  /** The box that the manifest names is another one than the open one. */
  isWrongBox: z.boolean(),
  /** Another open session that expects this device. */
  expectedBy: z.string().optional(),
  firstAt: instantSchema.optional(),
  firstBox: z.string().optional(),
});
export type Arrival = z.infer<typeof arrivalSchema>;

export const checkInReplySchema = z.object({
  /**
   * `command`: `line.text` is the word of the command sheet; `operator`: the person who has signed in; `box`: the box
   * whose label was scanned, which is filled from now on.
   */
  answer: z.enum(['counted', 'extra', 'command', 'operator', 'box']),
  line: checkInLineSchema,
  arrival: arrivalSchema.optional(),
  tally: sessionTallySchema,
});
export type CheckInReply = z.infer<typeof checkInReplySchema>;

export const sessionLineSchema = z.object({
  sessionId: z.string(),
  name: z.string(),
  expectedOn: z.string().optional(),
  openedAt: instantSchema,
  openedBy: z.string(),
  received: z.number().int(),
  expected: z.number().int().nullable(),
  handOff: z.object({ handedBy: z.string(), takenBy: z.string(), at: instantSchema }).optional(),
});
export type SessionLine = z.infer<typeof sessionLineSchema>;

export const sessionViewSchema = sessionLineSchema.extend({
  tally: sessionTallySchema,
  manifests: z.array(z.object({ source: z.string(), rows: z.number().int(), at: instantSchema })),
  /** Newest first. */
  newest: z.array(checkInLineSchema),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** A table as it was read, before anything of it counts. */
export const manifestPreviewSchema = z.object({
  /** By this name it can be taken, once. */
  previewId: z.string(),
  source: z.string(),
  /** How each column was understood, by its header. */
  columns: z.array(z.object({ header: z.string(), field: z.enum(MANIFEST_FIELDS).nullable() })),
  good: z.number().int(),
  bad: z.number().int(),
  /** The first good rows. */
  sample: z.array(manifestRowSchema),
  /** The first bad lines, with what is wrong with each. */
  problems: z.array(
    z.object({
      line: z.number().int(),
      code: z.enum([
        'noSerial',
        'notASerial',
        'ambiguousSerial',
        'neitherYesNorNo',
        'tooLong',
        'sameSerial',
      ]),
      field: z.enum(MANIFEST_FIELDS),
      cell: z.string(),
    }),
  ),
});
export type ManifestPreview = z.infer<typeof manifestPreviewSchema>;

const inSession = z.object({ sessionId: z.string() });
const aDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const checkInCalls = {
  /** Newest first. */
  'checkIn.sessions': call(nothing, z.array(sessionLineSchema)),
  'checkIn.open': call(
    z.object({ name: typedName(80), expectedOn: aDay.optional() }),
    sessionViewSchema,
  ),
  'checkIn.session': call(inSession, sessionViewSchema),
  /** One scan: on disk when it is answered. */
  'checkIn.scan': call(
    inSession.extend({
      text: z.string().max(200_000),
      /** The window's own name for this scan: asked again with the same one, it is not counted again. */
      key: z.string().max(40).optional(),
    }),
    checkInReplySchema,
  ),
  /** Takes back this scan, or the newest act of the session, by new events. */
  'checkIn.undo': call(inSession.extend({ eventId: z.string().optional() }), sessionViewSchema),
  'checkIn.openBox': call(
    inSession.extend({ name: typedName(60), destination: typedName(60).optional() }),
    sessionViewSchema,
  ),
  /** The next devices go into this box, which is still open. */
  'checkIn.chooseBox': call(inSession.extend({ boxId: z.string() }), sessionViewSchema),
  'checkIn.closeBox': call(inSession.extend({ boxId: z.string() }), sessionViewSchema),
  'checkIn.placeBox': call(
    inSession.extend({ boxId: z.string(), place: typedName(60) }),
    sessionViewSchema,
  ),
  'checkIn.moveDevice': call(
    inSession.extend({ serial: serialNumberSchema, boxId: z.string() }),
    sessionViewSchema,
  ),
  'checkIn.note': call(
    inSession.extend({
      serial: serialNumberSchema,
      condition: conditionSchema,
      note: typedName(200).optional(),
    }),
    sessionViewSchema,
  ),
  /** Keeps a picture of a device that is in the session: a JPEG of an allowed size as base64, without EXIF. */
  'checkIn.keepPhoto': call(
    inSession.extend({
      serial: serialNumberSchema,
      jpeg: z.base64().max(Math.ceil(LARGEST_PHOTO / 3) * 4),
      note: typedName(200).optional(),
    }),
    sessionViewSchema,
  ),
  'checkIn.readPhoto': call(z.object({ sha256 }), z.object({ jpeg: z.base64() })),
  /** Reads a table and says what it holds. Exactly one of `text` and `workbook` (base64 of an XLSX file). */
  'checkIn.readManifest': call(
    inSession.extend({
      source: typedName(120),
      text: z.string().max(30_000_000).optional(),
      workbook: z.string().max(40_000_000).optional(),
    }),
    manifestPreviewSchema,
  ),
  /** The good rows of a preview are expected from now on. */
  'checkIn.takeManifest': call(inSession.extend({ previewId: z.string() }), sessionViewSchema),
  /** Expected devices that are not here yet, in the order of the manifest. */
  'checkIn.missing': call(
    inSession.extend({ limit: z.number().int().min(1).max(1_000) }),
    z.array(manifestRowSchema),
  ),
  /** The session is over: who gives it away and who takes it. Signs the ledger. */
  'checkIn.handOff': call(inSession.extend({ takenBy: typedName(64) }), sessionViewSchema),
};

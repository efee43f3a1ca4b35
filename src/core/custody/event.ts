import { z } from 'zod';
import { deviceModeSchema } from '../facts/device-mode.ts';
import { codeKindSchema } from '../identifiers/code.ts';
import { serialNumberSchema } from '../identifiers/serial-number.ts';
import { jobKindSchema } from '../jobs/job.ts';
import { evidenceLevelSchema, resetSignSchema } from '../reset/evidence.ts';
import { conditionSchema } from '../sessions/condition.ts';
import { countedOutcomeSchema, outcomeSchema } from '../sessions/outcome.ts';
import { instantSchema } from '../time.ts';
import { laneSchema } from '../verdict/lane.ts';
import { REASON_CODES } from '../verdict/reasons.ts';
import { fixKindSchema } from '../verdict/verdict.ts';
import { setAsideCauseSchema } from './set-aside.ts';

const slot = z.string();
const sessionId = z.string();

/** What happened, in the past tense. Times named `cloud…` are on the clouds' clock. */
export const happeningSchema = z.discriminatedUnion('type', [
  happening('caseOpened', { origin: z.enum(['scan', 'usb', 'checkIn', 'command']) }),
  happening('codeScanned', { kind: codeKindSchema, text: z.string(), slot: slot.optional() }),
  /** USB named it without a scan: in recovery, by the bond of an earlier scan, or to a computer that it trusts. */
  happening('deviceRead', { slot, by: z.enum(['recovery', 'bond', 'session']) }),
  /** `scanId`: the event of the scan that made the bond; whoever takes that back takes back both. */
  happening('deviceBound', { ecid: z.string(), slot, scanId: z.string().optional() }),
  /** The device named itself otherwise than the label that was scanned from it: for both, and for good. */
  happening('bondBroken', {
    ecid: z.string(),
    scanned: serialNumberSchema,
    read: serialNumberSchema,
  }),
  happening('verdictChanged', { lane: laneSchema, reason: z.enum(REASON_CODES) }),
  happening('intentStated', { keepsData: z.boolean() }),
  happening('lockAttested', {}),
  happening('fixRequested', { fix: fixKindSchema }),
  happening('reassigned', {
    organizationId: z.string(),
    serviceId: z.string(),
    activityId: z.string(),
    cloudAssignedAt: instantSchema,
  }),
  happening('profileAssigned', {
    tokenId: z.string(),
    profileId: z.string(),
    cloudAssignedAt: instantSchema,
  }),
  happening('fixFailed', { fix: fixKindSchema, failure: z.string() }),
  /** Apple moves it to the service without a reset, at the latest then. */
  happening('migrationScheduled', {
    organizationId: z.string(),
    serviceId: z.string(),
    activityId: z.string(),
    cloudDeadlineAt: instantSchema,
  }),
  happening('migrationChanged', { activityId: z.string(), cloudDeadlineAt: instantSchema }),
  happening('migrationCancelled', { activityId: z.string() }),
  /** A management service is told to erase it: `currentMdm` by an import file, `intune` by its own wipe. */
  happening('resetOrdered', {
    by: z.enum(['currentMdm', 'intune']),
    approvedBy: z.string(),
    /** The name of the file, or the id of the managed device. */
    reference: z.string(),
  }),
  happening('workFailed', { kind: jobKindSchema, failure: z.string() }),
  happening('workCancelled', { kind: jobKindSchema }),
  happening('resetExpected', { slot: slot.optional() }),
  /** `ecid`: of the device that it is about, so that no other speaks for it. */
  happening('resetStarted', { slot: slot.optional(), ecid: z.string().optional() }),
  happening('deviceLeft', {
    ecid: z.string().optional(),
    slot,
    wasInSetupAssistant: z.boolean().optional(),
    /** What it showed already: to show it again proves nothing. */
    signs: z.array(resetSignSchema).optional(),
  }),
  happening('deviceReturned', {
    slot,
    mode: deviceModeSchema,
    /** Absent when nobody knows. */
    isInSetupAssistant: z.boolean().optional(),
    /** The erase stamp (the device's own clock), if it showed one. */
    erasedAt: instantSchema.optional(),
    signs: z.array(resetSignSchema).optional(),
    raw: z.record(z.string(), z.string()),
  }),
  happening('resetAttested', {}),
  happening('resetRecorded', {
    level: evidenceLevelSchema,
    cloudAt: instantSchema,
    erasedAt: instantSchema.optional(),
    raw: z.record(z.string(), z.string()),
  }),
  happening('enrolled', {
    enrollmentId: z.string(),
    profileName: z.string().nullable(),
    cloudEnrolledAt: instantSchema,
  }),
  /** Taken out of the line, in the care of `owner`; said again it has another owner or cause. */
  happening('setAside', {
    cause: setAsideCauseSchema,
    /** The reason of its verdict then, when that is the cause. */
    reason: z.enum(REASON_CODES).optional(),
    owner: z.string(),
    note: z.string().optional(),
  }),
  /** Back in the line. */
  happening('broughtBack', { note: z.string().optional() }),
  happening('handedOver', {}),
  happening('operatorChanged', { operator: z.string() }),
  happening('sessionOpened', { sessionId, name: z.string(), expectedOn: z.string().optional() }),
  /** `rows` devices are expected from now on; `digest` is the SHA-256 of the rows as they were taken. */
  happening('manifestTaken', {
    sessionId,
    manifestId: z.string(),
    source: z.string(),
    rows: z.number().int(),
    digest: z.string(),
  }),
  happening('boxOpened', {
    sessionId,
    boxId: z.string(),
    name: z.string(),
    destination: z.string().optional(),
  }),
  /** From now on scans go into this box again. */
  happening('boxChosen', { sessionId, boxId: z.string() }),
  happening('boxClosed', { sessionId, boxId: z.string() }),
  /** Where the box stands now. */
  happening('boxPlaced', { sessionId, boxId: z.string(), place: z.string() }),
  /** One scan of a check-in; `extra` belongs to the device of the event and is counted as nothing. */
  happening('checkedIn', {
    sessionId,
    boxId: z.string().nullable(),
    outcome: outcomeSchema,
    kind: codeKindSchema,
    text: z.string(),
    /** What the window calls this scan: asked again after a crash, it is the same one. */
    key: z.string().optional(),
  }),
  happening('movedToBox', { sessionId, boxId: z.string() }),
  happening('conditionNoted', {
    sessionId,
    condition: conditionSchema,
    note: z.string().optional(),
  }),
  /** A picture of the device lies beside the ledger, in a JPEG that has this SHA-256 and is named by it. */
  happening('photoTaken', {
    sessionId,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().positive(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    note: z.string().optional(),
  }),
  happening('sessionHandedOff', {
    sessionId,
    handedBy: z.string(),
    takenBy: z.string(),
    counts: z.record(countedOutcomeSchema, z.number().int()),
  }),
  happening('undone', { eventId: z.string() }),
]);
export type Happening = z.infer<typeof happeningSchema>;
export type HappeningType = Happening['type'];

/** One thing that happened to a serial, as the ledger keeps it. */
export const custodyEventSchema = z.intersection(
  z.object({
    /** UUIDv7: sorts by the moment it was made. */
    id: z.string(),
    bench: z.string(),
    /** 1, 2, 3 … per bench, without gaps. */
    sequence: z.number().int().positive(),
    operator: z.string(),
    /** Wall clock of the bench; may jump. */
    at: instantSchema,
    caseId: z.string().nullable(),
    serial: serialNumberSchema.nullable(),
  }),
  happeningSchema,
);
export type CustodyEvent = z.infer<typeof custodyEventSchema>;

function happening<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.object({ type: z.literal(type), data: z.object(shape) });
}

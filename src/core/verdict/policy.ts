import { z } from 'zod';
import { deviceFamilySchema } from '../facts/device-facts.ts';
import { DAY, HOUR, MINUTE } from '../time.ts';

/** Whatever a file asks for: what was true the day before yesterday erases no device. */
const age = z.number().int().positive().max(DAY);
/** Apple hands a profile out some time after Intune shows it: never at once. */
const settling = z.number().int().min(MINUTE).max(DAY);

/** A pair (service, token) chosen once by ids. `allowedProfileIds` are bare GUIDs in lower case, per family. */
export const targetSchema = z.object({
  id: z.string(),
  name: z.string(),
  organizationId: z.string(),
  serviceId: z.string(),
  tokenId: z.string(),
  /** Families this target is for when neither manifest nor operator names one; absent = all. */
  families: z.array(deviceFamilySchema).optional(),
  allowedProfileIds: z.partialRecord(deviceFamilySchema, z.array(z.string())),
});
export type Target = z.infer<typeof targetSchema>;

/** How old a fact may be and still decide. */
export const freshnessSchema = z.object({
  assignment: age.default(4 * HOUR),
  identity: age.default(4 * HOUR),
  deviceCheck: age.default(8 * HOUR),
  lock: age.default(8 * HOUR),
  tenant: age.default(HOUR),
  enrollment: age.default(10 * MINUTE),
});

/** A site or department of the manifest: goes before the families of a target, behind the manifest's own columns. */
export const groupSchema = z.object({
  targetId: z.string().optional(),
  allowedProfileIds: z.array(z.string()).default([]),
});

export const policySchema = z.object({
  targets: z.array(targetSchema).default([]),
  formerServiceIds: z.array(z.string()).default([]),
  groups: z.record(z.string(), groupSchema).default({}),
  /** Intune's own wipe of devices that are enrolled with the wrong profile; asks for one permission more. */
  intuneWipe: z.boolean().default(false),
  profileSettle: settling.default(10 * MINUTE),
  /** What the organization's own rules call such an erasure ("NIST SP 800-88r2, Purge"): printed on no record without it. */
  eraseStandard: z.string().max(80).optional(),
  /** Ask Apple for each device whether it was released or is migrating: one request per device. */
  migrationCheck: z.boolean().default(true),
  /** May the operator attest "Find My off, no Apple Account" when the lock cannot be asked? */
  lockAttestation: z.boolean().default(true),
  minimumOs: z.partialRecord(deviceFamilySchema, z.string()).default({}),
  freshness: freshnessSchema.prefault({}),
});
export type Policy = z.infer<typeof policySchema>;

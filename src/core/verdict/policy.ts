import { z } from 'zod';
import { deviceFamilySchema } from '../facts/device-facts.ts';
import { HOUR, MINUTE } from '../time.ts';

const milliseconds = z.number().int().positive();

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
  assignment: milliseconds.default(4 * HOUR),
  identity: milliseconds.default(4 * HOUR),
  deviceCheck: milliseconds.default(8 * HOUR),
  lock: milliseconds.default(8 * HOUR),
  tenant: milliseconds.default(HOUR),
  enrollment: milliseconds.default(10 * MINUTE),
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
  profileSettle: milliseconds.default(10 * MINUTE),
  /** Ask Apple for each device whether it was released or is migrating: one request per device. */
  migrationCheck: z.boolean().default(true),
  /** May the operator attest "Find My off, no Apple Account" when the lock cannot be asked? */
  lockAttestation: z.boolean().default(true),
  minimumOs: z.partialRecord(deviceFamilySchema, z.string()).default({}),
  freshness: freshnessSchema.prefault({}),
});
export type Policy = z.infer<typeof policySchema>;

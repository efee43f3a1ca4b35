import { z } from 'zod';
import { deviceFamilySchema, type DeviceFamily } from '../facts/device-facts.ts';
import { freshnessSchema, groupSchema, policySchema } from '../verdict/policy.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Intune writes `<tokenId>_<profileGuid>` here and the bare GUID there (docs/protocol/intune.md#profile-ids). */
const profileId = z
  .string()
  .trim()
  .toLowerCase()
  .transform((id) => id.slice(id.lastIndexOf('_') + 1))
  .refine((id) => GUID.test(id), { params: { problem: 'notAProfileId' } });

const FAMILIES = deviceFamilySchema.exclude(['unknown', 'Watch']).options;
/** What stands for every family while the file is read; no family is called that. */
const EVERY = '*';

/** One list for every family, or one per family. */
export const allowedProfilesEntry = z
  .preprocess(
    (raw) => (Array.isArray(raw) ? { [EVERY]: raw as unknown } : raw),
    z.partialRecord(z.enum([...deviceFamilySchema.options, EVERY]), z.array(profileId)),
  )
  .transform(({ [EVERY]: every, ...perFamily }): Partial<Record<DeviceFamily, string[]>> => {
    if (!every) return perFamily;
    return Object.fromEntries(FAMILIES.map((family) => [family, every]));
  });

/** The policy without what stands beside it in the file; what is left out keeps its default. */
export const policyEntry = z.strictObject({
  ...policySchema.omit({ targets: true, formerServiceIds: true }).shape,
  groups: z
    .record(
      z.string().min(1),
      z.strictObject({ ...groupSchema.shape, allowedProfileIds: z.array(profileId).default([]) }),
    )
    .default({}),
  freshness: z.strictObject(freshnessSchema.shape).prefault({}),
});

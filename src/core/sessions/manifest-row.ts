import { z } from 'zod';
import { serialNumberSchema } from '../identifiers/serial-number.ts';

/** What a manifest says of one device. Everything but the serial may be missing. */
export const manifestRowSchema = z.object({
  serial: serialNumberSchema,
  assetTag: z.string().optional(),
  user: z.string().optional(),
  site: z.string().optional(),
  /** Names of enrollment profiles as the file says them; resolved when they are needed. */
  profile: z.string().optional(),
  keepsData: z.boolean().optional(),
  /** Its former user or management has let it go. */
  isReleased: z.boolean().optional(),
  isSealedNew: z.boolean().optional(),
  /** The box it is to go into, and from there to its place: "BOX 3 – Munich". */
  box: z.string().optional(),
});
export type ManifestRow = z.infer<typeof manifestRowSchema>;

export const MANIFEST_FIELDS = [
  'serial',
  'assetTag',
  'user',
  'site',
  'profile',
  'keepsData',
  'isReleased',
  'isSealedNew',
  'box',
] as const satisfies readonly (keyof ManifestRow)[];
export type ManifestField = (typeof MANIFEST_FIELDS)[number];

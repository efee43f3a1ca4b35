import { z } from 'zod';

/** What a scanned or typed text can be (docs/protocol/apple-business.md#codes-on-boxes). */
export const codeKindSchema = z.enum([
  'serial',
  'imei',
  'meid',
  'eid',
  'iccid',
  'gtin',
  'partNumber',
  'mac',
  'udid',
  'bypassCode',
  'url',
  'operator',
  'command',
  'assetTag',
  'resetRecord',
  'ambiguous',
  'unknown',
]);
export type CodeKind = z.infer<typeof codeKindSchema>;

/**
 * A text with its meaning. `value` is normalised (upper case, no prefix; a MAC without separators, a UDID with its
 * dash); for a bypass code it is empty, and `input` is masked, so that the secret can neither be stored nor shown.
 * `candidates` are what an ambiguous text may mean, best first; the serial of an asset tag; and for a serial what
 * it may be if that one does not exist.
 */
export const classifiedCodeSchema = z.object({
  input: z.string(),
  kind: codeKindSchema,
  value: z.string(),
  candidates: z.array(z.object({ kind: codeKindSchema, value: z.string() })),
});
export type ClassifiedCode = z.infer<typeof classifiedCodeSchema>;

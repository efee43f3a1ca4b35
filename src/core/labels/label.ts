import { z } from 'zod';

/**
 * Papers that label printers of a bench hold, in millimetres, as a label is read: the long side lies. `height` 0: an
 * endless roll, cut where the label ends.
 */
export const LABEL_SIZES = {
  '57x32': { width: 57, height: 32 },
  '62x29': { width: 62, height: 29 },
  '62': { width: 62, height: 0 },
  '90x29': { width: 90, height: 29 },
  '89x36': { width: 89, height: 36 },
  '100x50': { width: 100, height: 50 },
  '101x54': { width: 101, height: 54 },
} as const;
export const labelSizeSchema = z.enum([
  '57x32',
  '62x29',
  '62',
  '90x29',
  '89x36',
  '100x50',
  '101x54',
]);
export type LabelSize = z.infer<typeof labelSizeSchema>;

/** What a label of a device tells beside its serial: where it goes, whose it is, or nothing. */
export const labelTemplateSchema = z.enum(['box', 'owner', 'serialOnly']);
export type LabelTemplate = z.infer<typeof labelTemplateSchema>;

/** What one label says. `code` is read back by a scanner, so it stands on it twice: as Code 128 and as Data Matrix. */
export const labelSchema = z.object({
  code: z.string(),
  /** The large line. */
  title: z.string(),
  /** Smaller lines under it. */
  lines: z.array(z.string()).readonly(),
});
export type Label = Readonly<z.infer<typeof labelSchema>>;

/**
 * What of a label does not fit on its paper: a text was shortened, lines were left out, or the bars were. `code`: it has
 * signs that no symbol holds.
 */
export const labelLackSchema = z.enum(['code', 'bars', 'lines', 'text']);
export type LabelLack = z.infer<typeof labelLackSchema>;

import { z } from 'zod';

/** Sizes that label printers of a bench hold, in millimetres. */
export const LABEL_SIZES = {
  '57x32': { width: 57, height: 32 },
  '62x29': { width: 62, height: 29 },
  '89x36': { width: 89, height: 36 },
  '100x50': { width: 100, height: 50 },
} as const;
export const labelSizeSchema = z.enum(['57x32', '62x29', '89x36', '100x50']);
export type LabelSize = z.infer<typeof labelSizeSchema>;

/** What one label says. `code` is read back by a scanner, so it stands on it twice: as Code 128 and as Data Matrix. */
export interface Label {
  readonly code: string;
  /** The large line. */
  readonly title: string;
  /** Smaller lines under it; what does not fit is cut. */
  readonly lines: readonly string[];
}

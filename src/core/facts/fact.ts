import { z } from 'zod';
import { instantSchema, type Instant } from '../time.ts';

/** Who said it. `appleList` and `intuneList` are pages of a listing; the others were asked for one serial. */
export const factSourceSchema = z.enum([
  'appleList',
  'appleDevice',
  'appleActivity',
  'intuneList',
  'intuneDevice',
  'usb',
  'operator',
]);
export type FactSource = z.infer<typeof factSourceSchema>;

/** One observed statement: what, who said it, and when we read it (bench clock; for a list, its page). */
export interface Fact<T> {
  readonly value: T;
  readonly source: FactSource;
  readonly observedAt: Instant;
}

export function factSchema<T extends z.ZodType>(value: T) {
  return z.object({ value, source: factSourceSchema, observedAt: instantSchema });
}

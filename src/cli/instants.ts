import type { Instant } from '../core/time.ts';

/** An instant as programs read it; null for one that is not known. */
export function iso(instant: Instant | null | undefined): string | null {
  return instant === null || instant === undefined ? null : new Date(instant).toISOString();
}

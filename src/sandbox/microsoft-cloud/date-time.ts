import type { Instant } from '../../core/time.ts';

/** How Graph writes a date that was never set (docs/protocol/intune.md#tokens). */
export const NEVER = '0001-01-01T00:00:00Z';

/** Graph writes whole seconds. */
export function dateTime(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

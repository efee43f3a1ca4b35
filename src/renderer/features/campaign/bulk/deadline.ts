import { DAY, HOUR, type Instant } from '../../../../core/time.ts';

/** Apple takes a deadline from 24 hours to 90 days ahead (facts/apple-business.md); minutes are for filling the form in. */
const SOONEST = DAY + 15 * 60_000;
const LATEST = 90 * DAY;

/** What the field of the page shows and takes: this machine's own time, to the minute. */
export function fieldOf(at: Instant): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Undefined while the field holds no moment. */
export function instantOf(field: string): Instant | undefined {
  const at = new Date(field).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/** Two weeks ahead at six in the evening, when nobody is working any more. */
export function usualDeadline(now: Instant): string {
  const day = new Date(now + 14 * DAY);
  day.setHours(18, 0, 0, 0);
  return fieldOf(day.getTime());
}

export function limits(now: Instant): { readonly min: string; readonly max: string } {
  return { min: fieldOf(now + SOONEST), max: fieldOf(now + LATEST) };
}

export function isInRange(at: Instant, now: Instant): boolean {
  return at >= now + 24 * HOUR && at <= now + LATEST;
}

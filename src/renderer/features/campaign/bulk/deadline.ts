import { EARLIEST_DEADLINE, LATEST_DEADLINE } from '../../../../core/jobs/deadline.ts';
import { DAY, MINUTE, type Instant } from '../../../../core/time.ts';

/** The minutes are for filling the form in. */
const SOONEST = EARLIEST_DEADLINE + 15 * MINUTE;

/** What the field of the page shows and takes: this machine's own time, to the minute. */
export function fieldOf(at: Instant): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * MINUTE);
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
  return { min: fieldOf(now + SOONEST), max: fieldOf(now + LATEST_DEADLINE) };
}

export function isInRange(at: Instant, now: Instant): boolean {
  return at >= now + EARLIEST_DEADLINE && at <= now + LATEST_DEADLINE;
}

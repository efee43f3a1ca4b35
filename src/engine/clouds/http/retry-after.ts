import { SECOND, type Instant, type Now } from '../../../core/time.ts';

/** The shortest wait after a refusal: throttled calls still count, so nothing is repeated at once. */
const SHORTEST = SECOND;

/**
 * When a Retry-After header lets us ask again (bench clock). It is a number of seconds, whole or with a fraction
 * (Graph), or a date on the cloud's clock. Undefined when there is none that can be read.
 */
export function retryAfter(header: string | null, now: Now): Instant | undefined {
  const value = header?.trim() ?? '';
  if (value === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return now.bench + Math.max(SHORTEST, Math.ceil(seconds * SECOND));
  const date = Date.parse(value);
  if (!Number.isFinite(date)) return undefined;
  return now.bench + Math.max(SHORTEST, date - now.cloud);
}

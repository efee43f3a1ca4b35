import { z } from 'zod';
import type { Service } from '../../core/facts/tenant-facts.ts';
import { DAY, HOUR, instantSchema, type Instant } from '../../core/time.ts';
import type { Policy } from '../../core/verdict/policy.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { AppleCloud } from './apple/apple-cloud.ts';
import type { CloudFailure } from './http/cloud-failure.ts';

/** Which services to ask more about, and the bench's time. */
export interface DetailWish {
  readonly serviceIds: readonly string[];
  readonly now: Instant;
}

const askedSchema = z.record(z.string(), z.object({ at: instantSchema, isRefused: z.boolean() }));
type Asked = z.infer<typeof askedSchema>;

const AGAIN = HOUR;
const AFTER_REFUSAL = DAY;

/** The services that devices are brought to or away from: each costs a request, the others are of no interest. */
export function namedServices({ targets, formerServiceIds }: Policy): readonly string[] {
  return [...new Set([...targets.map(({ serviceId }) => serviceId), ...formerServiceIds])];
}

/**
 * Asks for each wished service by itself, at most once an hour; one that Apple does not tell more about (Apple
 * School Manager, or a role that may not) is left alone for a day.
 */
export async function readDetails(
  apple: AppleCloud,
  mirror: Mirror,
  services: readonly Service[],
  { serviceIds, now }: DetailWish,
): Promise<readonly Service[]> {
  const note = `services of ${apple.organizationId} in detail`;
  const asked: Asked = askedSchema.safeParse(mirror.readProgress(note)).data ?? {};
  const found: Service[] = [];
  for (const { id } of services.filter((service) => serviceIds.includes(service.id))) {
    if (!isDue(asked[id], now)) continue;
    const answer = await apple.readService(id, { priority: 'background' });
    if (answer.ok) found.push(answer.value.value);
    // Without an answer it is asked again the next time, and the others are not asked in vain.
    else if (!isRefusal(answer.error)) break;
    asked[id] = { at: now, isRefused: !answer.ok };
  }
  mirror.saveProgress(note, asked);
  return found;
}

function isDue(asked: Asked[string] | undefined, now: Instant): boolean {
  if (!asked) return true;
  // In the future it was asked by a clock that was wrong then.
  return Math.abs(now - asked.at) >= (asked.isRefused ? AFTER_REFUSAL : AGAIN);
}

function isRefusal({ kind, status }: CloudFailure): boolean {
  return kind === 'forbidden' || kind === 'rejected' || status === 404;
}

import type { Assignment } from '../../core/facts/device-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { MINUTE, type Instant } from '../../core/time.ts';

/**
 * Apple's lists and linkages lag behind an assignment, mostly some 15 s (docs/protocol/apple-business.md#lag): so long
 * a list that disagrees with an answer for the one device is not believed, and two answers count as one moment.
 */
export const LAG = 2 * MINUTE;

/**
 * When was it assigned? Apple does not say. A change of service gets the cloud time of the reading that showed it
 * first, which is an upper bound; the jobs put a better time from their activity. The same service keeps its time.
 */
export function datedAssignment(
  known: Assignment | undefined,
  read: Assignment,
  cloudAt: Instant,
): Assignment {
  if (!known) return read;
  const isSame = known.serviceId === read.serviceId && known.organizationId === read.organizationId;
  const assignedAt = isSame ? known.assignedAt : cloudAt;
  const isDated = assignedAt !== undefined && read.serviceId !== null;
  return isDated ? { ...read, assignedAt } : read;
}

/** Does a page of a list contradict what Apple or our own activity said of this device a moment before? */
export function isLaggingBehind(
  known: Fact<Assignment> | undefined,
  read: Assignment,
  askedAt: Instant,
): boolean {
  if (!known || known.source === 'appleList') return false;
  return known.value.serviceId !== read.serviceId && askedAt - known.observedAt < LAG;
}

import type { Assignment } from '../../../core/facts/device-facts.ts';
import type { Fact } from '../../../core/facts/fact.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Instant } from '../../../core/time.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import { LAG } from '../assignment.ts';

interface LiveAnswer {
  readonly known: Fact<Assignment> | undefined;
  readonly read: Assignment;
  readonly askedAt: Instant;
  /** This bench assigned it a moment ago: a change is the answer we wait for. */
  readonly isOurDoing: boolean;
}

/**
 * Two live answers within two minutes that name different services are a contradiction, written down as a fact
 * with the names of both; it is taken back when an answer agrees with the one before.
 */
export function noteAgreement(
  mirror: Mirror,
  serial: SerialNumber,
  { known, read, askedAt, isOurDoing }: LiveAnswer,
): 'contradicts' | 'agrees' {
  const isLive = known?.source === 'appleDevice' && askedAt - known.observedAt <= LAG;
  const differs = known !== undefined && known.value.serviceId !== read.serviceId;
  if (!differs || isOurDoing) {
    mirror.remove(serial, 'contradiction');
    return 'agrees';
  }
  if (!isLive) return 'agrees';
  const nameOf = (id: string | null): string =>
    mirror.tenant().services?.value.find((service) => service.id === id)?.name ?? id ?? '–';
  const answers: [string, string] = [nameOf(known.value.serviceId), nameOf(read.serviceId)];
  mirror.put(serial, 'contradiction', {
    value: { answers },
    source: 'appleDevice',
    observedAt: askedAt,
  });
  return 'contradicts';
}

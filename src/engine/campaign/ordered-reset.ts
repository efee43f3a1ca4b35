import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { deviceStateOf } from '../desk/card.ts';
import type { Desk } from '../desk/desk.ts';

/**
 * What is recorded with this happening: a device that comes up in Intune after its reset was ordered was reset as
 * ordered. An order alone proves nothing, an enrollment from before it neither, and evidence that was seen at the
 * bench since is better and stays. Both are written at once, so that no crash can lose the second.
 */
export function withOrderedReset(
  desk: Desk,
  serial: SerialNumber,
  happening: Happening,
): readonly Happening[] {
  if (happening.type !== 'enrolled') return [happening];
  const device = deviceStateOf(desk, serial);
  const order = device.cases[0]?.ordered;
  if (!order) return [happening];
  const { cloudEnrolledAt } = happening.data;
  const orderedAt = order.at + desk.mirror.skew();
  const isAnswered = (device.resetRecord?.at ?? 0) >= order.at;
  if (isAnswered || cloudEnrolledAt <= orderedAt) return [happening];
  const { by, reference, approvedBy, eventId } = order;
  const raw = { by, reference, approvedBy, order: eventId };
  // Erased before it was set up again: the enrollment is the latest moment that can be named.
  const data = { level: 'ordered', cloudAt: cloudEnrolledAt, raw } as const;
  return [happening, { type: 'resetRecorded', data }];
}

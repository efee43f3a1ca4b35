import { MINUTE } from '../../core/time.ts';
import type { Outcomes } from '../world/occurrence.ts';
import type { World } from '../world/world.ts';

/** From the moment a device obeys until it is back in Setup Assistant. */
const ERASING_TAKES = 3 * MINUTE;

/** The row is gone and the device erases itself; the imported serial stays, as one that is not enrolled. */
export const wiped: Outcomes<World>['wiped'] = (world, { serial, enrollmentId }, at) => {
  const isThere = world.device(serial)?.enrollments.some(({ id }) => id === enrollmentId);
  if (!isThere) return;
  world.change(serial, (device) => {
    device.enrollments = device.enrollments.filter(({ id }) => id !== enrollmentId);
    for (const identity of device.identities) {
      if (!identity.isDeleted) identity.state = 'notContacted';
    }
  });
  world.plan(at, { kind: 'leaves', serial });
  world.plan(at + ERASING_TAKES, { kind: 'returns', serial, as: 'erased' });
};

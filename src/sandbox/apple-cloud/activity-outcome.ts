import { SECOND, type Instant } from '../../core/time.ts';
import { numberOf } from '../random.ts';
import type { SimulatedDevice } from '../world/device.ts';
import type { Outcomes } from '../world/occurrence.ts';
import type { SimulatedActivity } from '../world/world-state.ts';
import type { World } from '../world/world.ts';

/** The linkage of a device follows its activity within this time (facts/apple-business.md §1.9). */
const LONGEST_LAG = 15;

/** Apple has worked through an activity: each serial moves, or says why not. */
export const activityDone: Outcomes<World>['activityDone'] = (world, { activityId }, at) => {
  const activity = world.state.activities.find((each) => each.id === activityId);
  if (!activity) return;
  activity.failures = activity.serials.map((serial) => {
    const device = world.device(serial);
    const failure = device ? failureOf(device, activity) : 'DEVICE_NOT_FOUND';
    const lag = numberOf(world.seed, `lag/${activityId}/${serial}`, 1, LONGEST_LAG) * SECOND;
    if (failure === '') world.change(serial, (each) => move(each, activity.serviceId, at, lag));
    // Assigning again what is assigned already may take the profile away: the sandbox assumes the worst.
    if (failure === 'ALREADY_ASSIGNED')
      world.change(serial, (each) => (each.appleProfileId = null));
    return failure;
  });
};

function failureOf(device: SimulatedDevice, activity: SimulatedActivity): string {
  if (device.releasedAt !== null) return 'DEVICE_RELEASED';
  if (device.quirk?.kind === 'refusesAssignment') return 'DEVICE_NOT_ELIGIBLE';
  return device.serviceId === activity.serviceId ? 'ALREADY_ASSIGNED' : '';
}

function move(device: SimulatedDevice, serviceId: string | null, at: Instant, lag: number): void {
  device.previousServiceId = device.serviceId;
  device.serviceId = serviceId;
  device.assignedAt = at;
  device.visibleAt = at + lag;
  device.appleProfileId = null;
}

import { numberOf } from '../../core/chance.ts';
import { SECOND, type Instant } from '../../core/time.ts';
import type { SimulatedDevice } from '../world/device.ts';
import type { Outcomes } from '../world/occurrence.ts';
import type { SimulatedActivity } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { cancelMigration, requestMigration } from './migration-outcome.ts';

/** The linkage of a device follows its activity within this time (docs/protocol/apple-business.md#lag). */
const LONGEST_LAG = 15;

/** Apple has worked through an activity: each serial moves, or says why not. */
export const activityDone: Outcomes<World>['activityDone'] = (world, { activityId }, at) => {
  const activity = world.state.activities.find((each) => each.id === activityId);
  if (!activity) return;
  activity.failures = activity.serials.map((serial) => {
    const device = world.device(serial);
    const failure = device ? failureOf(device, activity) : 'DEVICE_NOT_FOUND';
    if (device && failure === '') carryOut(world, device, activity, at);
    // Assigning again what is assigned already may take the profile away: the sandbox assumes the worst.
    if (failure === 'ALREADY_ASSIGNED')
      world.change(serial, (each) => (each.appleProfileId = null));
    return failure;
  });
};

function carryOut(
  world: World,
  device: SimulatedDevice,
  activity: SimulatedActivity,
  at: Instant,
): void {
  const { serial } = device.hardware;
  const { id, type, serviceId, deadlineAt } = activity;
  const lag = numberOf(world.seed, `lag/${id}/${serial}`, 1, LONGEST_LAG) * SECOND;
  const moveTo = (target: string | null) =>
    world.change(serial, (each) => move(each, target, at, lag));
  if (type === 'CANCEL_MDM_MIGRATION') return cancelMigration(world, device, moveTo);
  if (type !== 'UPDATE_MDM_MIGRATION_DEADLINE') moveTo(serviceId);
  if (deadlineAt !== undefined) requestMigration(world, device, deadlineAt, at);
}

function failureOf(device: SimulatedDevice, activity: SimulatedActivity): string {
  if (device.releasedAt !== null) return 'DEVICE_RELEASED';
  if (device.quirk?.kind === 'refusesAssignment') return 'DEVICE_NOT_ELIGIBLE';
  if (NEEDS_MIGRATION.includes(activity.type)) {
    return device.migration?.status === 'REQUESTED' ? '' : 'NO_MIGRATION_REQUESTED';
  }
  return device.serviceId === activity.serviceId ? 'ALREADY_ASSIGNED' : '';
}

const NEEDS_MIGRATION: readonly SimulatedActivity['type'][] = [
  'UPDATE_MDM_MIGRATION_DEADLINE',
  'CANCEL_MDM_MIGRATION',
];

function move(device: SimulatedDevice, serviceId: string | null, at: Instant, lag: number): void {
  device.previousServiceId = device.serviceId;
  device.serviceId = serviceId;
  device.assignedAt = at;
  device.visibleAt = at + lag;
  device.appleProfileId = null;
}

import { hashOf, numberOf } from '../../core/chance.ts';
import { HOUR, MINUTE, type Instant } from '../../core/time.ts';
import { TOKENS } from '../campaign/organization.ts';
import type { SimulatedDevice } from '../world/device.ts';
import type { Outcomes } from '../world/occurrence.ts';
import type { World } from '../world/world.ts';

/** From the user's yes, or the deadline, until the device has left its old service and asks for the new one. */
const MIGRATION_TAKES = 12 * MINUTE;
/** Until Intune shows the device after that. */
const ENROLLMENT_TAKES = 2 * MINUTE;

/** Apple shows the request at once; the user is asked from then on, and has no choice at the deadline. */
export function requestMigration(
  world: World,
  device: SimulatedDevice,
  deadlineAt: Instant,
  at: Instant,
): void {
  const { serial } = device.hardware;
  world.change(serial, (each) => (each.migration = { status: 'REQUESTED', deadlineAt }));
  const patience = numberOf(world.seed, `migration/${serial}/${at}`, 3, 40) * HOUR;
  const starts = { kind: 'migrationStarts', serial, deadlineAt } as const;
  if (at + patience < deadlineAt) world.plan(at + patience, starts);
  world.plan(Math.max(at, deadlineAt), starts);
}

/**
 * Documents and others disagree whether the assignment goes back (docs/protocol/apple-business.md#migration): here it
 * does so for about half of the devices, so that nobody relies on it.
 */
export function cancelMigration(
  world: World,
  device: SimulatedDevice,
  moveTo: (serviceId: string | null) => void,
): void {
  const { serial } = device.hardware;
  const before = device.previousServiceId;
  world.change(serial, (each) => (each.migration = null));
  if (hashOf(`cancel/${serial}`) % 2 === 0) moveTo(before);
}

/** A user cannot begin before Intune has given Apple a profile; at the deadline it begins in any case, and fails. */
export const migrationStarts: Outcomes<World>['migrationStarts'] = (
  world,
  { serial, deadlineAt },
  at,
) => {
  const device = world.device(serial);
  const { migration } = device ?? {};
  // Cancelled, begun, or with another deadline by now.
  if (migration?.status !== 'REQUESTED' || migration.deadlineAt !== deadlineAt) return;
  const hasProfile = (device?.appleProfileId ?? null) !== null;
  if (!hasProfile && at < deadlineAt) return;
  if (hasProfile) {
    world.change(serial, (each) => (each.migration = { status: 'STARTED', deadlineAt }));
    world.plan(at + MIGRATION_TAKES, { kind: 'migrationEnds', serial });
    return;
  }
  // Apple locks what could not migrate, and only an administrator can unlock it.
  world.change(serial, (each) => {
    each.migration = { status: 'FAILED', deadlineAt };
    each.lock = 'MDM';
    each.stage = 'activationLocked';
    each.managedBy = null;
  });
};

export const migrationEnds: Outcomes<World>['migrationEnds'] = (world, { serial }, at) => {
  const device = world.device(serial);
  const token = TOKENS.find(({ serviceId }) => serviceId === device?.serviceId);
  const profileId = device?.appleProfileId ?? null;
  if (!device?.migration || !token || profileId === null) return;
  const { deadlineAt } = device.migration;
  world.change(serial, (each) => (each.migration = { status: 'SUCCESS', deadlineAt }));
  world.plan(at + ENROLLMENT_TAKES, { kind: 'enrolled', serial, tokenId: token.id, profileId });
};

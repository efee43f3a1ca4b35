import type { DeviceFamily } from '../../core/facts/device-facts.ts';
import type { SimulatedDevice, SimulatedIdentity } from '../world/device.ts';
import type { World } from '../world/world.ts';
import { dateTime, NEVER } from './date-time.ts';
import type { Row } from './filter.ts';

export interface Imported {
  readonly device: SimulatedDevice;
  readonly identity: SimulatedIdentity;
}

/** Everything that a token has imported of these devices (default: all), deleted rows included. */
export function identitiesOf(
  world: World,
  tokenId: string,
  devices: Iterable<SimulatedDevice> = world.state.devices.values(),
): Imported[] {
  return [...devices].flatMap((device) =>
    device.identities.flatMap((identity) =>
      identity.tokenId === tokenId ? [{ device, identity }] : [],
    ),
  );
}

/** `requestedEnrollmentProfileId` is the bare id, unlike the id of the profile itself. */
export function identityRow({ device, identity }: Imported): Row {
  const { hardware } = device;
  const { profileAssignedAt, lastContactedAt } = identity;
  return {
    id: identity.id,
    serialNumber: hardware.serial,
    requestedEnrollmentProfileId: identity.profileId,
    requestedEnrollmentProfileAssignmentDateTime:
      profileAssignedAt === null ? null : dateTime(profileAssignedAt),
    isSupervised: identity.state === 'enrolled',
    discoverySource: 'deviceEnrollmentProgram',
    isDeleted: identity.isDeleted,
    createdDateTime: dateTime(identity.createdAt),
    lastContactedDateTime: lastContactedAt === null ? NEVER : dateTime(lastContactedAt),
    description: `${hardware.model} ${hardware.color} ${hardware.capacity}`.toUpperCase(),
    enrollmentState: identity.state,
    platform: PLATFORMS[hardware.family],
  };
}

export const PLATFORMS = {
  iPhone: 'ios',
  iPad: 'ios',
  Mac: 'macOS',
  AppleTV: 'tvOS',
  Watch: 'unknown',
  Vision: 'visionOS',
  unknown: 'unknown',
} as const satisfies Record<DeviceFamily, string>;

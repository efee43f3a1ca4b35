import { uuidOf, type Chance } from '../../core/chance.ts';
import { DAY, HOUR, MINUTE, type Instant } from '../../core/time.ts';
import type { SimulatedDevice, SimulatedEnrollment, SimulatedIdentity } from '../world/device.ts';
import { PROFILES, profileFor, profileId, SERVICE, TOKEN, type Site } from './organization.ts';

/** Where and when a device is put into its situation. `startAt` is on the clouds' clock. */
export interface Setting {
  readonly seed: number;
  readonly startAt: Instant;
  readonly chance: Chance;
  readonly site: Site;
}

type Recipe = (device: SimulatedDevice, setting: Setting) => void;

/** Every state that a device of the campaign can be in when the sandbox starts. */
export const SITUATIONS = {
  onOldMdm: (device, setting) => managedBefore(device, setting, SERVICE.oldMdm),
  onCarrier: (device, setting) => managedBefore(device, setting, SERVICE.carrier),
  onLab: (device, setting) => managedBefore(device, setting, SERVICE.lab),
  unassigned: (device, { startAt, chance }) => {
    assign(device, null, startAt - chance.between(20, 200) * DAY);
  },
  configurator: (device, { startAt, chance }) => {
    assign(device, SERVICE.configurator, startAt - chance.between(3, 25) * DAY);
    device.isMigrationCapable = false;
  },
  /** Reassigned this morning; Intune has not synced since. */
  awaitingSync: (device, { startAt, chance, site }) => {
    managedBefore(device, { startAt, chance }, SERVICE.oldMdm);
    assign(device, SERVICE[site], startAt - chance.between(25, 150) * MINUTE);
  },
  withoutProfile: (device, setting) => {
    imported(device, setting, null);
    managedOnly(device, SERVICE.oldMdm);
  },
  pilotProfile: (device, setting) => {
    imported(device, setting, profileId('Pilot 2025 (do not use)'));
    managedOnly(device, SERVICE.oldMdm);
  },
  ready: (device, setting) => {
    imported(device, setting, wantedProfile(device, setting));
    managedOnly(device, SERVICE.oldMdm);
  },
  settling: (device, setting) => {
    SITUATIONS.ready(device, setting);
    for (const identity of device.identities)
      identity.profileAssignedAt = setting.startAt - 2 * MINUTE;
  },
  sealed: (device, setting) => {
    imported(device, setting, wantedProfile(device, setting));
    neverUsed(device);
    device.stage = 'sealed';
  },
  atHello: (device, setting) => {
    imported(device, setting, wantedProfile(device, setting));
    neverUsed(device);
    device.erasedAt = setting.startAt - setting.chance.between(1, 20) * HOUR;
  },
  inIntune: (device, setting) => enrolled(device, setting, wantedProfile(device, setting)),
  /** Enrolled with the pilot's profile; the right one was assigned later. */
  pendingReset: (device, setting) => {
    enrolled(device, setting, profileId('Pilot 2025 (do not use)'));
    for (const identity of device.identities) {
      identity.profileId = wantedProfile(device, setting);
      identity.profileAssignedAt = setting.startAt - setting.chance.between(2, 4) * HOUR;
      identity.state = 'pendingReset';
    }
    device.appleProfileId = wantedProfile(device, setting);
  },
  enrollmentFailed: (device, setting) => {
    SITUATIONS.ready(device, setting);
    for (const identity of device.identities) {
      identity.state = 'failed';
      identity.lastContactedAt = setting.startAt - setting.chance.between(20, 90) * MINUTE;
    }
    neverUsed(device);
  },
  blocked: (device, setting) => {
    SITUATIONS.ready(device, setting);
    for (const identity of device.identities) identity.state = 'blocked';
  },
  released: (device, { startAt, chance }) => {
    assign(device, null, startAt - 9 * DAY);
    device.releasedAt = startAt - chance.between(4, 9) * DAY;
    device.isMigrationCapable = false;
  },
} as const satisfies Record<string, Recipe>;
export type SituationName = keyof typeof SITUATIONS;

/** The service to which Apple would send it, as of that instant and visible everywhere. */
export function assign(device: SimulatedDevice, serviceId: string | null, at: Instant): void {
  Object.assign(device, { serviceId, previousServiceId: serviceId, assignedAt: at, visibleAt: at });
  device.appleProfileId = null;
}

/** Known to Intune's token of this site since a few days, with this profile. */
export function imported(device: SimulatedDevice, setting: Setting, profile: string | null): void {
  const { startAt, chance, site, seed } = setting;
  const assignedAt = startAt - chance.between(3, 40) * DAY;
  assign(device, SERVICE[site], assignedAt);
  const createdAt = assignedAt + chance.between(20, 700) * MINUTE;
  const profileAssignedAt = createdAt + chance.between(5, 300) * MINUTE;
  device.appleProfileId = profile;
  device.identities.push(
    makeIdentity(uuidOf(seed, `identity/${site}/${device.hardware.serial}`), TOKEN[site], {
      profileId: profile,
      profileAssignedAt: profile ? profileAssignedAt : null,
      createdAt,
    }),
  );
}

/** A row as Intune has it right after the import, with these differences. */
export function makeIdentity(
  id: string,
  tokenId: string,
  differences: Partial<SimulatedIdentity> & { createdAt: Instant },
): SimulatedIdentity {
  return {
    id,
    tokenId,
    profileId: null,
    profileAssignedAt: null,
    state: 'notContacted',
    isDeleted: false,
    lastContactedAt: null,
    ...differences,
  };
}

function enrolled(device: SimulatedDevice, setting: Setting, profile: string | null): void {
  imported(device, setting, profile);
  const { chance, startAt, seed } = setting;
  const settledAt = device.identities[0]?.profileAssignedAt ?? startAt - 2 * DAY;
  const enrolledAt = settledAt + chance.between(30, 2_000) * MINUTE;
  for (const identity of device.identities) {
    identity.state = 'enrolled';
    identity.lastContactedAt = enrolledAt;
  }
  device.managedBy = SERVICE[setting.site];
  device.enrollments.push(
    makeEnrollment(uuidOf(seed, `enrollment/${device.hardware.serial}`), profile, {
      enrolledAt,
      lastSyncAt: startAt - chance.between(1, 500) * MINUTE,
      user: device.owner,
    }),
  );
}

/** A row as an automated enrollment makes it. */
export function makeEnrollment(
  id: string,
  profile: string | null,
  differences: Partial<SimulatedEnrollment> & { enrolledAt: Instant },
): SimulatedEnrollment {
  const found = PROFILES.find((each) => each.id === profile);
  return {
    id,
    lastSyncAt: differences.enrolledAt,
    profileName: found?.name ?? null,
    type: found?.requiresUser ? 'appleBulkWithUser' : 'appleBulkWithoutUser',
    agent: 'mdm',
    managementState: 'managed',
    ...differences,
    user: found?.requiresUser ? (differences.user ?? null) : null,
  };
}

function managedBefore(
  device: SimulatedDevice,
  { startAt, chance }: Pick<Setting, 'startAt' | 'chance'>,
  serviceId: string,
): void {
  const boughtAt = device.hardware.addedAt + DAY;
  assign(device, serviceId, Math.max(boughtAt, startAt - chance.between(100, 900) * DAY));
  device.managedBy = serviceId;
}

/** In use under that service, whatever Apple says today. */
function managedOnly(device: SimulatedDevice, serviceId: string): void {
  device.managedBy = serviceId;
}

function neverUsed(device: SimulatedDevice): void {
  device.stage = 'setupAssistant';
  device.managedBy = null;
  device.owner = null;
  device.name = device.hardware.family;
  device.hasActiveEsim = false;
}

function wantedProfile(device: SimulatedDevice, { site }: Setting): string | null {
  return profileFor(site, device.hardware.family);
}

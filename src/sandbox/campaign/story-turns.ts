import { uuidOf } from '../../core/chance.ts';
import { DAY } from '../../core/time.ts';
import type { SimulatedDevice } from '../world/device.ts';
import { profileId, SERVICE, TOKEN } from './organization.ts';
import { imported, makeEnrollment, makeIdentity, type Setting } from './situations.ts';
import type { StoryName } from './stories.ts';

type Turn = (device: SimulatedDevice, setting: Setting) => void;

/** What sets the device of a story apart from others in its situation. */
export const TURNS: Readonly<Partial<Record<StoryName, Turn>>> = {
  sealedButEnrolled: addOldEnrollment,
  staleRows: addOldEnrollment,
  partnerManaged: addPartnerRow,
  underOtherToken: addRowUnderOtherToken,
  cameBack: leaveOldIdentity,
  neverImported: quirk({ kind: 'neverImported' }),
  refusesAssignment: quirk({ kind: 'refusesAssignment' }),
  refusesProfile: quirk({ kind: 'refusesProfile' }),
  atHello: quirk({ kind: 'findsNoNetwork' }),
  answersDisagree: quirk({ kind: 'answersDisagree', otherServiceId: SERVICE.oldMdm }),
  lockedByUser: lock('USER'),
  lockedByMdm: lock('MDM'),
  lockedUnknownKind: lock('INTERNAL'),
  lockUnreadable: lock('unreadable'),
  migrationRequested: migration('REQUESTED'),
  migrationStarted: migration('STARTED'),
  migrationFailed: migration('FAILED'),
  notInOrganization: (device) => {
    device.isMember = false;
  },
  batteryLow: (device) => {
    device.batteryPercent = 9;
  },
  osBelowMinimum: (device) => {
    device.osVersion = '16.7.10';
  },
};

/** Stories that are told by what a device says only to a computer that it trusts. */
export const PAIRED_BEFORE: readonly StoryName[] = [
  'atHello',
  'enrollmentFailed',
  'inIntune',
  'lockedByUser',
  'batteryLow',
  'osBelowMinimum',
];

function quirk(value: NonNullable<SimulatedDevice['quirk']>): Turn {
  return (device) => {
    device.quirk = value;
  };
}

function lock(value: SimulatedDevice['lock']): Turn {
  return (device) => {
    device.lock = value;
  };
}

function migration(status: NonNullable<SimulatedDevice['migration']>['status']): Turn {
  return (device, { startAt }) => {
    device.migration = { status, deadlineAt: startAt + 9 * DAY };
  };
}

/** Intune still has a row of an earlier life of this device. */
function addOldEnrollment(device: SimulatedDevice, { seed, startAt }: Setting): void {
  const id = uuidOf(seed, `old-enrollment/${device.hardware.serial}`);
  const times = { enrolledAt: startAt - 300 * DAY, lastSyncAt: startAt - 260 * DAY };
  const pilot = profileId('Pilot 2025 (do not use)');
  device.enrollments.push(makeEnrollment(id, pilot, { ...times, user: device.owner }));
}

/** A row that only carries what a compliance partner reports; Intune does not manage such a device. */
function addPartnerRow(device: SimulatedDevice, { seed, startAt }: Setting): void {
  const id = uuidOf(seed, `partner/${device.hardware.serial}`);
  const row = makeEnrollment(id, null, { enrolledAt: startAt - 90 * DAY });
  device.enrollments.push({ ...row, agent: 'jamf', type: 'unknown' });
}

function addRowUnderOtherToken(device: SimulatedDevice, { seed, startAt }: Setting): void {
  device.quirk = { kind: 'lingersInIntune' };
  const id = uuidOf(seed, `other-token/${device.hardware.serial}`);
  device.identities.push(makeIdentity(id, TOKEN.stores, { createdAt: startAt - 200 * DAY }));
}

/** It was on Intune's service once and went back to the old MDM; its row and profile stayed behind. */
function leaveOldIdentity(device: SimulatedDevice, setting: Setting): void {
  const { serviceId } = device;
  const longAgo = { ...setting, startAt: setting.startAt - 60 * DAY };
  imported(device, longAgo, profileId('Offices iPhone'));
  for (const identity of device.identities) identity.isDeleted = true;
  Object.assign(device, {
    serviceId,
    previousServiceId: serviceId,
    assignedAt: setting.startAt - 20 * DAY,
    visibleAt: setting.startAt - 20 * DAY,
    appleProfileId: null,
  });
}

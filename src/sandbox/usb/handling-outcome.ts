import { uuidOf } from '../../core/chance.ts';
import type { DeviceSymptom } from '../../core/facts/device-symptom.ts';
import { MINUTE, SECOND, type Instant } from '../../core/time.ts';
import { TOKENS } from '../campaign/organization.ts';
import { makeEnrollment } from '../campaign/situations.ts';
import type { SimulatedDevice } from '../world/device.ts';
import type { Outcomes } from '../world/occurrence.ts';
import type { World } from '../world/world.ts';

/** From Remote Management until Intune shows the device. */
const ENROLLMENT_TAKES = 2 * MINUTE;

const LOCKS: readonly SimulatedDevice['lock'][] = ['USER', 'MDM', 'INTERNAL'];

export const leaves: Outcomes<World>['leaves'] = (world, { serial }) => {
  world.change(serial, (device) => {
    device.isAway = true;
  });
};

export const returns: Outcomes<World>['returns'] = (world, plan, at) => {
  world.change(plan.serial, (device) => {
    device.isAway = false;
    if (plan.as === 'erased') becomeNew(device, at);
    else device.mode = plan.as;
  });
};

/** Short enough to be a bounce, often enough to be noticed as more than that. */
const DROPPED_FOR = SECOND;
const DROPS_EVERY = 4 * SECOND;

/** Stops when something else was done with it meanwhile. */
export const flickers: Outcomes<World>['flickers'] = (world, { serial, timesMore }, at) => {
  const device = world.device(serial);
  if (device?.symptom !== 'reEnumerating' || device.isAway) return;
  world.change(serial, (each) => {
    each.isAway = true;
    if (timesMore === 0) each.symptom = null;
  });
  world.plan(at + DROPPED_FOR, { kind: 'returns', serial, as: device.mode });
  if (timesMore === 0) return;
  world.plan(at + DROPS_EVERY, { kind: 'flickers', serial, timesMore: timesMore - 1 });
};

/** What ends with the user whom it has to do with. */
const OF_ITS_USER: readonly (DeviceSymptom | null)[] = [
  'locked',
  'trustPending',
  'trustDenied',
  'usbRestricted',
  'stalePairing',
];

/** Everything of the user is gone. An Activation Lock survives, and stands in the way of Setup Assistant. */
function becomeNew(device: SimulatedDevice, at: Instant): void {
  device.mode = 'normal';
  device.stage = LOCKS.includes(device.lock) ? 'activationLocked' : 'setupAssistant';
  device.name = device.hardware.family;
  device.managedBy = null;
  device.owner = null;
  device.hasActiveEsim = false;
  device.erasedAt = at;
  if (OF_ITS_USER.includes(device.symptom)) device.symptom = null;
}

/** Setup Assistant asks Apple which service this device belongs to, and goes where it is told. */
export const setUp: Outcomes<World>['setUp'] = (world, { serial }, at) => {
  const device = world.device(serial);
  if (!device || device.stage !== 'setupAssistant' || device.isAway) return;
  const token = TOKENS.find(({ serviceId }) => serviceId === device.serviceId);
  const profileId = token ? device.appleProfileId : null;
  world.change(serial, (each) => {
    each.stage = 'inUse';
    each.name = `${each.hardware.family}-${serial.slice(-4)}`;
    each.owner = 'new.user@aldermoor.example';
    // Without a profile of the service it is assigned to, a device comes up unmanaged.
    each.managedBy = token ? null : each.serviceId;
  });
  if (token && profileId) {
    world.plan(at + ENROLLMENT_TAKES, { kind: 'enrolled', serial, tokenId: token.id, profileId });
  }
};

/** Intune shows it as enrolled, or that this failed when its token or push certificate is no longer good. */
export const enrolled: Outcomes<World>['enrolled'] = (
  world,
  { serial, tokenId, profileId },
  at,
) => {
  const token = world.state.tokens.find(({ id }) => id === tokenId);
  const serviceId = TOKENS.find(({ id }) => id === tokenId)?.serviceId ?? null;
  const isPossible = !!token && token.expiresAt > at && world.state.pushCertificate.expiresAt > at;
  world.change(serial, (device) => {
    const identity = device.identities.find((each) => each.tokenId === tokenId && !each.isDeleted);
    if (identity) {
      identity.state = isPossible ? 'enrolled' : 'failed';
      identity.lastContactedAt = at;
    }
    if (!isPossible) return;
    const id = uuidOf(world.seed, `enrollment/${serial}/${world.count('enrollment')}`);
    device.managedBy = serviceId;
    device.enrollments.push(makeEnrollment(id, profileId, { enrolledAt: at, user: device.owner }));
  });
};

import type { Instant } from '../../core/time.ts';
import { MINUTE } from '../../core/time.ts';
import { TOKENS } from '../campaign/organization.ts';
import { makeEnrollment } from '../campaign/situations.ts';
import { uuidOf } from '../random.ts';
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

/** Everything of the user is gone. An Activation Lock survives, and stands in the way of Setup Assistant. */
function becomeNew(device: SimulatedDevice, at: Instant): void {
  device.mode = 'normal';
  device.stage = LOCKS.includes(device.lock) ? 'activationLocked' : 'setupAssistant';
  device.name = device.hardware.family;
  device.managedBy = null;
  device.owner = null;
  device.hasActiveEsim = false;
  device.erasedAt = at;
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

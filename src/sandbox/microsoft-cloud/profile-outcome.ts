import { numberOf } from '../../core/chance.ts';
import { SECOND } from '../../core/time.ts';
import { PROFILES, TOKENS } from '../campaign/organization.ts';
import { newestEnrollment, type SimulatedDevice, type SimulatedIdentity } from '../world/device.ts';
import type { Outcomes } from '../world/occurrence.ts';
import type { World } from '../world/world.ts';

/** Intune shows the profile; Apple gets to know it a few minutes later. */
export const profileShown: Outcomes<World>['profileShown'] = (world, plan, at) => {
  const { serial, tokenId, profileId } = plan;
  const device = world.device(serial);
  const identity = device?.identities.find((each) => each.tokenId === tokenId && !each.isDeleted);
  if (!device || !identity || device.quirk?.kind === 'refusesProfile') return;
  world.change(serial, () => {
    identity.profileId = profileId;
    identity.profileAssignedAt = at;
    identity.state = stateAfter(device, identity);
  });
  const delay = numberOf(world.seed, `hand-over/${serial}/${at}`, 60, 240) * SECOND;
  world.plan(at + delay, { ...plan, kind: 'profileAtApple' });
};

/** From now on Apple hands it out at activation, if the device is still on the service of this token. */
export const profileAtApple: Outcomes<World>['profileAtApple'] = (world, plan) => {
  const serviceId = TOKENS.find(({ id }) => id === plan.tokenId)?.serviceId;
  world.change(plan.serial, (device) => {
    if (device.serviceId === serviceId) device.appleProfileId = plan.profileId;
  });
};

/** Enrolled with another profile than the one now assigned means that it must be erased again. */
function stateAfter(
  device: SimulatedDevice,
  identity: SimulatedIdentity,
): SimulatedIdentity['state'] {
  if (identity.state !== 'enrolled' && identity.state !== 'pendingReset') return identity.state;
  const name = PROFILES.find(({ id }) => id === identity.profileId)?.name;
  return newestEnrollment(device)?.profileName === name ? 'enrolled' : 'pendingReset';
}

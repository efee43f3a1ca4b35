import { uuidOf } from '../../core/chance.ts';
import type { Instant } from '../../core/time.ts';
import { TOKENS } from '../campaign/organization.ts';
import { makeIdentity } from '../campaign/situations.ts';
import type { SimulatedDevice } from '../world/device.ts';
import type { Outcomes } from '../world/occurrence.ts';
import type { SimulatedToken } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { PLATFORMS } from './identity-rows.ts';
import { AUTOMATIC_SYNC_EVERY, syncTime } from './tokens.ts';

/** Intune syncs by itself: that moves the date of the last success, not that of the last trigger. */
export const automaticSync: Outcomes<World>['automaticSync'] = (world, { tokenId }, at) => {
  world.plan(at + AUTOMATIC_SYNC_EVERY, { kind: 'automaticSync', tokenId });
  world.plan(at + syncTime(world, tokenId), { kind: 'syncDone', tokenId });
};

/** Takes over what Apple lists for the service of this token, unless the token is no longer good. */
export const syncDone: Outcomes<World>['syncDone'] = (world, { tokenId }, at) => {
  const token = world.state.tokens.find(({ id }) => id === tokenId);
  if (!token) return;
  token.isSyncing = false;
  if (token.syncErrorCode !== 0 || token.expiresAt <= at) return;
  token.lastSyncAt = at;
  const serviceId = TOKENS.find(({ id }) => id === tokenId)?.serviceId;
  for (const device of world.state.devices.values()) {
    if (device.serviceId === serviceId && device.isMember) takeIn(world, token, device, at);
    else markGone(world, tokenId, device);
  }
};

function takeIn(world: World, token: SimulatedToken, device: SimulatedDevice, at: Instant): void {
  if (device.quirk?.kind === 'neverImported') return;
  const known = device.identities.find(({ tokenId }) => tokenId === token.id);
  if (known && !known.isDeleted) return;
  const { serial, family } = device.hardware;
  world.change(serial, (each) => {
    // A row that was deleted comes back with the profile and the dates it had.
    if (known) known.isDeleted = false;
    else each.identities.push(newIdentity(world, token, device, at));
  });
  const platform = PLATFORMS[family];
  const profileId = platform === 'unknown' ? undefined : token.defaultProfiles[platform];
  if (!known && profileId)
    world.plan(at, { kind: 'profileShown', serial, tokenId: token.id, profileId });
}

function newIdentity(world: World, token: SimulatedToken, device: SimulatedDevice, at: Instant) {
  const id = uuidOf(world.seed, `identity/${token.id}/${device.hardware.serial}/${at}`);
  return makeIdentity(id, token.id, { createdAt: at });
}

/** Apple no longer lists it here: Intune keeps the row and marks it, sooner or later. */
function markGone(world: World, tokenId: string, device: SimulatedDevice): void {
  const left = device.identities.find((each) => each.tokenId === tokenId && !each.isDeleted);
  const isCured = device.quirk?.kind === 'neverImported' && device.serviceId === null;
  const lingers = device.quirk?.kind === 'lingersInIntune';
  if ((!left || lingers) && !isCured) return;
  world.change(device.hardware.serial, (each) => {
    if (left) left.isDeleted = true;
    if (isCured) each.quirk = null;
  });
}

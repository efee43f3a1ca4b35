import { numberOf } from '../../core/chance.ts';
import { SECOND } from '../../core/time.ts';
import { PROFILES, type SimulatedProfile } from '../campaign/organization.ts';
import { emptyAnswer, readJson, type SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { collectionAnswer, entityAnswer } from './collection.ts';
import { badRequest, resourceNotFound, type GraphRequest } from './graph-request.ts';
import { fullProfileId, profileRows } from './profile-rows.ts';
import { tokenOf } from './tokens.ts';

export function listProfiles(
  world: World,
  request: GraphRequest,
  tokenId: string,
): SimulatedAnswer {
  return collectionAnswer(world, request, {
    context: contextOf(tokenId),
    rows: profileRows(tokenOf(world, request, tokenId)),
    filterable: ['displayName'],
    defaultPage: 100,
    highestPage: 100,
  });
}

export function readProfile(
  world: World,
  request: GraphRequest,
  tokenId: string,
  id: string,
): SimulatedAnswer {
  const rows = profileRows(tokenOf(world, request, tokenId));
  const row = rows.find((each) => each['id'] === id);
  if (!row) throw resourceNotFound(world, request);
  return entityAnswer(request, contextOf(tokenId), row);
}

/** 204 whatever the serials are; what came of it shows some seconds later, or never. */
export function assignProfile(
  world: World,
  request: GraphRequest,
  tokenId: string,
  id: string,
): SimulatedAnswer {
  const profile = profileOf(world, request, tokenId, id);
  const { deviceIds } = (readJson(request.body) ?? {}) as { deviceIds?: unknown };
  if (!Array.isArray(deviceIds))
    throw badRequest(world, request, "The parameter 'deviceIds' is missing.");
  const call = world.count('profileAssignment');
  for (const serial of deviceIds.map(String)) {
    const device = world.device(serial);
    if (!device) continue;
    const delay = numberOf(world.seed, `profile/${call}/${serial}`, 5, 40) * SECOND;
    world.plan(world.now() + delay, {
      kind: 'profileShown',
      serial: device.hardware.serial,
      tokenId,
      profileId: profile.id,
    });
  }
  return emptyAnswer(204);
}

/** Only serials that come in afterwards get it. */
export function setDefaultProfile(
  world: World,
  request: GraphRequest,
  tokenId: string,
  id: string,
): SimulatedAnswer {
  const profile = profileOf(world, request, tokenId, id);
  tokenOf(world, request, tokenId).defaultProfiles[profile.platform] = profile.id;
  return emptyAnswer(204);
}

function profileOf(
  world: World,
  request: GraphRequest,
  tokenId: string,
  id: string,
): SimulatedProfile {
  const profile = PROFILES.find((each) => each.tokenId === tokenId && fullProfileId(each) === id);
  if (!profile) throw resourceNotFound(world, request);
  return profile;
}

function contextOf(tokenId: string): string {
  return `deviceManagement/depOnboardingSettings('${tokenId}')/enrollmentProfiles`;
}

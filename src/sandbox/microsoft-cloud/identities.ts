import type { SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { candidates } from './candidates.ts';
import { collectionAnswer, entityAnswer } from './collection.ts';
import { resourceNotFound, type GraphRequest } from './graph-request.ts';
import { identitiesOf, identityRow } from './identity-rows.ts';
import { tokenOf } from './tokens.ts';

const FILTERABLE = [
  'serialNumber',
  'discoverySource',
  'requestedEnrollmentProfileId',
  'enrollmentState',
  'platform',
];

export function listIdentities(
  world: World,
  request: GraphRequest,
  tokenId: string,
): SimulatedAnswer {
  tokenOf(world, request, tokenId);
  return collectionAnswer(world, request, {
    context: contextOf(tokenId),
    rows: identitiesOf(world, tokenId, candidates(world, request)).map(identityRow),
    filterable: FILTERABLE,
    defaultPage: 200,
    highestPage: 1_000,
  });
}

export function readIdentity(
  world: World,
  request: GraphRequest,
  tokenId: string,
  id: string,
): SimulatedAnswer {
  tokenOf(world, request, tokenId);
  const found = identitiesOf(world, tokenId).find(({ identity }) => identity.id === id);
  if (!found) throw resourceNotFound(world, request);
  return entityAnswer(request, contextOf(tokenId), identityRow(found));
}

function contextOf(tokenId: string): string {
  return `deviceManagement/depOnboardingSettings('${tokenId}')/importedAppleDeviceIdentities`;
}

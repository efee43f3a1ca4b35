import { numberOf } from '../../core/chance.ts';
import { HOUR, MINUTE, SECOND } from '../../core/time.ts';
import { TOKENS } from '../campaign/organization.ts';
import { emptyAnswer, Refusal, type SimulatedAnswer } from '../http/exchange.ts';
import type { SimulatedToken } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { collectionAnswer, entityAnswer } from './collection.ts';
import { dateTime } from './date-time.ts';
import type { Row } from './filter.ts';
import { graphError, intuneMessage, resourceNotFound, type GraphRequest } from './graph-request.ts';
import { identitiesOf } from './identity-rows.ts';
import { profileRows } from './profile-rows.ts';

/** Intune lets a person start a sync this often, and starts one itself this often (docs/protocol/intune.md#sync). */
const MANUAL_SYNC_EVERY = 15 * MINUTE;
export const AUTOMATIC_SYNC_EVERY = 12 * HOUR;

const CONTEXT = 'deviceManagement/depOnboardingSettings';

export function listTokens(world: World, request: GraphRequest): SimulatedAnswer {
  const rows = world.state.tokens.map((token) => tokenRow(world, request, token));
  const pages = { defaultPage: 100, highestPage: 100 };
  return collectionAnswer(world, request, { context: CONTEXT, rows, filterable: ['id'], ...pages });
}

export function readToken(world: World, request: GraphRequest, id: string): SimulatedAnswer {
  return entityAnswer(request, CONTEXT, tokenRow(world, request, tokenOf(world, request, id)));
}

/** 204, or a conflict when the last sync was started less than 15 minutes ago. */
export function startSync(world: World, request: GraphRequest, id: string): SimulatedAnswer {
  const token = tokenOf(world, request, id);
  const freeAt = token.lastSyncTriggeredAt + MANUAL_SYNC_EVERY;
  if (token.isSyncing || world.now() < freeAt) {
    const message = intuneMessage('A sync with Apple is already in progress', request);
    throw new Refusal(graphError(world, request, { status: 409, code: 'Conflict', message }));
  }
  token.lastSyncTriggeredAt = world.now();
  token.isSyncing = true;
  world.plan(world.now() + syncTime(world, id), { kind: 'syncDone', tokenId: id });
  return emptyAnswer(204);
}

/** From one to three minutes. */
export function syncTime(world: World, tokenId: string): number {
  const number = world.count(`sync/${tokenId}`);
  return numberOf(world.seed, `sync/${tokenId}/${number}`, 60, 170) * SECOND;
}

/** The token with this id, or 404. */
export function tokenOf(world: World, request: GraphRequest, id: string): SimulatedToken {
  const token = world.state.tokens.find((each) => each.id === id);
  if (!token) throw resourceNotFound(world, request);
  return token;
}

function tokenRow(world: World, { query }: GraphRequest, token: SimulatedToken): Row {
  const fixed = TOKENS.find(({ id }) => id === token.id);
  const isExpanded = query.get('$expand') === 'enrollmentProfiles';
  return {
    id: token.id,
    appleIdentifier: token.appleIdentifier ?? fixed?.appleIdentifier ?? null,
    tokenExpirationDateTime: dateTime(token.expiresAt),
    lastModifiedDateTime:
      token.modifiedAt === undefined ? '2026-02-02T09:12:51Z' : dateTime(token.modifiedAt),
    lastSuccessfulSyncDateTime: dateTime(token.lastSyncAt),
    lastSyncTriggeredDateTime: dateTime(token.lastSyncTriggeredAt),
    shareTokenWithSchoolDataSyncService: false,
    lastSyncErrorCode: token.syncErrorCode,
    tokenType: 'dep',
    tokenName: fixed?.name ?? null,
    syncedDeviceCount: identitiesOf(world, token.id).filter(({ identity }) => !identity.isDeleted)
      .length,
    dataSharingConsentGranted: true,
    roleScopeTagIds: ['0'],
    ...(isExpanded ? { enrollmentProfiles: profileRows(token) } : {}),
  };
}

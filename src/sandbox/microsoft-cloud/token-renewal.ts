import { DAY } from '../../core/time.ts';
import { emptyAnswer, jsonAnswer, readJson, type SimulatedAnswer } from '../http/exchange.ts';
import { chanceOf } from '../random.ts';
import type { SimulatedToken } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { requireApproval } from './approvals.ts';
import { badRequest, GRAPH_BASE, type GraphRequest } from './graph-request.ts';
import { tokenOf } from './tokens.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function readTokenKey(world: World, request: GraphRequest, id: string): SimulatedAnswer {
  return keyAnswer(world, request, tokenOf(world, request, id));
}

export function makeTokenKey(world: World, request: GraphRequest, id: string): SimulatedAnswer {
  const token = tokenOf(world, request, id);
  requireApproval(world, request, 'tenantConfiguration');
  token.keys = keysOf(token) + 1;
  return keyAnswer(world, request, token);
}

/** Good for a year, if Apple's file was made for the last key, and by the account that is named. */
export function uploadToken(world: World, request: GraphRequest, id: string): SimulatedAnswer {
  const token = tokenOf(world, request, id);
  const body = (readJson(request.body) ?? {}) as { appleId?: unknown; depToken?: unknown };
  const { appleId, depToken } = body;
  const isGood =
    typeof appleId === 'string' && depToken === practiceTokenFile(id, appleId, keysOf(token));
  if (!isGood) throw badRequest(world, request, 'The token or the Apple ID is not valid.');
  requireApproval(world, request, 'tenantConfiguration');
  token.appleIdentifier = appleId;
  token.modifiedAt = world.now();
  token.expiresAt = world.now() + 365 * DAY;
  token.syncErrorCode = 0;
  return emptyAnswer(204);
}

/** The file (base64) that the practice organization's service gives out for the last key of a token. */
export function practiceTokenFile(tokenId: string, appleId: string, keys: number): string {
  const text = `Content-Type: application/pkcs7-mime\r\n\r\n${tokenId} ${appleId.toLowerCase()} ${keys}`;
  return Buffer.from(text).toString('base64');
}

/** A token that is there was once made with a key. */
function keysOf({ keys = 1 }: SimulatedToken): number {
  return keys;
}

function keyAnswer(world: World, { version }: GraphRequest, token: SimulatedToken) {
  const value = chanceOf(world.seed, `token-key/${token.id}/${keysOf(token)}`).text(400, BASE64);
  return jsonAnswer(200, {
    '@odata.context': `${GRAPH_BASE}/${version}/$metadata#Edm.String`,
    value,
  });
}

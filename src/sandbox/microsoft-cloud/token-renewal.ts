import { chanceOf } from '../../core/chance.ts';
import { DAY } from '../../core/time.ts';
import { TOKENS } from '../campaign/organization.ts';
import { emptyAnswer, jsonAnswer, readJson, type SimulatedAnswer } from '../http/exchange.ts';
import type { SimulatedToken } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { requireApproval } from './approvals.ts';
import { badRequest, GRAPH_BASE, type GraphRequest } from './graph-request.ts';
import { tokenOf } from './tokens.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The beginning of what is sealed for somebody: a sequence, and 1.2.840.113549.1.7.3 in DER. */
const ENVELOPED_DATA = Buffer.from('308006092a864886f70d010703', 'hex');

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
  return Buffer.from(smime(`${tokenId} ${appleId.toLowerCase()} ${keys}`)).toString('base64');
}

/** What whoever is at Apple's portal would download for this token now; undefined for one that is not there. */
export function downloadTokenFile({ state }: World, tokenId: string): string | undefined {
  const token = state.tokens.find(({ id }) => id === tokenId);
  const fixed = TOKENS.find(({ id }) => id === tokenId);
  const appleId = token?.appleIdentifier ?? fixed?.appleIdentifier;
  if (!token || appleId === undefined) return undefined;
  return Buffer.from(practiceTokenFile(tokenId, appleId, keysOf(token)), 'base64').toString();
}

/** Looks from outside like what Apple seals for Intune (RFC 8551); inside there is only this text. */
function smime(text: string): string {
  const content = Buffer.concat([ENVELOPED_DATA, Buffer.from(text)]).toString('base64');
  const type = 'application/pkcs7-mime; name=smime.p7m; smime-type=enveloped-data';
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n`;
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

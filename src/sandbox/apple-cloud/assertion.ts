import { verify } from 'node:crypto';
import { APPLE_TOKEN_URL } from '../../core/connections.ts';
import { DAY, MINUTE, SECOND, type Instant } from '../../core/time.ts';
import { readJson } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { registeredKey } from './practice-keys.ts';

/** docs/protocol/apple-business.md#sign-in */
const LONGEST_LIFE = 180 * DAY;
const FASTEST_CLOCK = MINUTE;

/**
 * Whether this statement may ask for a token on behalf of the API account: signed with its key, for Apple, at this
 * time, and never seen before.
 */
export function acceptAssertion(world: World, clientId: string, assertion: string): boolean {
  const [head = '', body = '', signature = '', ...rest] = assertion.split('.');
  const header = readPart(head);
  const key = registeredKey(clientId, header['kid']);
  if (!key || header['alg'] !== 'ES256' || rest.length > 0) return false;
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const claims = readPart(body);
  return (
    isSigned && isFor(clientId, claims) && isTimely(claims, world.now()) && isNew(world, claims)
  );
}

type Claims = Readonly<Record<string, unknown>>;

function readPart(part: string): Claims {
  const value = readJson(Buffer.from(part, 'base64url').toString('utf8'));
  return typeof value === 'object' && value !== null ? (value as Claims) : {};
}

/** Apple asks for `sub`; its own example gives `iss` as well. */
function isFor(clientId: string, { iss = clientId, sub, aud }: Claims): boolean {
  return iss === clientId && sub === clientId && aud === APPLE_TOKEN_URL;
}

function isTimely({ iat, exp }: Claims, now: Instant): boolean {
  if (!Number.isInteger(iat) || !Number.isInteger(exp)) return false;
  const [issuedAt, expiresAt] = [Number(iat) * SECOND, Number(exp) * SECOND];
  const hasBegun = issuedAt <= now + FASTEST_CLOCK;
  return hasBegun && expiresAt > now && expiresAt - issuedAt <= LONGEST_LIFE;
}

/** Remembers it for as long as it could be sent again. */
function isNew(world: World, { jti, exp }: Claims): boolean {
  if (typeof jti !== 'string' || jti === '') return false;
  const known = world.state.assertions.filter(({ until }) => until > world.now());
  const isUsed = known.some((one) => one.jti === jti);
  world.state.assertions = isUsed ? known : [...known, { jti, until: Number(exp) * SECOND }];
  return !isUsed;
}

import { uuidOf } from '../../core/chance.ts';
import { connections, HOSTS } from '../campaign/organization.ts';
import { jsonAnswer, type SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { proveClient } from './client-proof.ts';
import { approvedDeviceCode } from './device-code.ts';
import { refusedBy } from './entra-errors.ts';
import { ACCOUNT, hashOf, issueMicrosoftBearer, unsignedJwt } from './microsoft-bearers.ts';

const GRAPH = `https://${HOSTS.graph}`;

/** Entra's token endpoint: an access token of the fictional tenant for a grant that holds in every point. */
export function issueTokens(world: World, form: URLSearchParams): SimulatedAnswer {
  const grant = GRANTS[form.get('grant_type') ?? ''];
  if (!grant) throw refusedBy(70_003);
  const { refusal } = world.state.entra;
  if (refusal !== null) throw refusedBy(refusal);
  return grant(world, form);
}

type Grant = (world: World, form: URLSearchParams) => SimulatedAnswer;
const GRANTS: Readonly<Record<string, Grant>> = {
  authorization_code: byCode,
  refresh_token: byRefreshToken,
  client_credentials: byClient,
  // As MSAL writes it; Entra takes the long name of RFC 8628 as well.
  device_code: byDeviceCode,
  'urn:ietf:params:oauth:grant-type:device_code': byDeviceCode,
};

function byDeviceCode(world: World, form: URLSearchParams): SimulatedAnswer {
  approvedDeviceCode(world, form.get('device_code') ?? '');
  return tokensOfAccount(world, null);
}

/** Once, within its time, at the address it was made for, by whoever began it (PKCE). */
function byCode(world: World, form: URLSearchParams): SimulatedAnswer {
  const { entra } = world.state;
  const hash = hashOf(form.get('code') ?? '');
  const code = entra.codes.find((each) => each.hash === hash);
  entra.codes = entra.codes.filter((each) => each.hash !== hash && each.until > world.now());
  const isOurs =
    code !== undefined &&
    code.until > world.now() &&
    code.redirectUri === form.get('redirect_uri') &&
    code.challenge === hashOf(form.get('code_verifier') ?? '');
  if (!isOurs) throw refusedBy(70_000);
  return tokensOfAccount(world, code.nonce);
}

/** Entra gives another refresh token each time, and lets the old one be. */
function byRefreshToken(world: World, form: URLSearchParams): SimulatedAnswer {
  const hash = hashOf(form.get('refresh_token') ?? '');
  const isKnown = world.state.entra.refreshTokens.some((each) => each.hash === hash);
  if (!isKnown) throw refusedBy(700_082);
  return tokensOfAccount(world, null);
}

function byClient(world: World, form: URLSearchParams): SimulatedAnswer {
  proveClient(world, form);
  if (form.get('scope')?.split(' ')[0] !== `${GRAPH}/.default`) throw refusedBy(1_002_012);
  const { roles, tokenLife } = world.state.entra;
  const access_token = issueMicrosoftBearer(world, 'application', roles);
  return jsonAnswer(200, { token_type: 'Bearer', expires_in: tokenLife, access_token });
}

function tokensOfAccount(world: World, nonce: string | null): SimulatedAnswer {
  const {
    entra,
    entra: { granted, tokenLife },
  } = world.state;
  const refreshToken = `sandbox-refresh-${uuidOf(world.seed, `refresh/${world.count('refresh')}`)}`;
  entra.refreshTokens = [...entra.refreshTokens, { hash: hashOf(refreshToken) }].slice(-20);
  const { tenantId: tid = '', clientId: aud = '' } = connections.tenant ?? {};
  const id = { aud, tid, oid: ACCOUNT.oid, sub: ACCOUNT.oid, preferred_username: ACCOUNT.name };
  const info = JSON.stringify({ uid: ACCOUNT.oid, utid: tid });
  return jsonAnswer(200, {
    token_type: 'Bearer',
    scope: ['openid', 'profile', ...granted.map((scope) => `${GRAPH}/${scope}`)].join(' '),
    expires_in: tokenLife,
    ext_expires_in: tokenLife,
    access_token: issueMicrosoftBearer(world, 'delegated', granted),
    refresh_token: refreshToken,
    id_token: unsignedJwt({ ...id, ver: '2.0', ...(nonce === null ? {} : { nonce }) }),
    client_info: Buffer.from(info).toString('base64url'),
  });
}

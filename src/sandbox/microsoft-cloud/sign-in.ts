import { connections, HOSTS } from '../campaign/organization.ts';
import {
  jsonAnswer,
  orRefusal,
  type SimulatedAnswer,
  type SimulatedRequest,
} from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { authorize } from './authorize.ts';
import { answerDeviceCode, startDeviceCode } from './device-code.ts';
import { entraRefusal } from './entra-errors.ts';
import { issueTokens } from './token-endpoint.ts';

const ORIGIN = `https://${HOSTS.microsoftSignIn}`;

/** Entra, as far as signing in goes: with a browser, by a code, by a refresh token, and as the application itself. */
export function microsoftSignIn(world: World, request: SimulatedRequest): SimulatedAnswer {
  const { pathname, searchParams } = request.url;
  if (pathname === '/common/oauth2/deviceauth') return answerDeviceCode(world, searchParams);
  const found = /^\/([^/]+)\/(.+)$/.exec(pathname);
  const [, tenant = '', place = ''] = found ?? [];
  const isOurs = TENANTS.includes(tenant);
  const handle = PLACES[`${request.method} ${place}`];
  if (!handle) return jsonAnswer(404, { error: 'not_found' });
  if (!isOurs) return entraRefusal(90_002);
  return orRefusal(() => handle(world, request, tenant));
}

const TENANTS: readonly string[] = ['aldermoor.example', connections.tenant?.tenantId ?? ''];

type Handle = (world: World, request: SimulatedRequest, tenant: string) => SimulatedAnswer;
const PLACES: Readonly<Record<string, Handle>> = {
  'GET v2.0/.well-known/openid-configuration': (_world, _request, tenant) => metadata(tenant),
  'GET oauth2/v2.0/authorize': (world, { url }) => authorize(world, url.searchParams),
  'POST oauth2/v2.0/devicecode': (world, request) => ofClient(request, world, startDeviceCode),
  'POST oauth2/v2.0/token': (world, request) => ofClient(request, world, issueTokens),
};

function ofClient(
  { body }: SimulatedRequest,
  world: World,
  handle: (world: World, form: URLSearchParams) => SimulatedAnswer,
): SimulatedAnswer {
  const form = new URLSearchParams(body);
  const isKnown = form.get('client_id') === connections.tenant?.clientId;
  return isKnown ? handle(world, form) : entraRefusal(700_016);
}

function metadata(tenant: string): SimulatedAnswer {
  const base = `${ORIGIN}/${tenant}`;
  return jsonAnswer(200, {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
  });
}

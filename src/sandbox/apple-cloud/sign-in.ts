import { MINUTE, SECOND } from '../../core/time.ts';
import {
  emptyAnswer,
  jsonAnswer,
  type SimulatedAnswer,
  type SimulatedRequest,
} from '../http/exchange.ts';
import { spend } from '../http/quota.ts';
import type { World } from '../world/world.ts';
import { acceptAssertion } from './assertion.ts';
import { BEARER_LIFE, issueBearer } from './bearers.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** That there is a limit is known, how many it allows is not (docs/protocol/apple-business.md#sign-in). */
const TOKENS = { name: 'apple/tokens', limit: 20, window: MINUTE } as const;

/**
 * Apple's token endpoint: a new bearer for an assertion that holds in every point. The form stands in the body, or,
 * as in Apple's own example, in the query.
 */
export function appleSignIn(world: World, request: SimulatedRequest): SimulatedAnswer {
  const isTokenPath = /^\/auth\/oauth2\/(v2\/)?token$/.test(request.url.pathname);
  if (request.method !== 'POST' || !isTokenPath) return jsonAnswer(404, { error: 'not_found' });
  // Nobody has written down what it says then, only that it is a 400.
  if (spend(world, TOKENS) > 0) return emptyAnswer(400);
  const form = new URLSearchParams(request.body || request.url.search);
  const error = faultOf(world, form);
  if (error) return jsonAnswer(400, { error, error_description: 'client authentication failed' });
  return jsonAnswer(200, {
    access_token: issueBearer(world),
    token_type: 'Bearer',
    expires_in: BEARER_LIFE / SECOND,
    scope: form.get('scope'),
  });
}

/** An error code of RFC 6749, or undefined when the form is as it should be. */
function faultOf(world: World, form: URLSearchParams): string | undefined {
  const field = (name: string) => form.get(name) ?? '';
  if (field('grant_type') !== 'client_credentials') return 'unsupported_grant_type';
  const clientId = field('client_id');
  if (field('scope') !== scopeOf(clientId)) return 'invalid_scope';
  const isAccepted =
    field('client_assertion_type') === ASSERTION_TYPE &&
    acceptAssertion(world, clientId, field('client_assertion'));
  return isAccepted ? undefined : 'invalid_client';
}

/** A client id shows to which of Apple's two kinds of account it belongs. */
function scopeOf(clientId: string): string {
  return clientId.startsWith('SCHOOLAPI.') ? 'school.api' : 'business.api';
}

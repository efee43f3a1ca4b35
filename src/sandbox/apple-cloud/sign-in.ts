import { BEARERS } from '../campaign/organization.ts';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../http/exchange.ts';
import type { World } from '../world/world.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Apple's token endpoint. It looks at the shape of the form, not at the signature of the assertion: there is no
 * key to check it with. The form stands in the body, or, as in Apple's own example, in the query.
 */
export function appleSignIn(_world: World, request: SimulatedRequest): SimulatedAnswer {
  const isTokenPath = /^\/auth\/oauth2\/(v2\/)?token$/.test(request.url.pathname);
  if (request.method !== 'POST' || !isTokenPath) return jsonAnswer(404, { error: 'not_found' });
  const form = new URLSearchParams(request.body || request.url.search);
  const error = faultOf(form);
  if (error) return jsonAnswer(400, { error, error_description: 'client authentication failed' });
  return jsonAnswer(200, {
    access_token: BEARERS.apple,
    token_type: 'Bearer',
    expires_in: 3_600,
    scope: form.get('scope'),
  });
}

/** An error code of RFC 6749, or undefined when the form is as it should be. */
function faultOf(form: URLSearchParams): string | undefined {
  const field = (name: string) => form.get(name) ?? '';
  if (field('grant_type') !== 'client_credentials') return 'unsupported_grant_type';
  if (!/^(business|school)\.api$/.test(field('scope'))) return 'invalid_scope';
  const isAssertion =
    field('client_assertion_type') === ASSERTION_TYPE &&
    /^[\w-]+\.[\w-]+\.[\w-]+$/.test(field('client_assertion'));
  const isClient = /^(BUSINESS|SCHOOL)API\./.test(field('client_id'));
  return isAssertion && isClient ? undefined : 'invalid_client';
}

import { BEARERS } from '../campaign/organization.ts';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../http/exchange.ts';
import type { World } from '../world/world.ts';

/** Entra's token endpoint: any well-formed request is given the bearer of the sandbox. */
export function microsoftSignIn(_world: World, request: SimulatedRequest): SimulatedAnswer {
  const isTokenPath = /^\/[^/]+\/oauth2\/v2\.0\/token$/.test(request.url.pathname);
  if (request.method !== 'POST' || !isTokenPath) return jsonAnswer(404, { error: 'not_found' });
  const form = new URLSearchParams(request.body);
  if (!form.get('grant_type') || !form.get('client_id')) {
    return jsonAnswer(400, { error: 'invalid_request', error_description: 'AADSTS900144' });
  }
  const expires = { expires_in: 3_600, ext_expires_in: 3_600 };
  return jsonAnswer(200, { token_type: 'Bearer', access_token: BEARERS.microsoft, ...expires });
}

import { uuidOf } from '../../core/chance.ts';
import { MINUTE } from '../../core/time.ts';
import { connections } from '../campaign/organization.ts';
import type { SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { entraError } from './entra-errors.ts';
import { ACCOUNT, hashOf } from './microsoft-bearers.ts';
import { consentTo, scopesIn } from './scopes.ts';

const CODE_LIFE = 10 * MINUTE;

/**
 * Entra's page for people, with the practice account signed in already: one button, which posts the answer to the
 * address on this machine that the application listens at. What Entra does not send back it says on its own page.
 */
export function authorize(world: World, query: URLSearchParams): SimulatedAnswer {
  const redirect = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== connections.tenant?.clientId) return errorPage(700_016);
  if (!/^http:\/\/localhost(:\d+)?\/?$/.test(redirect)) return errorPage(50_011);
  const isAsItShould =
    query.get('response_type') === 'code' &&
    query.get('response_mode') === 'form_post' &&
    query.get('code_challenge_method') === 'S256';
  if (!isAsItShould) return errorPage(90_014);
  const { refusal } = world.state.entra;
  const state = query.get('state') ?? '';
  const answer = refusal === null ? { code: grant(world, query, redirect) } : entraError(refusal);
  return page(form(redirect, { ...answer, state }));
}

function grant(world: World, query: URLSearchParams, redirectUri: string): string {
  const { entra } = world.state;
  consentTo(world, scopesIn(query.get('scope')));
  const code = `sandbox-code-${uuidOf(world.seed, `code/${world.count('entraCode')}`)}`;
  entra.codes.push({
    hash: hashOf(code),
    challenge: query.get('code_challenge') ?? '',
    redirectUri,
    nonce: query.get('nonce'),
    until: world.now() + CODE_LIFE,
  });
  return code;
}

function errorPage(number: number): SimulatedAnswer {
  return page(`<p>${entraError(number).error_description}</p>`);
}

function form(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`,
  );
  const button = `<button>Continue as ${ACCOUNT.name}</button>`;
  return `<form method="post" action="${escaped(action)}">${inputs.join('')}${button}</form>`;
}

function page(content: string): SimulatedAnswer {
  const body = `<!doctype html><meta charset="utf-8"><title>Practice sign-in</title>${content}`;
  return { status: 200, headers: { 'Content-Type': 'text/html;charset=UTF-8' }, body };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

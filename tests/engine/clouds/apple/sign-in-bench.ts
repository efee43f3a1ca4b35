import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { Organization } from '../../../../src/core/connections.ts';
import type { Clock, Fetch, HttpRequest } from '../../../../src/core/ports.ts';
import type { Result } from '../../../../src/core/result.ts';
import { createAppleCloud } from '../../../../src/engine/clouds/apple/apple-cloud.ts';
import { createAppleSignIn } from '../../../../src/engine/clouds/apple/sign-in.ts';
import { createLimiter } from '../../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits } from '../../../../src/engine/clouds/quota/limits.ts';
import { createManualClock } from '../../../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../../../src/sandbox/sandbox.ts';
import { scriptedFetch, type ScriptedAnswer } from '../cloud-bench.ts';

export interface SignInChanges {
  readonly organization?: Partial<Organization>;
  /** Undefined for no key at all. */
  readonly pem?: string | undefined;
  /** How far the clock of the bench is ahead of the sandbox's, in milliseconds. */
  readonly benchAhead?: number;
}

/** One organization of the sandbox: its sign-in, its API, and what was sent to both. */
export function openSignInBench(changes: SignInChanges = {}) {
  const clock = createManualClock(SANDBOX_START);
  const sandbox = createSandbox({ clock });
  const organization = { ...theOrganization(sandbox.connections), ...changes.organization };
  const key = sandbox.practiceKeys.apple[organization.id];
  const pem = 'pem' in changes ? changes.pem : key;
  const sent: { readonly url: string; readonly request: HttpRequest }[] = [];
  const fetch: Fetch = (url, request) => {
    sent.push({ url, request });
    return sandbox.fetch(url, request);
  };
  const benchClock: Clock = { ...clock, now: () => clock.now() + (changes.benchAhead ?? 0) };
  const readKey = () => Promise.resolve(pem);
  const signIn = createAppleSignIn({ organization, fetch, clock: benchClock, readKey });
  const limiter = createLimiter({ clock: benchClock, rules: appleLimits(organization.id) });
  const { bearer } = signIn;
  const cloud = createAppleCloud({ organization, fetch, clock: benchClock, limiter, bearer });
  const signIns = () => sent.filter(({ url }) => url === organization.tokenUrl).length;
  return { clock, sandbox, organization, signIn, cloud, sent, signIns };
}

/** A sign-in that hears these answers, on a clock that the test moves. */
export function scriptedSignIn(...answers: readonly (ScriptedAnswer | Error)[]) {
  const clock = createManualClock(SANDBOX_START);
  const { fetch, sent } = scriptedFetch(...answers);
  const organization = theOrganization(createSandbox({ clock }).connections);
  const readKey = () => Promise.resolve(aKey('pkcs8'));
  const signIn = createAppleSignIn({ organization, fetch, clock, readKey });
  return { clock, sent, organization, signIn };
}

export const TOKEN: ScriptedAnswer = {
  body: { access_token: 'first', token_type: 'Bearer', expires_in: 3_600 },
};

export function aKey(type: 'pkcs8' | 'sec1', namedCurve = 'P-256'): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve });
  return privateKey.export({ type, format: 'pem' }).toString();
}

/** The same key in the older form. */
export function asSec1(pem: string): string {
  return createPrivateKey(pem).export({ type: 'sec1', format: 'pem' }).toString();
}

/** What went wrong, or an error when nothing did. */
export function errorOf<E>(result: Result<unknown, E>): E {
  if (result.ok) throw new Error('This should have failed.');
  return result.error;
}

function theOrganization(connections: { readonly organizations: readonly Organization[] }) {
  const [organization] = connections.organizations;
  if (!organization) throw new Error('The sandbox has no organization.');
  return organization;
}

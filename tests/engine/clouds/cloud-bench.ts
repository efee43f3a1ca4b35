import type { Organization } from '../../../src/core/connections.ts';
import type { Fetch, HttpRequest } from '../../../src/core/ports.ts';
import type { Instant } from '../../../src/core/time.ts';
import { createAppleCloud } from '../../../src/engine/clouds/apple/apple-cloud.ts';
import type { Answer, CloudFailure } from '../../../src/engine/clouds/http/cloud-failure.ts';
import { createMicrosoftCloud } from '../../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { createLimiter } from '../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits, microsoftLimits } from '../../../src/engine/clouds/quota/limits.ts';
import { createManualClock, type ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../../src/sandbox/sandbox.ts';
import { temporaryMirror } from '../mirror/temporary-mirror.ts';

export const START: Instant = SANDBOX_START;

/** Both adapters, each with its own limiter, on one fetch. */
export function adapters(
  fetch: Fetch,
  clock: ManualClock,
  organization: Organization = anOrganization(),
) {
  const appleLimiter = createLimiter({ clock, rules: appleLimits(organization.id) });
  const microsoftLimiter = createLimiter({ clock, rules: microsoftLimits('tenant') });
  const bearer = () => Promise.resolve('secret-bearer');
  return {
    apple: createAppleCloud({ organization, fetch, clock, limiter: appleLimiter, bearer }),
    microsoft: createMicrosoftCloud({
      tenant: aTenant(),
      fetch,
      clock,
      limiter: microsoftLimiter,
      bearer,
    }),
    appleLimiter,
    microsoftLimiter,
  };
}

/** The simulated clouds with adapters and a mirror on disk, on a clock that the test moves. */
export function openCloudBench() {
  const clock = createManualClock(START);
  const sandbox = createSandbox({ clock });
  const sent: string[] = [];
  const fetch: Fetch = (url, request) => {
    sent.push(`${request.method} ${decodeURIComponent(new URL(url).pathname)}`);
    const isApple = url.includes('apple.com');
    const bearer = isApple ? sandbox.bearer.apple : sandbox.bearer.microsoft;
    const headers =
      request.headers['Authorization'] === undefined ? {} : { Authorization: `Bearer ${bearer}` };
    return sandbox.fetch(url, { ...request, headers: { ...request.headers, ...headers } });
  };
  const [organization] = sandbox.connections.organizations;
  const clouds = adapters(fetch, clock, organization);
  const { mirror } = temporaryMirror();
  return { clock, sandbox, sent, ...clouds, mirror, policy: sandbox.connections.policy };
}

/** Lets virtual time pass until the promise has an outcome. */
export async function runThrough<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  const state = { isOver: false };
  const finish = (): void => {
    state.isOver = true;
  };
  promise.then(finish, finish);
  while (!state.isOver) await clock.advance(50);
  return promise;
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A fetch that gives these answers one after the other, and keeps what was sent. */
export function scriptedFetch(...answers: readonly (ScriptedAnswer | Error)[]) {
  const sent: { readonly url: string; readonly request: HttpRequest }[] = [];
  const fetch: Fetch = async (url, request) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? {};
    sent.push({ url, request });
    if (answer instanceof Error) throw answer;
    const { status = 200, headers = {}, body } = answer;
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
    const all = new Map(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    return {
      status,
      headers: { get: (name) => all.get(name.toLowerCase()) ?? null },
      text: () => Promise.resolve(text),
    };
  };
  return { fetch, sent };
}

/** Adapters that hear these answers. */
export function scripted(...answers: readonly (ScriptedAnswer | Error)[]) {
  const clock = createManualClock(START);
  const { fetch, sent } = scriptedFetch(...answers);
  return { clock, sent, ...adapters(fetch, clock) };
}

export function anOrganization(apiBaseUrl = 'https://api-business.apple.com'): Organization {
  const tokenUrl = 'https://account.apple.com/auth/oauth2/v2/token';
  return {
    id: 'org',
    name: 'Org',
    kind: 'business',
    apiBaseUrl,
    tokenUrl,
    clientId: 'c',
    keyId: 'k',
  };
}

export function aTenant(graphBaseUrl = 'https://graph.microsoft.com') {
  const authority = 'https://login.microsoftonline.com/tenant';
  return {
    cloud: 'global' as const,
    graphBaseUrl,
    authority,
    tenantId: 'tenant',
    clientId: 'client',
    auth: { kind: 'delegated' as const, flow: 'browser' as const },
  };
}

export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.kind}: ${answer.error.detail}`);
  return answer.value.value;
}

export function failureOf(answer: Answer<unknown>): CloudFailure {
  if (answer.ok) throw new Error('This should have failed.');
  return answer.error;
}

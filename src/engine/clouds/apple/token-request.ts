import type { KeyObject } from 'node:crypto';
import { APPLE_CLOUDS, type Organization } from '../../../core/connections.ts';
import type { Clock, Fetch, HttpRequest } from '../../../core/ports.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import { cause, type Cause } from '../../../core/setup/checks.ts';
import { MINUTE, type Instant, type Now } from '../../../core/time.ts';
import {
  causeOfNetworkError,
  clockOff,
  troubleOfHttp,
  type HttpAnswer,
} from '../http/network-cause.ts';
import { makeClientAssertion } from './client-assertion.ts';
import { readTokenAnswer, type SignInFailure } from './token-answer.ts';

export interface Token {
  readonly value: string;
  /** When it was asked for, and until when it is good (bench clock). */
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
  /** That the bench's clock is wrong; it was asked for at the time that Apple's clock shows. */
  readonly clockOff: Cause | undefined;
}

export interface TokenRequestOptions {
  readonly organization: Organization;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** Asks Apple for a token with this key: one request, and one more when the bench's clock was what Apple refused. */
export type RequestToken = (key: KeyObject) => Promise<Result<Token, SignInFailure>>;

/** A correction smaller than this changes nothing. */
const SMALL_CORRECTION = MINUTE;

export function createTokenRequest(options: TokenRequestOptions): RequestToken {
  const { organization, clock } = options;
  /** How far Apple's clock is ahead of the bench's, as its last answer told. */
  let skew = 0;

  async function attempt(key: KeyObject): Promise<Result<Token, SignInFailure>> {
    const askedAt = clock.now();
    const assertion = makeClientAssertion(organization, key, askedAt + skew);
    const arrival = await receive(options, assertion);
    if (!arrival.ok) return arrival;
    const { status, headers } = arrival.value;
    const now: Now = { bench: clock.now(), cloud: Math.max(0, clock.now() + skew) };
    const trouble = troubleOfHttp(arrival.value, now);
    if (trouble) return failure({ ...trouble, detail: `HTTP ${status}` });
    const date = headers.get('date');
    const cloudNow = Date.parse(date ?? '');
    if (Number.isFinite(cloudNow)) skew = cloudNow - now.bench;
    const answer = readTokenAnswer(arrival.value, assertion);
    if (!answer.ok) return answer;
    const { value, lifetime } = answer.value;
    const off = clockOff(date, now.bench);
    return success({ value, askedAt, expiresAt: askedAt + lifetime, clockOff: off });
  }
  return async (key) => {
    const before = skew;
    const first = await attempt(key);
    const isRefused = !first.ok && first.error.cause.code === 'invalidClient';
    return isRefused && Math.abs(skew - before) > SMALL_CORRECTION ? attempt(key) : first;
  };
}

const LARGEST_ANSWER = 64 * 1024;
const TIMEOUT_MS = 30_000;

/** Waits for the whole answer, whatever it says. */
async function receive(
  { organization, fetch }: TokenRequestOptions,
  assertion: string,
): Promise<Result<HttpAnswer, SignInFailure>> {
  try {
    const response = await fetch(organization.tokenUrl, tokenRequest(organization, assertion));
    const announced = Number(response.headers.get('content-length') ?? 0);
    const body = announced > LARGEST_ANSWER ? undefined : await response.text();
    if (body === undefined || body.length > LARGEST_ANSWER) return failure(tooLarge);
    return success({ status: response.status, headers: response.headers, body });
  } catch (error) {
    return failure({ cause: causeOfNetworkError(error) });
  }
}

const tooLarge: SignInFailure = {
  cause: cause('unexpectedAnswer'),
  detail: 'The answer is too large.',
};

/** The form stands in the body: an address is written down in many places, and the assertion is a key for minutes. */
function tokenRequest({ clientId, kind }: Organization, assertion: string): HttpRequest {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: APPLE_CLOUDS[kind].scope,
  });
  return {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
    },
    body: form.toString(),
    timeoutMs: TIMEOUT_MS,
  };
}

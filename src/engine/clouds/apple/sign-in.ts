import type { KeyObject } from 'node:crypto';
import type { Organization } from '../../../core/connections.ts';
import type { Clock, Fetch } from '../../../core/ports.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import { cause, type Cause, type CauseCode } from '../../../core/setup/checks.ts';
import { MINUTE, type Instant } from '../../../core/time.ts';
import { readPrivateKey } from './client-assertion.ts';
import { noSignIn } from './no-sign-in.ts';
import { createPacing } from './sign-in-pacing.ts';
import type { SignInFailure } from './token-answer.ts';
import { createTokenRequest, type Token } from './token-request.ts';

/** That it worked; `warnings` say what is odd all the same. */
export interface SignedIn {
  readonly expiresAt: Instant;
  readonly warnings: readonly Cause[];
}

/** Signs one organization in at Apple. The token lives in memory only. */
export interface AppleSignIn {
  /**
   * A valid bearer; a new one when the given one was refused. Rejects with `NoBearer`, without any secret in it, when
   * there is none: that tells a network that is down from a key that is refused.
   */
  bearer(refused?: string): Promise<string>;
  /** Signs in anew and says what came of it. Somebody waits for it: a pause after failures is cut short. */
  check(): Promise<Result<SignedIn, SignInFailure>>;
  /** How the last sign-in of this run went; `never`: nobody has needed one yet. */
  state(): AppleSignInState;
}

export type AppleSignInState = 'good' | 'never' | CauseCode;

export interface AppleSignInOptions {
  readonly organization: Organization;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** The private key of the API account as PEM; undefined when there is none. */
  readonly readKey: () => Promise<string | undefined>;
}

/** Renewed so long before its end that a request on its way does not meet it. */
const EARLY = 2 * MINUTE;
/** A token that is refused as soon as it was renewed is not the reason for the refusal. */
const REFUSALS_APART = MINUTE;

export function createAppleSignIn(options: AppleSignInOptions): AppleSignIn {
  const { clock } = options;
  const signInAnew = createSigningIn(options);
  let token: Token | undefined;
  let state: AppleSignInState = 'never';
  /** When Apple last refused a token of ours before its end. */
  let refusedAt = -REFUSALS_APART;

  async function renew(isSomebodyWaiting: boolean): Promise<Result<Token, SignInFailure>> {
    const answer = await signInAnew(isSomebodyWaiting);
    if (answer.ok) token = answer.value;
    state = answer.ok ? 'good' : answer.error.cause.code;
    return answer;
  }
  function dropRefused(): void {
    const now = clock.now();
    if (now < refusedAt + REFUSALS_APART) throw noSignIn({ cause: cause('accountRefused') });
    refusedAt = now;
    token = undefined;
  }
  return {
    async bearer(refused) {
      if (token !== undefined && token.value === refused) dropRefused();
      const held = token;
      if (held && clock.now() < renewalTime(held)) return held.value;
      const answer = await renew(false);
      if (answer.ok) return answer.value.value;
      if (held && clock.now() < held.expiresAt) return held.value;
      throw noSignIn(answer.error);
    },
    async check() {
      const answer = await renew(true);
      if (!answer.ok) return answer;
      const { expiresAt, clockOff } = answer.value;
      return success({ expiresAt, warnings: clockOff ? [clockOff] : [] });
    },
    state: () => state,
  };
}

function renewalTime({ askedAt, expiresAt }: Token): Instant {
  return expiresAt - Math.min(EARLY, (expiresAt - askedAt) / 10);
}

/** What can be known without asking Apple is never asked; the rest is, once for everybody, and not too often. */
function createSigningIn(options: AppleSignInOptions) {
  const request = createTokenRequest(options);
  const pacing = createPacing<Token>(options.clock);
  return async (isSomebodyWaiting: boolean): Promise<Result<Token, SignInFailure>> => {
    const fault = faultOfClientId(options.organization);
    if (fault) return failure({ cause: fault });
    const key = await readKey(options);
    if (!key.ok) return failure({ cause: key.error });
    return pacing.run(() => request(key.value), isSomebodyWaiting);
  };
}

/** docs/protocol/apple-business.md#accounts */
const CLIENT_ID = /^(BUSINESS|SCHOOL)API\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function faultOfClientId({ clientId, kind }: Organization): Cause | undefined {
  const shape = CLIENT_ID.exec(clientId);
  if (!shape) return cause('clientIdShape');
  return shape[1]?.toLowerCase() === kind ? undefined : cause('clientIdOtherKind');
}

async function readKey(options: AppleSignInOptions): Promise<Result<KeyObject, Cause>> {
  // A store that fails has no key to give; its error could hold what it kept.
  const pem = await options.readKey().catch(() => undefined);
  if (pem === undefined || pem.trim() === '') return failure(cause('keyMissing'));
  const key = readPrivateKey(pem);
  return key.ok ? key : failure(cause(key.error));
}

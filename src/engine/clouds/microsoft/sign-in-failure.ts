import type { SignIn } from '../../../contract/connections.ts';
import type { Tenant } from '../../../core/connections.ts';
import { cause, type Cause, type CauseCode } from '../../../core/setup/checks.ts';
import type { Instant } from '../../../core/time.ts';
import { causeOfFailure } from '../../connections/cause-of-failure.ts';
import { NoBearer, safeDetail, type CloudFailure } from '../http/cloud-failure.ts';
import { clockOff } from '../http/network-cause.ts';
import type { MsalNetwork } from './msal-network.ts';

/** Why nobody is signed in. `trouble`: Entra was not reached, so the sign-in as such may well be good. */
export interface SignInFailure {
  readonly cause: Cause;
  readonly detail?: string;
  readonly trouble?: CloudFailure;
}

/** Ends an attempt from outside: somebody or the clock has had enough. */
export class SignInEnded extends Error {
  readonly code: 'signInCancelled' | 'signInTimedOut';

  constructor(code: SignInEnded['code']) {
    super(code);
    this.code = code;
  }
}

/** A reason that was found before Entra was asked. */
export class NotSignedIn extends Error {
  readonly failure: SignInFailure;

  constructor(failure: SignInFailure) {
    super(failure.cause.code);
    this.failure = failure;
  }
}

interface Circumstances {
  readonly tenant: Tenant;
  readonly network: MsalNetwork;
  readonly now: Instant;
}

/** The reason behind an error of MSAL: what was in the way of its last request, else what Entra said to it. */
export function failureOfSignIn(error: unknown, circumstances: Circumstances): SignInFailure {
  if (error instanceof SignInEnded) return { cause: cause(error.code) };
  if (error instanceof NotSignedIn) return error.failure;
  const { network } = circumstances;
  const trouble = network.trouble();
  if (trouble) {
    return { cause: causeOfFailure(trouble, 'microsoft'), detail: trouble.detail, trouble };
  }
  const words = `${error instanceof Error ? error.message : ''} ${network.refusal()}`;
  return { cause: causeOfWords(words, circumstances), detail: safeDetail(words.trim()) };
}

export function asState({ cause: reason, detail }: SignInFailure): SignIn {
  return { kind: 'failed', cause: reason, ...(detail !== undefined && { detail }) };
}

/** For whoever wants to send something: without a network that is no reason to sign in again. */
export function asNoBearer({ cause: reason, trouble }: SignInFailure): NoBearer {
  const detail = `Nobody is signed in at Microsoft (${reason.code}).`;
  return new NoBearer(trouble ?? { kind: 'unauthorized', detail });
}

/** Entra's numbers, the only part of its errors to program against. */
const NUMBERS: Readonly<Record<string, CauseCode>> = {
  65001: 'consentMissing',
  65004: 'consentMissing',
  90094: 'consentMissing',
  90095: 'consentMissing',
  700016: 'appUnknown',
  90002: 'tenantUnknown',
  900023: 'tenantUnknown',
  7000218: 'publicClientOff',
  50011: 'redirectMissing',
  500113: 'redirectMissing',
  50105: 'conditionalAccess',
  53000: 'conditionalAccess',
  53001: 'conditionalAccess',
  53002: 'conditionalAccess',
  53003: 'conditionalAccess',
  530002: 'conditionalAccess',
  530003: 'conditionalAccess',
  530004: 'conditionalAccess',
  7000215: 'credentialWrong',
  7000222: 'credentialWrong',
  700027: 'credentialWrong',
  700024: 'clockOff',
};

/** What has no number of Entra's: OAuth's own words, and those of MSAL. */
const WORDS: readonly (readonly [RegExp, CauseCode])[] = [
  [/access_denied|authorization_declined/, 'signInCancelled'],
  [/expired_token|code_expired|timeout_reached/, 'signInTimedOut'],
  [/invalid_client|unauthorized_client/, 'credentialWrong'],
  [/invalid_grant|(interaction|login|consent)_required|no_tokens_found|no_account/, 'signedOut'],
];

function causeOfWords(words: string, { tenant, network, now }: Circumstances): Cause {
  const number = /AADSTS(\d+)/.exec(words)?.[1] ?? '';
  const code = NUMBERS[number] ?? WORDS.find(([sign]) => sign.test(words))?.[1];
  switch (code) {
    case 'appUnknown':
      return cause(code, { clientId: tenant.clientId });
    case 'tenantUnknown':
      return cause(code, { tenantId: tenant.tenantId });
    case 'clockOff':
      return clockOff(network.date(), now) ?? cause('credentialWrong');
    default:
      return cause(code ?? 'unexpectedAnswer');
  }
}

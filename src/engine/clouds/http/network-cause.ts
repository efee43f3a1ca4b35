import { cause, type Cause, type CauseCode } from '../../../core/setup/checks.ts';
import { MINUTE, type Instant, type Now } from '../../../core/time.ts';
import { isPage } from './http-failure.ts';
import { networkFaultOf, type NetworkFault } from './network-fault.ts';
import { retryAfter } from './retry-after.ts';

const CAUSES: Readonly<Record<NetworkFault, CauseCode>> = {
  host: 'hostUnknown',
  tls: 'tlsFailed',
  timeout: 'timedOut',
  refused: 'unreachable',
  lost: 'unreachable',
  proxy: 'proxyInTheWay',
  // A guest network sends everybody to its own sign-in first.
  redirect: 'proxyInTheWay',
  page: 'proxyInTheWay',
};

/** Undefined for a fault that nobody could name: no answer came, and that is all there is to say. */
export function causeOfNetworkFault(fault: NetworkFault | undefined): Cause {
  return cause(fault === undefined ? 'unreachable' : CAUSES[fault]);
}

/** Why `fetch` rejected, in Node's words or in Electron's. */
export function causeOfNetworkError(error: unknown): Cause {
  return causeOfNetworkFault(networkFaultOf(error));
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: string;
}

export interface HttpTrouble {
  readonly cause: Cause;
  /** When it may be asked again (bench clock). */
  readonly retryAt?: Instant;
}

/** A 429 that does not say for how long. */
const UNTOLD_PAUSE = MINUTE;

/**
 * What an answer says about the way to the cloud and about its health, whatever was asked; undefined when the cloud
 * answered in its own words.
 */
export function troubleOfHttp(answer: HttpAnswer, now: Now): HttpTrouble | undefined {
  const { status, headers } = answer;
  const retryAt = retryAfter(headers.get('retry-after'), now);
  if (status === 429) return throttled(retryAt ?? now.bench + UNTOLD_PAUSE);
  if (isFromBetween(answer)) return { cause: cause('proxyInTheWay') };
  if (status < 500) return undefined;
  return { cause: cause('cloudDown'), ...(retryAt !== undefined && { retryAt }) };
}

/** 511 is the sign-in of a guest network, 3xx the way there. Apple's edge itself says 401 and 5xx with a page. */
function isFromBetween({ status, body }: HttpAnswer): boolean {
  if (status === 407 || status === 511) return true;
  const isRedirect = status >= 300 && status < 400;
  return isRedirect || (status < 500 && status !== 401 && isPage(body));
}

function throttled(retryAt: Instant): HttpTrouble {
  return { cause: cause('throttled', { untilAt: retryAt }), retryAt };
}

/** Clouds refuse what was signed at a wrong time; less than this is no reason. */
const HARMLESS_SKEW = 2 * MINUTE;

/** That this bench's clock is wrong, as the `Date` header of an answer tells it. */
export function clockOff(date: string | null, bench: Instant): Cause | undefined {
  const skew = Math.abs(Date.parse(date ?? '') - bench);
  if (!(skew > HARMLESS_SKEW)) return undefined;
  return cause('clockOff', { minutes: Math.round(skew / MINUTE) });
}

import { cleanText } from '../../../core/identifiers/clean-text.ts';
import type { Result } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import type { NetworkFault } from './network-fault.ts';

/**
 * Every way in which a call to a cloud fails. `unreachable`: no answer came. `unauthorized`: even a renewed
 * bearer was refused, or, without a status, there was none to send. `approvalNeeded`: nothing happened yet, a second
 * administrator must agree first (docs/protocol/intune.md#multi-admin-approval). `throttled`: 429. `rejected`: the
 * cloud understood and said no (other 4xx). `malformed`: an answer that cannot be read or contradicts itself; a write
 * may have happened. `serverError`: 5xx.
 */
export type CloudFailureKind =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'approvalNeeded'
  | 'notFound'
  | 'throttled'
  | 'rejected'
  | 'malformed'
  | 'serverError';

export interface CloudFailure {
  readonly kind: CloudFailureKind;
  /** When the cloud may be asked again (bench clock), if it said so. */
  readonly retryAt?: Instant;
  readonly status?: number;
  /** The cloud's own code, the only part of an error to program against. */
  readonly code?: string;
  /** Serials that the error names. */
  readonly offenders?: readonly string[];
  /** Of `approvalNeeded`: what the second administrator approves, and what the call is sent again with. */
  readonly approvalCode?: string;
  /** What was in the way, where no answer of the cloud itself came. */
  readonly network?: NetworkFault;
  /** The cloud's own words: at most 300 characters, no control characters, never a secret. */
  readonly detail: string;
}

/**
 * What a bearer rejects with when it knows more than "nobody is signed in": where the sign-in itself is out of reach,
 * nobody has to sign in again.
 */
export class NoBearer extends Error {
  readonly failure: CloudFailure;

  constructor(failure: CloudFailure) {
    super(failure.detail);
    this.failure = failure;
  }
}

/** What was read, and when, on both clocks. */
export interface Reading<T> {
  readonly value: T;
  /** When the answer was made (cloud clock: Date header, else the skew of earlier answers). */
  readonly cloudAt: Instant;
  /** When the request left (bench clock): the answer is at least as new. This is the `observedAt` of its facts. */
  readonly askedAt: Instant;
  /** When the answer arrived (bench clock). */
  readonly answeredAt: Instant;
}

export type Answer<T> = Result<Reading<T>, CloudFailure>;

/** One page of a list; `next` is the address of the following one, as the cloud gave it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/** `bench`: a person waits. `background` gives way. As a function it may change while the request still queues. */
export type Priority = 'bench' | 'background';
export interface CallOptions {
  readonly priority?: Priority | (() => Priority);
  /** Of an `approvalNeeded` failure, once a second administrator has agreed. */
  readonly approvalCode?: string;
}

const LONGEST_DETAIL = 300;

/** Words of a cloud, safe to show and to log. */
export function safeDetail(text: string, secret = ''): string {
  // Cleaned first: what is taken out could have stood in the middle of the secret.
  const clean = cleanText(text);
  const withoutSecret = secret === '' ? clean : clean.replaceAll(secret, '…');
  return withoutSecret.slice(0, LONGEST_DETAIL);
}

/** The same answer with another value. */
export function mapAnswer<From, To>(answer: Answer<From>, map: (value: From) => To): Answer<To> {
  return answer.ok
    ? { ok: true, value: { ...answer.value, value: map(answer.value.value) } }
    : answer;
}

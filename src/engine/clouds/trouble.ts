import type { SignIn } from '../../contract/connections.ts';
import type { Status } from '../../contract/status.ts';
import { cause, type Cause } from '../../core/setup/checks.ts';
import { DAY, type Instant } from '../../core/time.ts';
import { causeOfFailure } from '../connections/cause-of-failure.ts';
import type { AppleSignInState } from './apple/sign-in.ts';
import type { CloudFailure, CloudFailureKind } from './http/cloud-failure.ts';
import type { Limiter, Purpose } from './quota/limiter.ts';

/** What a request asked. */
export interface Asked {
  readonly purpose: Purpose;
  /** Which list it was of, or which question about a device. */
  readonly topic: string;
}

/**
 * What stands between the bench and one account, as the answers to all its requests say. A refusal of one question is
 * told where it was asked; what a question would meet again is told here, until an answer shows that it is over.
 */
export interface Trouble {
  /** The newest, if there is any at this moment of the bench's clock. */
  current(now: Instant): CloudFailure | undefined;
  failed(asked: Asked, failure: CloudFailure, at: Instant): void;
  answered(asked: Asked): void;
}

/** Any answer shows that these are over: the way, the sign-in and the cloud itself are the same for every question. */
const OF_THE_ACCOUNT: ReadonlySet<CloudFailureKind> = new Set([
  'unreachable',
  'unauthorized',
  'serverError',
]);
/** Over when as much time has passed as was told, or with the next answer. */
const THROTTLED: CloudFailureKind = 'throttled';
/** Over only with an answer to the same question: that another list is whole says nothing of this one. */
const OF_THE_QUESTION: ReadonlySet<CloudFailureKind> = new Set(['forbidden', 'malformed']);
/** Asked again and again, so that it shows when they are mended; a job and the wizard tell of their own. */
const REPEATED: ReadonlySet<Purpose> = new Set(['list', 'device']);
/** Every list is read several times a day: what is not met for so long is asked no more, its service or token is gone. */
const ASKED_AGAIN_WITHIN = DAY;

interface Met {
  readonly failure: CloudFailure;
  readonly at: Instant;
}

export function createTrouble(): Trouble {
  const failures = new Map<string, Met>();
  return {
    current: (now) => [...failures.values()].findLast((met) => !isOver(met, now))?.failure,
    failed(asked, failure, at) {
      // Apple cannot tell some locks, which says nothing about its health; the verdict says so by itself.
      if (asked.purpose === 'lock' || !isLasting(asked.purpose, failure)) return;
      const key = OF_THE_QUESTION.has(failure.kind) ? questionOf(asked) : asked.purpose;
      failures.delete(key);
      failures.set(key, { failure, at });
    },
    answered(asked) {
      failures.delete(asked.purpose);
      failures.delete(questionOf(asked));
      for (const [other, { failure }] of failures)
        if (OF_THE_ACCOUNT.has(failure.kind)) failures.delete(other);
    },
  };
}

function questionOf({ purpose, topic }: Asked): string {
  return `${purpose} ${topic}`;
}

function isLasting(purpose: Purpose, { kind }: CloudFailure): boolean {
  if (OF_THE_QUESTION.has(kind)) return REPEATED.has(purpose);
  return kind === THROTTLED || OF_THE_ACCOUNT.has(kind);
}

function isOver({ failure: { kind, retryAt }, at }: Met, now: Instant): boolean {
  if (OF_THE_QUESTION.has(kind)) return now - at >= ASKED_AGAIN_WITHIN;
  return kind === THROTTLED && retryAt !== undefined && retryAt <= now;
}

/** In words that somebody can act on; empty while all is well. */
export function troublesOf(
  { trouble, account: { cloud, organizationId } }: Limiter,
  now: Instant,
  signIn: SignIn | AppleSignInState,
): NonNullable<Status['troubles']> {
  const failure = trouble.current(now);
  if (!failure) return [];
  const lacking = failure.kind === 'unauthorized' ? causeOfSignIn(signIn) : undefined;
  return [{ cloud, organizationId, cause: lacking ?? causeOfFailure(failure, cloud) }];
}

/** A sign-in knows better than the request that went without one. */
function causeOfSignIn(signIn: SignIn | AppleSignInState): Cause | undefined {
  if (typeof signIn === 'string') return causeAtApple(signIn);
  if (signIn.kind === 'signedIn') return undefined;
  return signIn.kind === 'failed' ? signIn.cause : cause('nobodySignedIn');
}

/** Until when the sign-in is throttled is not known here, so that it could not be told. */
function causeAtApple(state: AppleSignInState): Cause | undefined {
  return state === 'good' || state === 'never' || state === 'throttled' ? undefined : cause(state);
}

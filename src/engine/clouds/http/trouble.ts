import type { Status } from '../../../contract/status.ts';
import { causeOfFailure } from '../../connections/cause-of-failure.ts';
import type { Limiter, Purpose } from '../quota/limiter.ts';
import type { CloudFailure, CloudFailureKind } from './cloud-failure.ts';

/**
 * What stands between the bench and one account, as the answers to all its requests say. A refusal of one question is
 * told where it was asked; what a question would meet again is told here, until one for the same purpose is answered.
 */
export interface Trouble {
  /** The newest, if there is any. */
  current(): CloudFailure | undefined;
  failed(purpose: Purpose, failure: CloudFailure): void;
  answered(purpose: Purpose): void;
}

const LASTING: ReadonlySet<CloudFailureKind> = new Set([
  'unreachable',
  'unauthorized',
  'forbidden',
  'throttled',
  'serverError',
  'malformed',
]);

export function createTrouble(): Trouble {
  const failures = new Map<Purpose, CloudFailure>();
  return {
    current: () => [...failures.values()].at(-1),
    failed(purpose, failure) {
      // Apple cannot tell some locks, which says nothing about its health; the verdict says so by itself.
      if (purpose === 'lock' || !LASTING.has(failure.kind)) return;
      failures.delete(purpose);
      failures.set(purpose, failure);
    },
    answered: (purpose) => void failures.delete(purpose),
  };
}

/** In words that somebody can act on; empty while all is well. */
export function troublesOf({
  trouble,
  account: { cloud, organizationId },
}: Limiter): NonNullable<Status['troubles']> {
  const failure = trouble.current();
  return failure ? [{ cloud, organizationId, cause: causeOfFailure(failure, cloud) }] : [];
}

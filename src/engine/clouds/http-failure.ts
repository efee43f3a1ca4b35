import { SECOND, type Now } from '../../core/time.ts';
import { safeDetail, type CloudFailure, type CloudFailureKind } from './cloud-failure.ts';
import { present } from './lenient.ts';
import { retryAfter } from './retry-after.ts';

/** What the body of an error says, as far as this cloud's shape was found in it. */
export interface Problem {
  readonly code?: string | undefined;
  readonly detail: string;
  readonly offenders?: readonly string[] | undefined;
}
export type ReadProblem = (body: unknown, sentSerials: readonly string[]) => Problem | undefined;

export interface ErrorAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

interface Circumstances {
  readonly body: string;
  readonly now: Now;
  readonly readProblem: ReadProblem;
  readonly sentSerials: readonly string[];
  readonly secret: string;
}

/** A 429 that does not say for how long. */
const UNTOLD_PAUSE = 15 * SECOND;

/** An answer with a status outside 2xx as a failure. A 404 without the cloud's own error body proves nothing. */
export function failureOfStatus(answer: ErrorAnswer, circumstances: Circumstances): CloudFailure {
  const { now, secret, body, sentSerials } = circumstances;
  const problem = circumstances.readProblem(json(body), sentSerials);
  const kind = kindOf(answer.status, problem);
  const pause = kind === 'throttled' ? now.bench + UNTOLD_PAUSE : undefined;
  return {
    kind,
    status: answer.status,
    detail: safeDetail(problem?.detail ?? `HTTP ${answer.status}`, secret),
    ...present({
      code: problem?.code && safeDetail(problem.code, secret),
      offenders: problem?.offenders?.length ? problem.offenders : undefined,
      retryAt: retryAfter(answer.headers.get('retry-after'), now) ?? pause,
    }),
  };
}

function kindOf(status: number, problem: Problem | undefined): CloudFailureKind {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return problem ? 'notFound' : 'malformed';
    case 429:
      return 'throttled';
    default:
      return status >= 500 ? 'serverError' : 'rejected';
  }
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

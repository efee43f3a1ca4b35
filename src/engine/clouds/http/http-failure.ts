import { SECOND, type Now } from '../../../core/time.ts';
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

/**
 * Names the request for approval in Intune's refusal, and in the call once it was approved
 * (docs/protocol/intune.md#multi-admin-approval).
 */
export const APPROVAL_CODE = 'x-msft-approval-code';

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
    ...(problem && partsOf(problem, secret)),
    ...present({
      approvalCode: kind === 'approvalNeeded' ? approvalCode(answer, problem) : undefined,
      network: networkFault(answer.status, body, problem),
      retryAt: retryAfter(answer.headers.get('retry-after'), now) ?? pause,
    }),
  };
}

function partsOf({ code, offenders }: Problem, secret: string) {
  return present({
    code: code && safeDetail(code, secret),
    offenders: offenders?.length ? offenders : undefined,
  });
}

function kindOf(status: number, problem: Problem | undefined): CloudFailureKind {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return problem?.code === 'ApprovalRequired' ? 'approvalNeeded' : 'forbidden';
    case 404:
      return problem ? 'notFound' : 'malformed';
    case 429:
      return 'throttled';
    default:
      // Below 400 somebody sends the bearer on to elsewhere: nothing is known, and nothing is followed.
      return status >= 500 ? 'serverError' : status < 400 ? 'malformed' : 'rejected';
  }
}

/** What Intune calls the request that now waits for approval; in the header, else in the sentence. */
function approvalCode(answer: ErrorAnswer, problem: Problem | undefined): string | undefined {
  const told =
    answer.headers.get(APPROVAL_CODE) ??
    /x-msft-approval-code:\s*(\S+)/i.exec(problem?.detail ?? '')?.[1];
  const code = told?.trim() ?? '';
  return /^[\w-]{1,100}$/.test(code) ? code : undefined;
}

/** Somebody else than the cloud has answered: with the way to elsewhere, or with a page of its own. */
function networkFault(status: number, body: string, problem: Problem | undefined) {
  if (status < 400) return 'redirect' as const;
  return problem === undefined && isPage(body) ? ('page' as const) : undefined;
}

/** Is this text a web page, where data should be? */
export function isPage(body: string): boolean {
  return /^\s*<(!doctype|html|head|body)/i.test(body);
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

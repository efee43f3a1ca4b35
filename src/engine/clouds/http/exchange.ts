import type { z } from 'zod';
import type { Clock, Fetch, HttpRequest } from '../../../core/ports.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import { MINUTE, SECOND, type Instant, type Now } from '../../../core/time.ts';
import { nextTurn } from '../../in-turns.ts';
import type { Limiter, Purpose, RequestKind } from '../quota/limiter.ts';
import { malformed, readBody, readRefusal } from './answer-body.ts';
import { createBelievedSkew } from './believed-skew.ts';
import {
  NoBearer,
  safeDetail,
  type Answer,
  type CallOptions,
  type CloudFailure,
} from './cloud-failure.ts';
import { failureOfStatus, type ReadProblem } from './http-failure.ts';
import { networkFaultOf } from './network-fault.ts';

/** Gives a bearer token; called with the token that was refused, it must give another one if it can. */
export type Bearer = (refused?: string) => Promise<string>;

export interface ExchangeOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly limiter: Limiter;
  readonly bearer: Bearer;
  /** Where bearer tokens may be sent: every address must begin at this origin. */
  readonly baseUrl: string;
  readonly readProblem: ReadProblem;
  /** Headers that this cloud wants beside the usual ones, made anew for each request. */
  readonly headers?: (request: CloudRequest<unknown>) => Readonly<Record<string, string>>;
  /** The connections are others by now: what has not left yet does not leave any more. */
  readonly isOver?: (() => boolean) | undefined;
}

export interface CloudRequest<T> {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** `write`: counts against the writes and is repeated on 429 alone. */
  readonly kind: RequestKind;
  /** What it is for, as the quota's view counts it; `other` when nobody says. */
  readonly purpose?: Purpose;
  /** What would be refused again to the same question (trouble.ts); the path when nobody says, the same on all pages. */
  readonly topic?: string;
  /** Good to have: that this account may not read it stands in nobody's way. */
  readonly isExtra?: boolean;
  readonly schema: z.ZodType<T>;
  readonly body?: unknown;
  readonly options?: CallOptions | undefined;
  /** No repetition at all: the caller keeps its own time. */
  readonly isSingle?: boolean;
  /** For serials that an error may name. */
  readonly sentSerials?: readonly string[];
  /** Sent without a bearer to any https host, answered with text: a presigned address. */
  readonly isPresigned?: boolean;
  /** What the cloud's own 404 means, where that is an answer. */
  readonly whenMissing?: { readonly value: T };
  /** A failure that hides in a good answer. */
  judge?(value: T, now: Now): CloudFailure | undefined;
}

/** One cloud's HTTP: bearer, quota, repetitions, time, and every failure as a value. */
export interface Exchange {
  send<T>(request: CloudRequest<T>): Promise<Answer<T>>;
}

/** A page of 1,000 devices has about 1 MB; nothing honest is this large. */
const LARGEST_BODY = 32 * 1024 * 1024;
/** Parsing what is larger than this gets a turn of the event loop of its own. */
const LARGE_BODY = 128 * 1024;
const TIMEOUT_MS = 30_000;
/** Throttling up to here is waited out inside a call; what takes longer is told to the caller. */
const PATIENCE = 2 * MINUTE;
const ATTEMPTS = 4;
/** Without an answer the network is gone: a second try covers a dropped connection, more would only delay. */
const UNREACHABLE_ATTEMPTS = 2;

export function createExchange(options: ExchangeOptions): Exchange {
  const { clock, limiter, baseUrl, isOver } = options;
  const call = createCall(options);

  /** One request in its turn; what the quota must learn of it, it learns before the next one goes. */
  function attempt<T>(request: CloudRequest<T>, refused?: string): Promise<Outcome<T>> {
    const { kind, purpose, options: { priority = 'bench' } = {} } = request;
    // It leads to a store of files, which has no quota.
    if (request.isPresigned) return call(request);
    return limiter.run({ kind, priority, purpose, isOver }, async () => {
      const outcome = await call(request, refused);
      if (outcome.isOver) return outcome;
      limiter.heard(kind, outcome.answer);
      tellTrouble(options, request, outcome.answer);
      return outcome;
    });
  }
  return {
    async send(request) {
      if (!mayBeSent(request, baseUrl)) return failure(foreignHost);
      let refused: string | undefined;
      for (let attempts = 1; ; attempts += 1) {
        const { answer, bearer, isOver: isGone } = await attempt(request, refused);
        if (answer.ok || isGone) return answer;
        const isFirstRefusal = refused === undefined && bearer !== '';
        if (answer.error.kind === 'unauthorized' && isFirstRefusal) {
          refused = bearer;
          continue;
        }
        const wait = waitBefore(request, answer.error, attempts, clock.now());
        if (wait === undefined) return answer;
        if (wait > 0) await clock.sleep(wait);
      }
    },
  };
}

function tellTrouble(
  { limiter: { trouble }, clock }: ExchangeOptions,
  { url, purpose = 'other', topic = new URL(url).pathname, isExtra }: CloudRequest<unknown>,
  answer: Answer<unknown>,
): void {
  const asked = { purpose: isExtra ? 'other' : purpose, topic } as const;
  if (answer.ok) trouble.answered(asked);
  else trouble.failed(asked, answer.error, clock.now());
}

const foreignHost: CloudFailure = {
  kind: 'malformed',
  detail: 'The address leads to another host; no token is sent there.',
};

/** A token goes to its own cloud only, whatever a page names as the next one. */
function mayBeSent(request: CloudRequest<unknown>, baseUrl: string): boolean {
  if (!URL.canParse(request.url)) return false;
  const url = new URL(request.url);
  const isHome = url.origin === new URL(baseUrl).origin;
  return isHome || (request.isPresigned === true && url.protocol === 'https:');
}

/** How long to wait before the same request may be sent again; undefined when it must not be. */
function waitBefore(
  request: CloudRequest<unknown>,
  error: CloudFailure,
  attempt: number,
  now: Instant,
): number | undefined {
  if (request.isSingle || attempt >= ATTEMPTS) return undefined;
  // The limiter itself holds a throttled request back until `retryAt`.
  if (error.kind === 'throttled') return (error.retryAt ?? now) - now <= PATIENCE ? 0 : undefined;
  if (request.kind === 'write') return undefined;
  const isWorthIt =
    error.kind === 'serverError' ||
    (error.kind === 'unreachable' && attempt < UNREACHABLE_ATTEMPTS);
  return isWorthIt ? SECOND * 2 ** (attempt - 1) * (0.75 + Math.random() / 2) : undefined;
}

interface Outcome<T> {
  readonly answer: Answer<T>;
  /** The token that was sent. */
  readonly bearer: string;
  /** Nothing was sent, and nothing will be. */
  readonly isOver?: true;
}

/** One request and its answer, without any repetition. */
function createCall(options: ExchangeOptions) {
  const { clock, readProblem } = options;
  const skew = createBelievedSkew();

  async function exchange<T>(request: CloudRequest<T>, secret: string): Promise<Answer<T>> {
    const askedAt = clock.now();
    const arrival = await receive(options, request, secret);
    if (!arrival.ok) return arrival;
    const { response, body, answeredAt } = arrival.value;
    const date = Date.parse(response.headers.get('date') ?? '');
    if (Number.isFinite(date)) skew.told(date - answeredAt);
    const now = { bench: answeredAt, cloud: Math.max(0, answeredAt + skew.now()) };
    if (body.length > LARGE_BODY) await nextTurn();
    const isGood = response.status >= 200 && response.status < 300;
    const read = isGood
      ? readBody(request, { response, body, secret, readProblem }, now)
      : readRefusal(
          request,
          failureOfStatus(response, {
            body,
            now,
            readProblem,
            secret,
            sentSerials: request.sentSerials ?? [],
          }),
        );
    return read.ok ? success({ value: read.value, cloudAt: now.cloud, askedAt, answeredAt }) : read;
  }

  return async <T>(request: CloudRequest<T>, refused?: string): Promise<Outcome<T>> => {
    if (options.isOver?.()) return notSent(clock.now());
    const bearer = request.isPresigned ? success('') : await tokenOf(options.bearer, refused);
    if (options.isOver?.()) return notSent(clock.now());
    if (!bearer.ok) return { answer: bearer, bearer: '' };
    return { answer: await exchange(request, bearer.value), bearer: bearer.value };
  };
}

/** A refusal for now: whoever takes up the work may send it, and nobody has to find out whether it happened. */
function notSent(now: Instant): { answer: Answer<never>; bearer: string; isOver: true } {
  const detail = 'The connections were changed before it was sent.';
  return { answer: failure({ kind: 'throttled', retryAt: now, detail }), bearer: '', isOver: true };
}

/** Waits for the whole answer; no answer, or one that breaks off, is `unreachable`. */
async function receive(options: ExchangeOptions, request: CloudRequest<unknown>, bearer: string) {
  try {
    const response = await options.fetch(request.url, httpRequest(request, bearer, options));
    const answeredAt = options.clock.now();
    const announced = Number(response.headers.get('content-length') ?? 0);
    const body = announced > LARGEST_BODY ? undefined : await response.text();
    if (body === undefined || body.length > LARGEST_BODY)
      return malformed('The answer is too large.');
    return success({ response, body, answeredAt });
  } catch (error) {
    return failure(unreachable(error, request.url));
  }
}

const noBearer: CloudFailure = { kind: 'unauthorized', detail: 'There is no valid sign-in.' };

async function tokenOf(bearer: Bearer, refused?: string): Promise<Result<string, CloudFailure>> {
  try {
    return success(await (refused === undefined ? bearer() : bearer(refused)));
  } catch (error) {
    // What else the sign-in has to say it says elsewhere; its error texts may hold secrets.
    return failure(error instanceof NoBearer ? error.failure : noBearer);
  }
}

function httpRequest(
  request: CloudRequest<unknown>,
  bearer: string,
  options: ExchangeOptions,
): HttpRequest {
  const { method, body } = request;
  if (request.isPresigned) return { method, headers: {}, timeoutMs: TIMEOUT_MS };
  const headers = {
    Authorization: `Bearer ${bearer}`,
    Accept: 'application/json',
    ...options.headers?.(request),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  };
  return {
    method,
    headers,
    timeoutMs: TIMEOUT_MS,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

function unreachable(error: unknown, url: string): CloudFailure {
  // Node's fetch says what happened in the cause of its error, Electron's in the error itself.
  const { message = 'no answer', cause } = error instanceof Error ? error : {};
  const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
  const network = networkFaultOf(error);
  const detail = safeDetail(reason, url);
  // The fetch refuses what would lead away; the cloud, or whoever stands in for it, has answered all the same.
  if (network === 'redirect') return { kind: 'malformed', detail, network };
  return { kind: 'unreachable', detail, ...(network && { network }) };
}

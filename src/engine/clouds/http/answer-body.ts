import { failure, success, type Result } from '../../../core/result.ts';
import type { Now } from '../../../core/time.ts';
import { safeDetail, type CloudFailure } from './cloud-failure.ts';
import type { CloudRequest } from './exchange.ts';
import { isPage, type ErrorAnswer, type ReadProblem } from './http-failure.ts';
import { present } from './lenient.ts';
import type { NetworkFault } from './network-fault.ts';

interface GoodAnswer {
  readonly response: ErrorAnswer;
  readonly body: string;
  readonly secret: string;
  readonly readProblem: ReadProblem;
}

/** The value in an answer with a status of 2xx, or what is wrong with it. */
export function readBody<T>(
  request: CloudRequest<T>,
  answer: GoodAnswer,
  now: Now,
): Result<T, CloudFailure> {
  const content = request.isPresigned ? success(answer.body) : readContent(request, answer);
  if (!content.ok) return content;
  const result = request.schema.safeParse(content.value);
  if (!result.success) {
    const place = result.error.issues[0]?.path.join('.') ?? '';
    return malformed(
      place === '' ? 'The answer cannot be read.' : `The answer cannot be read at ${place}.`,
    );
  }
  const hidden = request.judge?.(result.data, now);
  return hidden ? failure(hidden) : success(result.data);
}

/** A refusal, unless it is an answer to what was asked. */
export function readRefusal<T>(
  request: CloudRequest<T>,
  refusal: CloudFailure,
): Result<T, CloudFailure> {
  const isAnswer = refusal.kind === 'notFound' && request.whenMissing !== undefined;
  return isAnswer ? success(request.whenMissing.value) : failure(refusal);
}

export function malformed(detail: string, network?: NetworkFault) {
  return failure<CloudFailure>({ kind: 'malformed', detail, ...present({ network }) });
}

/** JSON and nothing else; empty is undefined. An error under a good status is none the better for it. */
function readContent(
  request: CloudRequest<unknown>,
  answer: GoodAnswer,
): Result<unknown, CloudFailure> {
  const { body, response } = answer;
  if (body.trim() === '') return success(undefined);
  if (isPage(body)) return malformed('A web page came instead of an answer.', 'page');
  const type = response.headers.get('content-type') ?? 'json';
  if (!/json/i.test(type)) return malformed(`The answer has the type ${safeDetail(type)}.`);
  const content = parseJson(body);
  if (!content.ok) return malformed('The answer is no JSON.');
  return hiddenProblem(request, answer, content.value) ?? content;
}

function parseJson(body: string): Result<unknown, undefined> {
  try {
    return success(JSON.parse(body));
  } catch {
    return failure(undefined);
  }
}

function hiddenProblem(
  request: CloudRequest<unknown>,
  { response, secret, readProblem }: GoodAnswer,
  content: unknown,
) {
  const problem = readProblem(content, request.sentSerials ?? []);
  if (!problem) return undefined;
  return failure<CloudFailure>({
    kind: 'malformed',
    status: response.status,
    detail: safeDetail(problem.detail || 'An error came with a good status.', secret),
    ...present({ code: problem.code && safeDetail(problem.code, secret) }),
  });
}

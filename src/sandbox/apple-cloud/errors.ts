import { uuidOf } from '../../core/chance.ts';
import { emptyAnswer, jsonAnswer, Refusal, type SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';

export interface AppleError {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly source?: { readonly pointer: string } | { readonly parameter: string };
}

/** An error body as Apple's API documents it (docs/protocol/apple-business.md#errors). */
export function appleErrors(
  world: World,
  errors: readonly [AppleError, ...AppleError[]],
  headers: Readonly<Record<string, string>> = {},
): SimulatedAnswer {
  const listed = errors.map(({ status, ...rest }) => ({
    id: uuidOf(world.seed, `apple-error/${world.count('appleError')}`),
    status: String(status),
    ...rest,
  }));
  return jsonAnswer(errors[0].status, { errors: listed }, headers);
}

export function notFound(world: World, type: string, id: string): Refusal {
  return refusal(world, {
    status: 404,
    code: 'NOT_FOUND',
    title: "The specified resource doesn't exist",
    detail: `There is no resource of type '${type}' with id '${id}'`,
  });
}

export function badParameter(world: World, parameter: string, detail: string): Refusal {
  return refusal(world, {
    status: 400,
    code: 'PARAMETER_ERROR.INVALID',
    title: 'A parameter has an invalid value',
    detail,
    source: { parameter },
  });
}

export function refusal(world: World, error: AppleError): Refusal {
  return new Refusal(appleErrors(world, [error]));
}

export function tooManyRequests(world: World, waitMilliseconds: number): SimulatedAnswer {
  const error = {
    status: 429,
    code: 'RATE_LIMIT_EXCEEDED',
    title: 'Too Many Requests',
    detail: 'The number of requests for this organization is used up for now.',
  };
  const seconds = Math.max(1, Math.ceil(waitMilliseconds / 1_000));
  return appleErrors(world, [error], { 'Retry-After': String(seconds) });
}

/** Apple answers 406 with no JSON at all when `Accept` is missing. */
export const notAcceptable: SimulatedAnswer = emptyAnswer(406);

import { uuidOf } from '../../core/chance.ts';
import { jsonAnswer, Refusal, type SimulatedAnswer } from '../http/exchange.ts';
import type { SimulatedRequest } from '../http/exchange.ts';
import type { World } from '../world/world.ts';

export const GRAPH_BASE = 'https://graph.microsoft.com';

/** A call to Graph, alone or as one item of a batch. */
export interface GraphRequest {
  readonly version: 'v1.0' | 'beta';
  readonly method: SimulatedRequest['method'];
  /** Without host and version, such as `deviceManagement/managedDevices`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly requestId: string;
  readonly clientRequestId: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Reads version, path and query; null when the path does not begin with a version of Graph. */
export function readGraphRequest(
  world: World,
  request: Pick<SimulatedRequest, 'method' | 'url' | 'headers' | 'body'>,
): GraphRequest | null {
  const found = /^\/(v1\.0|beta)\/(.+)$/.exec(decodeURIComponent(request.url.pathname));
  if (!found) return null;
  const requestId = uuidOf(world.seed, `graph-request/${world.count('graphRequest')}`);
  return {
    version: found[1] === 'beta' ? 'beta' : 'v1.0',
    method: request.method,
    path: found[2] ?? '',
    query: request.url.searchParams,
    body: request.body,
    requestId,
    clientRequestId: request.headers.get('client-request-id') ?? requestId,
    headers: request.headers,
  };
}

/** An error body as Graph documents it; `code` is the only thing to branch on. */
export function graphError(
  world: World,
  request: Pick<GraphRequest, 'requestId' | 'clientRequestId'>,
  error: { readonly status: number; readonly code: string; readonly message: string },
  headers: Readonly<Record<string, string>> = {},
): SimulatedAnswer {
  const innerError = {
    date: new Date(world.now()).toISOString().slice(0, 19),
    'request-id': request.requestId,
    'client-request-id': request.clientRequestId,
  };
  const { status, code, message } = error;
  return jsonAnswer(status, { error: { code, message, innerError } }, headers);
}

/** Intune wraps its own words into a text with an activity id (docs/protocol/intune.md#errors). */
export function intuneMessage(words: string, { requestId }: GraphRequest): string {
  const message = `${words} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: ${requestId}`;
  return JSON.stringify({ _version: 3, Message: message });
}

export function badRequest(world: World, request: GraphRequest, message: string): Refusal {
  return new Refusal(graphError(world, request, { status: 400, code: 'BadRequest', message }));
}

export function resourceNotFound(world: World, request: GraphRequest): Refusal {
  const message = intuneMessage('An error has occurred', request);
  return new Refusal(
    graphError(world, request, { status: 404, code: 'ResourceNotFound', message }),
  );
}

export function tooManyGraphRequests(
  world: World,
  request: GraphRequest,
  wait: number,
): SimulatedAnswer {
  const error = { status: 429, code: 'TooManyRequests', message: 'Please retry again later.' };
  // Graph's own sample has a fraction of a second in it.
  return graphError(world, request, error, { 'Retry-After': (wait / 1_000 + 0.128).toFixed(3) });
}

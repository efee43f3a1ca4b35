import {
  jsonAnswer,
  readJson,
  type SimulatedAnswer,
  type SimulatedRequest,
} from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { badRequest, GRAPH_BASE, readGraphRequest, type GraphRequest } from './graph-request.ts';

/** Graph takes this many requests in one batch. */
const HIGHEST = 20;

interface BatchItem {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly url?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Up to 20 requests of one version; the outer answer is 200, each item has its own status. */
export function answerBatch(
  world: World,
  outer: GraphRequest,
  answer: (request: GraphRequest) => SimulatedAnswer,
): SimulatedAnswer {
  const { requests } = (readJson(outer.body) ?? {}) as { requests?: readonly BatchItem[] };
  if (!Array.isArray(requests)) throw badRequest(world, outer, 'Invalid batch payload format.');
  if (requests.length > HIGHEST) {
    throw badRequest(
      world,
      outer,
      `Number of batch request steps exceeds the maximum value of ${HIGHEST}.`,
    );
  }
  const ids = requests.map((item: BatchItem) => item.id);
  if (new Set(ids).size < ids.length)
    throw badRequest(world, outer, 'Duplicate request id in the batch.');
  const responses = requests.map((item: BatchItem) => {
    const { status, headers, body } = answer(innerRequest(world, outer, item));
    // What is no JSON, such as the page of a gateway, comes as a text.
    const content: unknown = body === '' ? undefined : (readJson(body) ?? body);
    return { id: String(item.id), status, headers, ...(content ? { body: content } : {}) };
  });
  return jsonAnswer(200, { responses });
}

function innerRequest(world: World, outer: GraphRequest, item: BatchItem): GraphRequest {
  const path = String(item.url).replace(/^\//, '');
  const url = new URL(`${GRAPH_BASE}/${outer.version}/${path}`);
  const headers = new Map([['client-request-id', outer.clientRequestId]]);
  const method = String(item.method) as SimulatedRequest['method'];
  const body = item.body === undefined ? '' : JSON.stringify(item.body);
  const inner = readGraphRequest(world, { method, url, headers, body });
  if (!inner) throw badRequest(world, outer, `Invalid url in request '${String(item.id)}'.`);
  return inner;
}

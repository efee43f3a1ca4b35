import { z } from 'zod';
import { success } from '../../../core/result.ts';
import type { CallOptions, Answer, Page } from '../http/cloud-failure.ts';
import type { CloudRequest, Exchange } from '../http/exchange.ts';
import { readRows } from '../http/paging.ts';
import type { Purpose } from '../quota/limiter.ts';
import { pageSchema } from './shapes.ts';

/** Microsoft Graph of one tenant. Enrollment programs exist in beta only (docs/protocol/intune.md#versions). */
export interface Graph {
  readonly exchange: Exchange;
  readonly beta: string;
  readonly v1: string;
}

interface PageRequest<Row> {
  readonly url: string;
  readonly readRow: (row: unknown) => Row | undefined;
  /** `list` when nobody says. */
  readonly purpose?: Purpose;
  readonly isExtra?: boolean;
}

/** One page of a collection; rows that cannot be read are left out. */
export async function readPage<Row>(
  graph: Graph,
  { url, readRow, purpose = 'list', isExtra = false }: PageRequest<Row>,
  options?: CallOptions,
): Promise<Answer<Page<Row>>> {
  const answer = await graph.exchange.send({ ...get(url, pageSchema, options), purpose, isExtra });
  if (!answer.ok) return answer;
  const { value: data, '@odata.nextLink': next } = answer.value.value;
  const rows = await readRows(data, readRow);
  return success({ ...answer.value, value: { rows, ...(next !== undefined && { next }) } });
}

export function get<T>(url: string, schema: z.ZodType<T>, options?: CallOptions): CloudRequest<T> {
  return { method: 'GET', url, kind: 'read', schema, options };
}

/** An action that is answered with 204 and nothing. */
export function act(url: string, body: unknown, options?: CallOptions): CloudRequest<undefined> {
  const schema = z
    .unknown()
    .optional()
    .transform(() => undefined);
  const content = body === undefined ? {} : { body };
  return { method: 'POST', url, kind: 'write', purpose: 'work', schema, options, ...content };
}

/** An action without a body that is answered with something. */
export function ask<T>(url: string, schema: z.ZodType<T>, options?: CallOptions): CloudRequest<T> {
  return { method: 'POST', url, kind: 'write', schema, options };
}

import type { SimulatedRequest } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { badParameter } from './errors.ts';

const DEFAULT_LIMIT = 100;
const HIGHEST_LIMIT = 1_000;

/** One page of a list in Apple's envelope: `links.next` and `meta.paging.nextCursor` until the end. */
export function pageOf<T>(
  world: World,
  request: SimulatedRequest,
  rows: readonly T[],
  show: (row: T) => unknown,
) {
  const limit = readLimit(world, request);
  const offset = readCursor(world, request);
  const end = offset + limit;
  const next = end < rows.length ? makeCursor(end) : undefined;
  const self = request.url.href;
  return {
    data: rows.slice(offset, end).map(show),
    links: { self, ...(next ? { next: withCursor(request.url, next) } : {}) },
    meta: { paging: { limit, ...(next ? { nextCursor: next } : {}) } },
  };
}

function readLimit(world: World, { url }: SimulatedRequest): number {
  const text = url.searchParams.get('limit');
  if (text === null) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= HIGHEST_LIMIT) return limit;
  throw badParameter(
    world,
    'limit',
    `'${text}' is not a valid limit; it is 1 to ${HIGHEST_LIMIT}.`,
  );
}

function readCursor(world: World, { url }: SimulatedRequest): number {
  const text = url.searchParams.get('cursor');
  if (text === null) return 0;
  const decoded = /^0:(\d+):page$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (!decoded) throw badParameter(world, 'cursor', `'${text}' is not a valid cursor.`);
  return Number(decoded[1]);
}

function makeCursor(offset: number): string {
  return Buffer.from(`0:${offset}:page`, 'latin1').toString('base64url');
}

function withCursor(url: URL, cursor: string): string {
  const next = new URL(url);
  next.searchParams.set('cursor', cursor);
  return next.href;
}

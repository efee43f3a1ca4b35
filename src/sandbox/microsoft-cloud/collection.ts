import { jsonAnswer, type SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { readFilter, type Row } from './filter.ts';
import { badRequest, GRAPH_BASE, type GraphRequest } from './graph-request.ts';

export interface Collection {
  /** What stands behind `$metadata#`. */
  readonly context: string;
  readonly rows: readonly Row[];
  readonly filterable: readonly string[];
  /** Known to `$filter` alone. */
  readonly hidden?: readonly string[];
  readonly defaultPage: number;
  readonly highestPage: number;
}

/** One page of a collection as Graph answers it: `$filter`, `$top`, `$count`, `$select`, `@odata.nextLink`. */
export function collectionAnswer(
  world: World,
  request: GraphRequest,
  collection: Collection,
): SimulatedAnswer {
  const rows = filtered(world, request, collection);
  const size = pageSize(world, request, collection);
  const offset = Number(/^page-(\d+)$/.exec(request.query.get('$skiptoken') ?? 'page-0')?.[1] ?? 0);
  const end = offset + size;
  return jsonAnswer(200, {
    '@odata.context': contextOf(request, collection.context),
    ...(request.query.get('$count') === 'true' ? { '@odata.count': rows.length } : {}),
    ...(end < rows.length ? { '@odata.nextLink': nextLink(request, end) } : {}),
    value: rows
      .slice(offset, end)
      .map((row) => selected(visible(row, collection.hidden ?? []), request)),
  });
}

/** One entity as Graph answers it. */
export function entityAnswer(request: GraphRequest, context: string, row: Row): SimulatedAnswer {
  const entity = { '@odata.context': contextOf(request, `${context}/$entity`) };
  return jsonAnswer(200, { ...entity, ...selected(row, request) });
}

function contextOf({ version }: GraphRequest, context: string): string {
  return `${GRAPH_BASE}/${version}/$metadata#${context}`;
}

function filtered(world: World, request: GraphRequest, collection: Collection): readonly Row[] {
  const text = request.query.get('$filter');
  if (text === null) return collection.rows;
  const test = readFilter(text, collection.filterable);
  if (!test) throw badRequest(world, request, `Invalid filter clause: ${text.slice(0, 100)}`);
  return collection.rows.filter(test);
}

/** A `$top` that is too high is cut to what the collection gives at once. */
function pageSize(world: World, request: GraphRequest, collection: Collection): number {
  const text = request.query.get('$top');
  if (text === null) return collection.defaultPage;
  const top = Number(text);
  if (!Number.isInteger(top) || top < 1) {
    throw badRequest(world, request, `Invalid value '${text}' for $top.`);
  }
  return Math.min(top, collection.highestPage);
}

function nextLink({ version, path, query }: GraphRequest, offset: number): string {
  const next = new URL(`${GRAPH_BASE}/${version}/${path}`);
  for (const [name, value] of query) next.searchParams.set(name, value);
  next.searchParams.set('$skiptoken', `page-${offset}`);
  return next.href;
}

function visible(row: Row, hidden: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)));
}

/** `id` and what OData adds always stay. */
function selected(row: Row, { query }: GraphRequest): Row {
  const names = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (!names) return row;
  const isWanted = (name: string) =>
    name === 'id' || name.startsWith('@odata.') || names.includes(name);
  return Object.fromEntries(Object.entries(row).filter(([name]) => isWanted(name)));
}

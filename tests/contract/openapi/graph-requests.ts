import type { Ajv } from 'ajv';
import {
  itemSchema,
  propertiesOf,
  templateOf,
  type Description,
  type Operation,
  type Schema,
} from './description.ts';

/** A request as it goes over the wire. */
export interface GraphCall {
  readonly method: string;
  /** With query; of any host. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Beyond what the description names. Graph makes `$skiptoken` itself, `client-request-id` names a call for the support
 * (docs/protocol/intune.md#errors), the others are docs/protocol/intune.md#multi-admin-approval.
 */
const EVERYWHERE = {
  query: ['$skiptoken'],
  headers: ['client-request-id', 'x-msft-approval-justification', 'x-msft-approval-code'],
};
/** HTTP's own. */
const USUAL = ['authorization', 'accept', 'content-type'];

export function requestFaultsOf(description: Description, ajv: Ajv, call: GraphCall): string[] {
  const { pathname, searchParams } = new URL(call.url);
  const path = templateOf(description, call.method, decodeURIComponent(pathname));
  if (path === undefined) return [`${call.method} ${pathname} is not described`];
  const operation = description.paths[path]?.[call.method.toLowerCase()] as Operation;
  return [
    ...queryFaults(description, operation, searchParams),
    ...headerFaults(call.headers),
    ...bodyFaults(description, ajv, operation, call.body),
  ];
}

function queryFaults(
  description: Description,
  operation: Operation,
  query: URLSearchParams,
): string[] {
  const declared = parametersOf(description, operation, 'query');
  const unknown = [...query.keys()].filter(
    (name) => !declared.includes(name) && !EVERYWHERE.query.includes(name),
  );
  return [
    ...unknown.map((name) => `query option ${name} is not described`),
    ...selectFaults(description, operation, query.get('$select')),
  ];
}

/** A property that does not exist is refused by Graph, for the whole request. */
function selectFaults(
  description: Description,
  operation: Operation,
  select: string | null,
): string[] {
  const schema = operation.responses['200']?.content?.['application/json'].schema.$ref;
  if (select === null || schema === undefined) return [];
  const known = propertiesOf(description, itemSchema(description, schema));
  const missing = select.split(',').filter((name) => !known.has(name));
  return missing.map((name) => `selected property ${name} is unknown`);
}

function headerFaults(headers: Readonly<Record<string, string>>): string[] {
  const known = [...USUAL, ...EVERYWHERE.headers];
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const unknown = names.filter((name) => !known.includes(name));
  const id = headers['client-request-id'];
  const isTraced = id === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  return [
    ...unknown.map((name) => `header ${name} is not described`),
    ...(isTraced ? [] : ['client-request-id is no UUID']),
  ];
}

function bodyFaults(
  description: Description,
  ajv: Ajv,
  { requestBody }: Operation,
  body: unknown,
): string[] {
  const schema = requestBody?.content['application/json'].schema;
  if (!schema) return body === undefined ? [] : ['a body is not described'];
  const validate = ajv.compile(absolute(schema));
  const faults = validate(body) ? [] : (validate.errors ?? []);
  return [
    ...faults.map(({ instancePath, message }) => `body${instancePath} ${message}`),
    ...unknownIn(description, schema, body),
  ];
}

function unknownIn(description: Description, schema: Schema, body: unknown): string[] {
  const known = schema.$ref
    ? propertiesOf(description, schema.$ref)
    : new Set(Object.keys(schema.properties ?? {}));
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  return names.filter((name) => !known.has(name)).map((name) => `body property ${name} is unknown`);
}

/** References as they are found from outside of the document. */
function absolute(schema: Schema): Schema {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"graph#');
  return JSON.parse(text) as Schema;
}

function parametersOf(description: Description, operation: Operation, place: string): string[] {
  const all = (operation.parameters ?? []).map((parameter) => {
    const shared = parameter.$ref?.split('/').at(-1);
    return shared ? description.components.parameters?.[shared] : parameter;
  });
  return all.flatMap((parameter) => (parameter?.in === place ? (parameter.name ?? []) : []));
}

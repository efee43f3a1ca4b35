import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import {
  itemSchema,
  operationsOf,
  propertiesOf,
  readDescription,
  SCHEMAS,
  templateOf,
  type Description,
  type Response,
} from './description.ts';
import { requestFaultsOf, type GraphCall } from './graph-requests.ts';

/** Checks requests to Graph and answers of it against Microsoft's published description of them. */
export interface GraphSchema {
  readonly operations: readonly { readonly method: string; readonly path: string }[];
  /** The path with placeholders that this one fits. */
  templateOf(method: string, path: string): string | undefined;
  /** What is wrong with this answer; empty when it is as described. Unknown properties are wrong as well. */
  faults(call: { method: string; path: string; status: number; body: unknown }): string[];
  /** What is wrong with this request: unknown calls, query options, headers, and what stands in the body. */
  requestFaults(call: GraphCall): string[];
}

export function readGraphSchema(): GraphSchema {
  const description = readDescription();
  const ajv = new Ajv({ strict: false, allErrors: true, discriminator: false });
  formats(ajv);
  ajv.addSchema(withNullInEnums(description) as AnySchema, 'graph');
  return {
    operations: operationsOf(description),
    templateOf: (method, path) => templateOf(description, method, path),
    faults: (call) => faultsOf(description, ajv, call),
    requestFaults: (call) => requestFaultsOf(description, ajv, call),
  };
}

function faultsOf(
  description: Description,
  ajv: Ajv,
  call: { method: string; path: string; status: number; body: unknown },
): string[] {
  const response = responseOf(description, call);
  if (!response) return [`status ${call.status} is not described`];
  const schema = response.content?.['application/json'].schema.$ref;
  if (!schema) return call.body === undefined ? [] : ['a body is not described'];
  return bodyFaults(description, ajv, schema, call.body);
}

function bodyFaults(description: Description, ajv: Ajv, schema: string, body: unknown): string[] {
  const unknown = unknownProperties(description, schema, body);
  const derived = entitiesOf(body).flatMap((entity) => {
    const own = derivedSchema(entity);
    return own
      ? [...shapeFaults(ajv, own, entity), ...unknownProperties(description, own, entity)]
      : [];
  });
  return [...shapeFaults(ajv, schema, body), ...unknown, ...derived];
}

function shapeFaults(ajv: Ajv, schema: string, value: unknown): string[] {
  const validate = ajv.getSchema(`graph${schema}`) as ValidateFunction;
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** OpenAPI 3.0 allows null beside an enumeration by `nullable` alone; JSON Schema wants it in the list. */
function withNullInEnums(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNullInEnums);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, withNullInEnums(inner)] as const,
  );
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  delete copy['discriminator'];
  if (copy['nullable'] === true && Array.isArray(copy['enum']))
    copy['enum'] = (copy['enum'] as unknown[]).concat(null);
  return copy;
}

function responseOf(
  description: Description,
  call: { method: string; path: string; status: number },
): Response | undefined {
  const responses = description.paths[call.path]?.[call.method.toLowerCase()]?.responses;
  const found = responses?.[call.status] ?? responses?.[`${Math.floor(call.status / 100)}XX`];
  const shared = found?.$ref?.split('/').at(-1);
  return shared ? description.components.responses?.[shared] : found;
}

function entitiesOf(body: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof body !== 'object' || body === null) return [];
  const { value } = body as { value?: unknown };
  return (Array.isArray(value) ? value : [body]) as Readonly<Record<string, unknown>>[];
}

function derivedSchema(entity: Readonly<Record<string, unknown>>): string | undefined {
  const type = entity['@odata.type'];
  return typeof type === 'string' ? `${SCHEMAS}${type.slice(1)}` : undefined;
}

/** A misspelt property is valid JSON Schema, and wrong all the same. */
function unknownProperties(description: Description, schema: string, body: unknown): string[] {
  const item = itemSchema(description, schema);
  const isChecked = (entity: Readonly<Record<string, unknown>>) =>
    [undefined, item].includes(derivedSchema(entity));
  const known = propertiesOf(description, item);
  return entitiesOf(body)
    .filter(isChecked)
    .flatMap((entity) => Object.keys(entity))
    .filter((name) => !name.startsWith('@odata.') && !known.has(name))
    .map((name) => `property ${name} is unknown`);
}

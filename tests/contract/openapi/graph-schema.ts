import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Response>>;
}
interface Response {
  readonly $ref?: string;
  readonly content?: { readonly 'application/json': { readonly schema: Schema } };
}
interface Schema {
  readonly [key: string]: unknown;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const FILE = new URL('./msgraph-intune-ade.openapi.json', import.meta.url);
const SCHEMAS = '#/components/schemas/';

/** Checks answers of Graph against Microsoft's published description of them. */
export interface GraphSchema {
  readonly operations: readonly { readonly method: string; readonly path: string }[];
  /** What is wrong with this answer; empty when it is as described. Unknown properties are wrong as well. */
  faults(call: { method: string; path: string; status: number; body: unknown }): string[];
}

export function readGraphSchema(): GraphSchema {
  const document = JSON.parse(readFileSync(FILE, 'utf8')) as Document;
  const ajv = new Ajv({ strict: false, allErrors: true, discriminator: false });
  formats(ajv);
  ajv.addSchema(withNullInEnums(document) as AnySchema, 'graph');
  return {
    operations: Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).flatMap((method) =>
        method === 'parameters' ? [] : [{ method: method.toUpperCase(), path }],
      ),
    ),
    faults: (call) => faultsOf(document, ajv, call),
  };
}

function faultsOf(
  document: Document,
  ajv: Ajv,
  call: { method: string; path: string; status: number; body: unknown },
): string[] {
  const response = responseOf(document, call);
  if (!response) return [`status ${call.status} is not described`];
  const schema = response.content?.['application/json'].schema.$ref;
  if (!schema) return call.body === undefined ? [] : ['a body is not described'];
  return bodyFaults(document, ajv, schema, call.body);
}

function bodyFaults(document: Document, ajv: Ajv, schema: string, body: unknown): string[] {
  const unknown = unknownProperties(document, schema, body);
  const derived = entitiesOf(body).flatMap((entity) => {
    const own = derivedSchema(entity);
    return own
      ? [...shapeFaults(ajv, own, entity), ...unknownProperties(document, own, entity)]
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
  document: Document,
  call: { method: string; path: string; status: number },
): Response | undefined {
  const responses = document.paths[call.path]?.[call.method.toLowerCase()]?.responses;
  const found = responses?.[call.status] ?? responses?.[`${Math.floor(call.status / 100)}XX`];
  const shared = found?.$ref?.split('/').at(-1);
  if (!shared) return found;
  const { responses: all } = document.components as unknown as {
    responses: Record<string, Response>;
  };
  return all[shared];
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
function unknownProperties(document: Document, schema: string, body: unknown): string[] {
  const item = itemSchema(document, schema);
  const isChecked = (entity: Readonly<Record<string, unknown>>) =>
    [undefined, item].includes(derivedSchema(entity));
  const known = propertiesOf(document, item);
  return entitiesOf(body)
    .filter(isChecked)
    .flatMap((entity) => Object.keys(entity))
    .filter((name) => !name.startsWith('@odata.') && !known.has(name))
    .map((name) => `property ${name} is unknown`);
}

/** For a collection the schema of its rows, otherwise the schema itself. */
function itemSchema(document: Document, schema: string): string {
  const parts = resolve(document, schema)?.allOf ?? [];
  const value = parts.map((part) => part.properties?.['value']).find((each) => each !== undefined);
  const items = value?.['items'] as Schema | undefined;
  return items?.$ref ?? schema;
}

function propertiesOf(document: Document, schema: string): Set<string> {
  const found = resolve(document, schema);
  const parts = found?.allOf ?? (found ? [found] : []);
  return new Set(
    parts.flatMap((part) =>
      part.$ref ? [...propertiesOf(document, part.$ref)] : Object.keys(part.properties ?? {}),
    ),
  );
}

function resolve(document: Document, reference: string): Schema | undefined {
  return document.components.schemas[reference.slice(SCHEMAS.length)];
}

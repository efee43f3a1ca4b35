import { readFileSync } from 'node:fs';

/** An OpenAPI document, as far as it is looked at. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly responses?: Readonly<Record<string, Response>>;
  };
}
export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}
export interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
}
export interface Response {
  readonly $ref?: string;
  readonly content?: Content;
}
interface Content {
  readonly 'application/json': { readonly schema: Schema };
}
export interface Schema {
  readonly [key: string]: unknown;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

export const SCHEMAS = '#/components/schemas/';

/** Microsoft's description, and ours of what it lacks. */
export function readDescription(): Description {
  const converted = readFile('./msgraph-intune-ade.openapi.json');
  const own = readFile('./additions.openapi.json');
  return {
    paths: { ...converted.paths, ...own.paths },
    components: {
      ...converted.components,
      schemas: { ...converted.components.schemas, ...own.components.schemas },
    },
  };
}

/** Every operation with its method in capitals. */
export function operationsOf({ paths }: Description) {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).flatMap((method) =>
      method === 'parameters' ? [] : [{ method: method.toUpperCase(), path }],
    ),
  );
}

/** The path template that this address fits; the one with the fewest placeholders where there are several. */
export function templateOf(description: Description, method: string, path: string) {
  const fitting = operationsOf(description).filter(
    (each) => each.method === method && patternOf(each.path).test(path),
  );
  const placeholders = (text: string) => text.split('{').length;
  return fitting.toSorted((one, other) => placeholders(one.path) - placeholders(other.path))[0]
    ?.path;
}

export function resolve(description: Description, reference: string): Schema | undefined {
  return description.components.schemas[reference.slice(SCHEMAS.length)];
}

/** Names of all properties, inherited ones included. */
export function propertiesOf(description: Description, schema: string): Set<string> {
  const found = resolve(description, schema);
  const parts = found?.allOf ?? (found ? [found] : []);
  return new Set(
    parts.flatMap((part) =>
      part.$ref ? [...propertiesOf(description, part.$ref)] : Object.keys(part.properties ?? {}),
    ),
  );
}

/** For a collection the schema of its rows, otherwise the schema itself. */
export function itemSchema(description: Description, schema: string): string {
  const parts = resolve(description, schema)?.allOf ?? [];
  const value = parts.map((part) => part.properties?.['value']).find((each) => each !== undefined);
  const items = value?.['items'] as Schema | undefined;
  return items?.$ref ?? schema;
}

function readFile(name: string): Description {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as Description;
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.$()]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

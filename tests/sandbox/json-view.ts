/** JSON of an answer as a test looks at it: by paths such as `data/0/attributes/status`. */
export interface JsonView {
  readonly value: unknown;
  /** What stands there, or undefined. */
  at(path: string): unknown;
  /** The text that stands there; anything else fails the test. */
  text(path: string): string;
  /** The rows of the array that stands there; anything else fails the test. */
  rows(path: string): readonly JsonView[];
  /** The same view of what stands there. */
  in(path: string): JsonView;
  /** The names of what stands there, sorted. */
  names(path: string): string[];
}

export function viewJson(value: unknown): JsonView {
  const at = (path: string) => path.split('/').reduce(step, value);
  return {
    value,
    at,
    text(path) {
      const found = at(path);
      if (typeof found !== 'string') throw new TypeError(`${path} is not a text: ${String(found)}`);
      return found;
    },
    rows(path) {
      const found = at(path);
      if (!Array.isArray(found)) throw new TypeError(`${path} is not a list: ${String(found)}`);
      return found.map(viewJson);
    },
    in: (path) => viewJson(at(path)),
    names: (path) => Object.keys(at(path) ?? {}).toSorted((one, other) => one.localeCompare(other)),
  };
}

function step(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null
    ? (node as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** A row of a collection as it goes over the wire. */
export type Row = Readonly<Record<string, unknown>>;
type Test = (row: Row) => boolean;

const CALL = /^(contains|startswith)\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)/;
const COMPARISON = /^(\w+)\s+(eq|ne|gt|ge|lt|le)\s+('(?:[^']|'')*'|[^\s)]+)/;
const LINK = /^\s+(and|or)\s+/;

/**
 * The part of OData's `$filter` that Intune is known to understand: comparisons and `contains` on `fields`, joined
 * by `and` and `or` without brackets. Null for everything else.
 */
export function readFilter(text: string, fields: readonly string[]): Test | null {
  const alternatives: Test[][] = [[]];
  let rest = text.trim();
  for (;;) {
    const condition = readCondition(rest, fields);
    if (!condition) return null;
    alternatives.at(-1)?.push(condition.test);
    rest = rest.slice(condition.length);
    if (rest.trim() === '') break;
    const link = LINK.exec(rest);
    if (!link) return null;
    if (link[1] === 'or') alternatives.push([]);
    rest = rest.slice(link[0].length);
  }
  return (row) => alternatives.some((tests) => tests.every((test) => test(row)));
}

interface Condition {
  readonly test: Test;
  readonly length: number;
}

function readCondition(text: string, fields: readonly string[]): Condition | null {
  const call = CALL.exec(text);
  if (call) {
    const [whole, name, field = '', part = ''] = call;
    if (!fields.includes(field)) return null;
    const wanted = part.replaceAll("''", "'");
    const test: Test = (row) => {
      const value = textOf(row[field]);
      return name === 'contains' ? value.includes(wanted) : value.startsWith(wanted);
    };
    return { test, length: whole.length };
  }
  const comparison = COMPARISON.exec(text);
  if (!comparison) return null;
  const [whole, field = '', operator = '', literal = ''] = comparison;
  if (!fields.includes(field)) return null;
  return { test: (row) => holds(row[field], operator, readLiteral(literal)), length: whole.length };
}

function readLiteral(literal: string): unknown {
  if (literal.startsWith("'")) return literal.slice(1, -1).replaceAll("''", "'");
  if (literal === 'null') return null;
  if (literal === 'true' || literal === 'false') return literal === 'true';
  return literal;
}

function holds(value: unknown, operator: string, wanted: unknown): boolean {
  if (operator === 'eq') return value === wanted;
  if (operator === 'ne') return value !== wanted;
  const difference = Date.parse(textOf(value)) - Date.parse(textOf(wanted));
  if (operator === 'gt') return difference > 0;
  if (operator === 'ge') return difference >= 0;
  return operator === 'lt' ? difference < 0 : difference <= 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

import { headOf, type ObjectHead, type Table, tableOf } from './binary-table.ts';
import { caps } from './caps.ts';
import { Refusal } from './refusal.ts';

/** What an object stands for, once every reference in it is followed. */
interface Cost {
  readonly nodes: number;
  readonly bytes: number;
  readonly height: number;
}

/**
 * Checks a binary list before anybody reads it: every offset and length lies inside, and what the list stands for – not
 * what it is made of – stays within the caps. References may be shared, so that a few hundred bytes can stand for
 * billions of values, and may lead back to where they came from: each object is therefore counted once, and its cost
 * is added wherever it is named.
 */
export function checkBinary(bytes: Buffer): void {
  const table = tableOf(bytes);
  const costs = new Map<number, Cost | 'open'>();
  const costOf = (index: number, depth: number): Cost => {
    if (depth > caps.depth + 1) throw new Refusal('too deep');
    const known = costs.get(index);
    if (known === 'open') throw new Refusal('a list in itself');
    if (known !== undefined) return known;
    costs.set(index, 'open');
    const cost = sumOf(headOf(table, index), (inner) => costOf(inner, depth + 1));
    costs.set(index, cost);
    return cost;
  };
  costOf(table.top, 0);
  checkKeys(table, costs.keys());
}

function sumOf(head: ObjectHead, costOf: (index: number) => Cost): Cost {
  let [nodes, bytes, height] = [1, head.bytes, 0];
  for (const index of head.references) {
    const inner = costOf(index);
    nodes += inner.nodes;
    bytes += inner.bytes;
    height = Math.max(height, inner.height);
    if (nodes > caps.nodes) throw new Refusal('too many values');
    if (bytes > caps.binaryBytes) throw new Refusal('too long when unfolded');
  }
  if (head.references.length > 0) height += 1;
  if (height > caps.depth) throw new Refusal('too deep');
  return { nodes, bytes, height };
}

// A key that is no text would be turned into one.
function checkKeys(table: Table, seen: Iterable<number>): void {
  for (const index of seen) {
    const { kind, references } = headOf(table, index);
    if (kind !== 'dict') continue;
    const keys = references.slice(0, references.length / 2);
    if (keys.some((key) => headOf(table, key).kind !== 'text'))
      throw new Refusal('a key that is no text');
  }
}

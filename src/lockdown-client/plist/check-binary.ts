import { headOf, type ObjectHead, tableOf } from './binary-table.ts';
import { caps } from './caps.ts';
import { Refusal } from './refusal.ts';

/** What an object stands for, once every reference in it is followed. */
interface Cost {
  readonly kind: ObjectHead['kind'];
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
    const known = costs.get(index);
    if (known === 'open') throw new Refusal('a list in itself');
    if (known !== undefined) return known;
    if (depth > caps.depth + 1) throw new Refusal('too deep');
    costs.set(index, 'open');
    const cost = sumOf(headOf(table, index), (inner) => costOf(inner, depth + 1));
    costs.set(index, cost);
    return cost;
  };
  costOf(table.top, 0);
}

function sumOf(
  { kind, bytes: own, references }: ObjectHead,
  costOf: (index: number) => Cost,
): Cost {
  let [nodes, bytes, height] = [1, own, 0];
  const keys = kind === 'dict' ? references.length / 2 : 0;
  for (const [place, index] of references.entries()) {
    const inner = costOf(index);
    // A key that is no text would be turned into one.
    if (place < keys && inner.kind !== 'text') throw new Refusal('a key that is no text');
    nodes += inner.nodes;
    bytes += inner.bytes;
    height = Math.max(height, inner.height + 1);
    if (nodes > caps.nodes) throw new Refusal('too many values');
    if (bytes > caps.binaryBytes) throw new Refusal('too long when unfolded');
  }
  if (height > caps.depth) throw new Refusal('too deep');
  return { kind, nodes, bytes, height };
}

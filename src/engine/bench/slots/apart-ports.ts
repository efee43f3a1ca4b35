import { canBeHalves } from './socket-halves.ts';

type Pair = readonly [string, string];

/** Ports that were occupied at once, as far as anybody could take them for the halves of one socket. */
export interface ApartPorts {
  /** True when one of these was not known to be apart. */
  add(port: string, others: readonly string[]): boolean;
  has(one: string, other: string): boolean;
  /** The pairs of which both are among these. */
  among(ports: ReadonlySet<string>): Pair[];
}

export function createApartPorts(kept: readonly Pair[]): ApartPorts {
  const pairs = new Map<string, Pair>();
  const keyOf = (pair: Pair) => JSON.stringify(pair.toSorted());
  for (const pair of kept) pairs.set(keyOf(pair), pair);
  return {
    add(port, others) {
      const before = pairs.size;
      for (const other of others) {
        if (canBeHalves(port, other)) pairs.set(keyOf([port, other]), [port, other]);
      }
      return pairs.size > before;
    },
    has: (one, other) => pairs.has(keyOf([one, other])),
    among: (ports) => [...pairs.values()].filter((pair) => pair.every((port) => ports.has(port))),
  };
}

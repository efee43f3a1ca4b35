/** How long one piece of work may hold the event loop; a checkpoint of SQLite may come on top. */
const TURN_MS = 4;
const SMALLEST = 16;
const LARGEST = 500;

/**
 * Does `work` over all items in slices, giving the event loop a turn between them. The size of the slices
 * follows how long the last one took on this machine.
 */
export async function inTurns<T>(
  items: readonly T[],
  work: (slice: readonly T[]) => void,
): Promise<void> {
  let size = 50;
  for (let start = 0; start < items.length;) {
    const slice = items.slice(start, start + size);
    const began = performance.now();
    work(slice);
    start += slice.length;
    size = nextSize(size, performance.now() - began);
    await nextTurn();
  }
}

/** Lets timers, sockets and messages have their turn before going on. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function nextSize(size: number, tookMs: number): number {
  const wanted = Math.round((size * TURN_MS) / Math.max(tookMs, 0.1));
  return Math.min(LARGEST, Math.max(SMALLEST, Math.min(wanted, size * 2)));
}

import { setImmediate } from 'node:timers/promises';

/** Milliseconds that this thread has worked; what other programs do on the machine does not count. */
export function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The longest work between two turns of the event loop while `action` runs, in milliseconds. */
export async function longestTurn(action: () => Promise<unknown>): Promise<number> {
  const over = new AbortController();
  const done = action().finally(() => over.abort());
  let longest = 0;
  while (!over.signal.aborted) {
    const before = worked();
    await setImmediate();
    longest = Math.max(longest, worked() - before);
  }
  await done;
  return longest;
}

import type { Fetch, HttpRequest } from '../../../src/core/ports.ts';
import { nodeFetch } from '../../../src/engine/live-world.ts';
import type { ManualClock } from '../../../src/sandbox/manual-clock.ts';

export interface WatchedSockets {
  /** Node's fetch as the app uses it, with what patience the test has. */
  readonly fetch: Fetch;
  /** Every request that left, by the address that it was meant for. */
  readonly sent: readonly { readonly url: string; readonly request: HttpRequest }[];
  /** How many answers were a 429. */
  refusals(): number;
  /** Resolves when no answer is on its way any more, and nobody has asked anew because of one. */
  idle(): Promise<void>;
}

/** Counts what is on its way, so that a clock can stand still until real sockets have done their part. */
export function watchSockets(moved: (url: string) => string, patience?: number): WatchedSockets {
  const sent: { url: string; request: HttpRequest }[] = [];
  const open = new Set<Promise<unknown>>();
  let refusals = 0;

  async function counted<T>(promise: Promise<T>): Promise<T> {
    open.add(promise);
    try {
      return await promise;
    } finally {
      open.delete(promise);
    }
  }
  return {
    sent,
    refusals: () => refusals,
    async fetch(url, request) {
      sent.push({ url, request });
      const timeoutMs = patience ?? request.timeoutMs;
      const response = await counted(nodeFetch(moved(url), { ...request, timeoutMs }));
      const { status, headers } = response;
      if (status === 429) refusals += 1;
      return { status, headers, text: () => counted(response.text()) };
    },
    async idle() {
      do await turn();
      while (open.size > 0);
    },
  };
}

/** Lets this much time pass second by second, each time until the sockets are quiet. */
export async function passTime(
  { clock, sockets }: { readonly clock: ManualClock; readonly sockets: WatchedSockets },
  time: number,
  isDone: () => boolean = () => false,
): Promise<void> {
  const end = clock.now() + time;
  await sockets.idle();
  while (clock.now() < end && !isDone()) {
    await clock.advance(Math.min(1_000, end - clock.now()));
    await sockets.idle();
  }
}

/** A few turns of the event loop: what an answer leads to has begun by then. */
async function turn(): Promise<void> {
  for (let each = 0; each < 4; each += 1) await new Promise((next) => void setImmediate(next));
}

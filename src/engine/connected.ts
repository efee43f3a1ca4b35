import type { Connections } from '../core/connections.ts';
import type { Clouds } from './clouds/connect.ts';
import type { ConnectionStore } from './connections/connection-store.ts';
import type { Reply } from './engine.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Mirror } from './mirror/mirror.ts';

/** Everything that hangs on the connections. It is exchanged as a whole when they change. */
export interface Connected {
  readonly connections: Connections;
  /** The mirror for the answers of these clouds: it takes nothing more once it belongs to other accounts. */
  readonly mirror: Mirror;
  readonly clouds: Clouds;
  readonly jobs: Jobs;
}

export interface ConnectionHolder {
  readonly store: ConnectionStore;
  current(): Connected;
  /**
   * Keeps on disk what becomes of the connections, and connects anew; what the disk refuses leaves everything as it is.
   * `edit` is asked when its turn has come, so that of two changes at once none undoes the other.
   */
  change(edit: (known: Connections) => Connections): Promise<Reply<Connected>>;
  /** Runs now and after every change; what it gives back is called before the next one. */
  whileConnected(start: (connected: Connected) => () => Promise<void> | void): void;
  /** Ends what runs. */
  stop(): Promise<void>;
}

interface HolderOptions {
  readonly store: ConnectionStore;
  readonly connect: (connections: Connections) => Connected;
}

/** One change at a time: the work of the old connections has ended before that of the new ones begins. */
export function createConnectionHolder({ store, connect }: HolderOptions): ConnectionHolder {
  let current = connect(store.read());
  const starters: ((connected: Connected) => () => Promise<void> | void)[] = [];
  let stops: (() => Promise<void> | void)[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  async function stop(): Promise<void> {
    current.clouds.end();
    const ending = stops;
    stops = [];
    await Promise.all(ending.map(async (end) => end()));
  }
  async function reconnect(edit: (known: Connections) => Connections): Promise<Reply<Connected>> {
    const kept = store.keep(edit(current.connections));
    if (!kept.ok) return kept;
    await stop();
    if (isStopped) return { ok: true, value: current };
    current = connect(kept.value);
    stops = starters.map((start) => start(current));
    return { ok: true, value: current };
  }
  return {
    store,
    current: () => current,
    change(edit) {
      const changing = turn.then(() => reconnect(edit));
      turn = changing.catch(() => undefined);
      return changing;
    },
    whileConnected(start) {
      starters.push(start);
      stops.push(start(current));
    },
    async stop() {
      isStopped = true;
      await stop();
    },
  };
}

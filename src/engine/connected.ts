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
   * `edit` is asked when its turn has come, so that of two changes at once none undoes the other. `between` runs once
   * the change is on disk and the work of the old connections has ended, before anything asks for the new ones: the
   * place for the secrets that come and go with them.
   */
  change(
    edit: (known: Connections) => Connections,
    between?: (before: Connected) => Promise<void>,
  ): Promise<Reply<Connected>>;
  /** Runs now and after every change; what it gives back is called before the next one. */
  whileConnected(start: (connected: Connected) => () => Promise<void> | void): void;
  /** Ends what runs. */
  stop(): Promise<void>;
}

interface HolderOptions {
  readonly store: ConnectionStore;
  readonly connect: (connections: Connections) => Connected;
}

type Change = Parameters<ConnectionHolder['change']>;

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
  async function reconnect(...[edit, between]: Change): Promise<Reply<Connected>> {
    const kept = store.keep(edit(current.connections));
    if (!kept.ok) return kept;
    await stop();
    try {
      await between?.(current);
    } finally {
      // Whatever becomes of a secret, the bench must not stay without its work.
      connectAnew(kept.value);
    }
    return { ok: true, value: current };
  }
  function connectAnew(connections: Connections): void {
    if (isStopped) return;
    current = connect(connections);
    stops = starters.map((start) => start(current));
  }
  return {
    store,
    current: () => current,
    change(...asked) {
      const changing = turn.then(() => reconnect(...asked));
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

import type { Clock } from '../../../core/ports.ts';
import { SECOND, type Instant } from '../../../core/time.ts';
import type { CallOptions, Priority } from '../http/cloud-failure.ts';

/** A question that failed is not asked again sooner, however often it is asked for: quota is dearer than patience. */
const PAUSE = 10 * SECOND;

/** Says whether an answer came. */
export type AskCloud = (options: CallOptions) => Promise<boolean>;

/** One request for any number of askers; who waits at the bench pulls a background question forward. */
export interface Coalescing {
  ask(key: string, priority: Priority, run: AskCloud): Promise<void>;
}

interface Pending {
  isBench: boolean;
  readonly settled: Promise<void>;
}

export function createCoalescing(clock: Clock): Coalescing {
  const pending = new Map<string, Pending>();
  const notBefore = new Map<string, Instant>();

  async function begin(key: string, priority: () => Priority, run: AskCloud): Promise<void> {
    const wait = (notBefore.get(key) ?? 0) - clock.now();
    if (wait > 0) await clock.sleep(wait);
    notBefore.delete(key);
    const isAnswered = await run({ priority });
    if (!isAnswered) pause(key);
  }
  /** What was asked once and never again must not stay for ever; the oldest pauses come first. */
  function pause(key: string): void {
    const now = clock.now();
    for (const [other, until] of notBefore) {
      if (until > now) break;
      notBefore.delete(other);
    }
    notBefore.set(key, now + PAUSE);
  }
  return {
    ask(key, priority, run) {
      const known = pending.get(key);
      if (known) {
        known.isBench ||= priority === 'bench';
        return known.settled;
      }
      const current = (): Priority => (entry.isBench ? 'bench' : 'background');
      const settled = Promise.resolve()
        .then(() => begin(key, current, run))
        .finally(() => pending.delete(key));
      const entry: Pending = { isBench: priority === 'bench', settled };
      pending.set(key, entry);
      return settled;
    },
  };
}

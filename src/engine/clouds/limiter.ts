import type { Budget } from '../../contract/status.ts';
import type { Clock } from '../../core/ports.ts';
import type { Instant } from '../../core/time.ts';
import { createAllowance, type Allowance } from './allowance.ts';
import type { Priority } from './cloud-failure.ts';
import type { LimiterRules } from './limits.ts';

export type RequestKind = 'read' | 'write';

/** Lets requests go when the quota allows it: the bench first, then in the order of asking. */
export interface Limiter {
  /** Starts `task` when its turn has come and gives back what it gives back. */
  run<T>(
    kind: RequestKind,
    priority: Priority | (() => Priority),
    task: () => Promise<T>,
  ): Promise<T>;
  budgets(): Budget[];
  /** Nothing of this kind (default: of both) starts before that moment: the cloud said Retry-After. */
  pauseUntil(instant: Instant, kind?: RequestKind): void;
}

interface Waiting {
  readonly priority: () => Priority;
  readonly start: () => void;
}
interface Lane {
  readonly allowance: Allowance;
  waiting: Waiting[];
}

/** The windows are remembered in memory only: after a restart the first minute may meet a 429, which is honoured. */
export function createLimiter(options: {
  readonly clock: Clock;
  readonly rules: LimiterRules;
}): Limiter {
  const { clock, rules } = options;
  const lanes: Record<RequestKind, Lane> = {
    read: { allowance: createAllowance(rules.read), waiting: [] },
    write: { allowance: createAllowance(rules.write), waiting: [] },
  };
  let inFlight = 0;
  let cancelWake = (): void => undefined;

  function pump(): void {
    cancelWake();
    const moments = [...drain(lanes.write), ...drain(lanes.read)];
    if (moments.length === 0) return;
    const wait = Math.max(1, Math.min(...moments) - clock.now());
    cancelWake = clock.after(wait, pump);
  }
  /** Starts what may start; gives the moment at which this lane may go on, if only time is in the way. */
  function drain(lane: Lane): Instant[] {
    for (;;) {
      const place = nextPlace(lane.waiting);
      const next = lane.waiting[place];
      if (!next) return [];
      const reserve = next.priority() === 'bench' ? 0 : rules.reserve;
      if (inFlight >= Math.max(1, rules.inFlight - reserve)) return [];
      const freeAt = lane.allowance.freeAt(clock.now(), reserve);
      if (freeAt > clock.now()) return [freeAt];
      lane.waiting.splice(place, 1);
      lane.allowance.take(clock.now());
      next.start();
    }
  }
  function run<T>(
    kind: RequestKind,
    priority: Priority | (() => Priority),
    task: () => Promise<T>,
  ) {
    return new Promise<T>((resolve, reject) => {
      const start = (): void => {
        inFlight += 1;
        const leave = (): void => {
          inFlight -= 1;
          pump();
        };
        task().finally(leave).then(resolve, reject);
      };
      const askPriority = typeof priority === 'function' ? priority : () => priority;
      lanes[kind].waiting.push({ priority: askPriority, start });
      pump();
    });
  }
  return {
    run,
    budgets: () =>
      (['read', 'write'] as const).map((kind) => budgetOf(rules, kind, lanes[kind], clock)),
    pauseUntil(instant, kind) {
      for (const each of kind ? [kind] : (['read', 'write'] as const)) {
        lanes[each].allowance.pauseUntil(instant);
      }
      pump();
    },
  };
}

/** The first that a person waits for, else the first. */
function nextPlace(waiting: readonly Waiting[]): number {
  return Math.max(
    0,
    waiting.findIndex((one) => one.priority() === 'bench'),
  );
}

function budgetOf(rules: LimiterRules, kind: RequestKind, lane: Lane, clock: Clock): Budget {
  const now = clock.now();
  const freeAt = lane.allowance.freeAt(now, 0);
  return {
    cloud: rules.cloud,
    organizationId: rules.organizationId,
    kind,
    spent: lane.allowance.spent(now),
    limit: rules[kind].limit,
    waiting: lane.waiting.length,
    ...(freeAt > now && { nextFreeAt: freeAt }),
  };
}

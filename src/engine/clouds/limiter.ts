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
  /** `answered` gives the place in the quota its time. */
  readonly start: (answered: (at: Instant) => void) => void;
}
interface Lane {
  readonly allowance: Allowance;
  readonly waiting: Waiting[];
}
interface Gate {
  readonly clock: Clock;
  readonly rules: LimiterRules;
  readonly lanes: Record<RequestKind, Lane>;
  inFlight: number;
}

const KINDS = ['write', 'read'] as const;

/** The windows are remembered in memory only: after a restart the first minute may meet a 429, which is honoured. */
export function createLimiter(options: {
  readonly clock: Clock;
  readonly rules: LimiterRules;
}): Limiter {
  const { clock, rules } = options;
  const lanes: Gate['lanes'] = {
    read: { allowance: createAllowance(rules.read), waiting: [] },
    write: { allowance: createAllowance(rules.write), waiting: [] },
  };
  const gate: Gate = { clock, rules, lanes, inFlight: 0 };
  let cancelWake = (): void => undefined;

  function pump(): void {
    cancelWake();
    const moments = KINDS.flatMap((kind) => startWhatMay(gate, lanes[kind]));
    if (moments.length === 0) return;
    cancelWake = clock.after(Math.max(1, Math.min(...moments) - clock.now()), pump);
  }
  function leave(answered: (at: Instant) => void): void {
    answered(clock.now());
    gate.inFlight -= 1;
    pump();
  }
  return {
    run: (kind, priority, task) =>
      new Promise((resolve, reject) => {
        const start: Waiting['start'] = (answered) =>
          void task()
            .finally(() => leave(answered))
            .then(resolve, reject);
        lanes[kind].waiting.push({ priority: asFunction(priority), start });
        pump();
      }),
    budgets: () => KINDS.toReversed().map((kind) => budgetOf(gate, kind)),
    pauseUntil(instant, kind) {
      for (const each of kind ? [kind] : KINDS) lanes[each].allowance.pauseUntil(instant);
      pump();
    },
  };
}

/** Gives the moment at which this lane may go on, if only time is in the way. */
function startWhatMay(gate: Gate, { allowance, waiting }: Lane): Instant[] {
  const { clock, rules } = gate;
  for (;;) {
    const place = nextPlace(waiting);
    const next = waiting[place];
    if (!next) return [];
    const reserve = next.priority() === 'bench' ? 0 : rules.reserve;
    if (gate.inFlight >= Math.max(1, rules.inFlight - reserve)) return [];
    const freeAt = allowance.freeAt(clock.now(), reserve);
    // Without an end in sight it goes on when an answer comes.
    if (freeAt > clock.now()) return Number.isFinite(freeAt) ? [freeAt] : [];
    waiting.splice(place, 1);
    gate.inFlight += 1;
    next.start(allowance.take(clock.now()));
  }
}

function asFunction(priority: Priority | (() => Priority)): () => Priority {
  return typeof priority === 'function' ? priority : () => priority;
}

/** The first that a person waits for, else the first. */
function nextPlace(waiting: readonly Waiting[]): number {
  return Math.max(
    0,
    waiting.findIndex((one) => one.priority() === 'bench'),
  );
}

function budgetOf({ clock, rules, lanes }: Gate, kind: RequestKind): Budget {
  const lane = lanes[kind];
  const now = clock.now();
  const freeAt = lane.allowance.freeAt(now, 0);
  return {
    cloud: rules.cloud,
    organizationId: rules.organizationId,
    kind,
    spent: lane.allowance.spent(now),
    limit: rules[kind].limit,
    waiting: lane.waiting.length,
    ...(freeAt > now && Number.isFinite(freeAt) && { nextFreeAt: freeAt }),
  };
}

import type { QuotaView } from '../../../contract/campaign.ts';
import type { Budget } from '../../../contract/status.ts';
import type { Clock } from '../../../core/ports.ts';
import { HOUR, MINUTE, type Instant } from '../../../core/time.ts';
import type { CloudFailure, Priority } from '../http/cloud-failure.ts';
import { createTrouble, type Trouble } from '../trouble.ts';
import { createAllowance, type Allowance } from './allowance.ts';
import type { LimiterRules } from './limits.ts';
import { createPace, type Pace } from './pace.ts';
import { createQuotaMemory, type QuotaMemory } from './quota-memory.ts';

export type RequestKind = 'read' | 'write';

/** What a request is for, as the campaign screen counts them. */
export type Purpose = QuotaView['spent'][number]['purpose'];

/** One request that wants to go. */
export interface Turn {
  readonly kind: RequestKind;
  /** As a function it is asked again each time a place is free. */
  readonly priority: Priority | (() => Priority);
  readonly purpose?: Purpose | undefined;
  /** Whoever asked is gone: it starts at once, without a place in the quota, and must send nothing. */
  readonly isOver?: (() => boolean) | undefined;
}

/** How a request was answered, as far as the quota is concerned. */
export type Heard =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: Pick<CloudFailure, 'kind' | 'retryAt'> };

/** Lets requests go when the quota allows it: the bench first, then in the order of asking. */
export interface Limiter {
  /** Starts `task` when its turn has come and gives back what it gives back. */
  run<T>(turn: Turn, task: () => Promise<T>): Promise<T>;
  /**
   * To be told before the task ends. A refusal for now (`retryAt`) holds back everything of its kind; a 429 slows
   * it down as well, good answers let it come back up.
   */
  heard(kind: RequestKind, answer: Heard): void;
  /** Looks anew at what waits, since some of it may be over. */
  wake(): void;
  /** What is in the way of this account; whoever sends tells it. */
  readonly trouble: Trouble;
  readonly account: Pick<LimiterRules, 'cloud' | 'organizationId'>;
  /** Counts a request that no quota holds back, such as a sign-in. */
  count(purpose: Purpose): void;
  budgets(): Budget[];
  /** What was sent since this limiter was made. */
  spent(): { readonly purpose: Purpose; readonly count: number }[];
}

interface Waiting {
  readonly turn: Turn;
  /** `answered` gives the place in the quota its time. */
  readonly start: (answered: (at: Instant) => void) => void;
}
interface Lane {
  readonly allowance: Allowance;
  readonly pace: Pace;
  readonly waiting: Waiting[];
  /** How many from the bench went before background work that was waiting. */
  overtaken: number;
}
interface Gate {
  readonly clock: Clock;
  readonly rules: LimiterRules;
  readonly lanes: Record<RequestKind, Lane>;
  readonly counts: Map<Purpose, number>;
  inFlight: number;
}

export interface LimiterOptions {
  readonly clock: Clock;
  readonly rules: LimiterRules;
  /** Keeps the writes of a long window over a restart; without one they are forgotten. */
  readonly memory?: QuotaMemory | undefined;
}

const KINDS = ['write', 'read'] as const;
/** A timer of more than 24 days goes off at once, and a clock may be set while we sleep: so it is looked at anew. */
const LONGEST_SLEEP = HOUR;

export function createLimiter(options: LimiterOptions): Limiter {
  const { clock, rules } = options;
  const gate: Gate = { clock, rules, lanes: lanesOf(options), counts: new Map(), inFlight: 0 };
  let cancelWake = (): void => undefined;

  function pump(): void {
    cancelWake();
    for (const kind of KINDS) letGo(gate, gate.lanes[kind]);
    const moments = KINDS.flatMap((kind) => startWhatMay(gate, gate.lanes[kind]));
    if (moments.length === 0) return;
    const wait = Math.min(...moments, clock.now() + LONGEST_SLEEP) - clock.now();
    cancelWake = clock.after(Math.max(1, wait), pump);
  }
  function leave(answered: (at: Instant) => void): void {
    answered(clock.now());
    gate.inFlight -= 1;
    pump();
  }
  return {
    run: (turn, task) =>
      new Promise((resolve, reject) => {
        const start: Waiting['start'] = (answered) =>
          void task()
            .finally(() => leave(answered))
            .then(resolve, reject);
        gate.lanes[turn.kind].waiting.push({ turn, start });
        pump();
      }),
    wake: pump,
    heard: (kind, answer) => hear(gate.lanes[kind], answer, clock.now()),
    trouble: createTrouble(),
    account: rules,
    count: (purpose) => count(gate, purpose),
    budgets: () => KINDS.toReversed().map((kind) => budgetOf(gate, kind)),
    spent: () => [...gate.counts].map(([purpose, number]) => ({ purpose, count: number })),
  };
}

/** What a restart may forget, since it is over as soon: the first minute may then meet a 429, which is honoured. */
const SHORT_WINDOW = MINUTE;

function lanesOf({ rules, memory = createQuotaMemory() }: LimiterOptions): Gate['lanes'] {
  const name = `${rules.cloud} ${rules.organizationId}`;
  const kept = {
    read: () => memory.read(name),
    write: (startedAt: readonly Instant[]) => memory.write(name, startedAt),
  };
  const lane = (kind: RequestKind): Lane => {
    const pace = createPace(rules[kind].window);
    const isKept = kind === 'write' && rules[kind].window > SHORT_WINDOW;
    const options = { rule: rules[kind], pace: pace.share, ...(isKept && { kept }) };
    return { pace, allowance: createAllowance(options), waiting: [], overtaken: 0 };
  };
  return { read: lane('read'), write: lane('write') };
}

/** Hundreds may wait for minutes: none of them is to hold up those who still want an answer. */
function letGo(gate: Gate, lane: Lane): void {
  const over = lane.waiting.filter(({ turn }) => turn.isOver?.());
  for (const one of over) {
    lane.waiting.splice(lane.waiting.indexOf(one), 1);
    gate.inFlight += 1;
    one.start(() => undefined);
  }
}

/** Gives the moment at which this lane may go on, if only time is in the way. */
function startWhatMay(gate: Gate, lane: Lane): Instant[] {
  const { clock, rules } = gate;
  for (;;) {
    const place = nextPlace(lane);
    const next = lane.waiting[place];
    if (!next) return [];
    const reserve = isBench(next) || isOverdue(lane) ? 0 : rules.reserve;
    if (gate.inFlight >= Math.max(1, rules.inFlight - reserve)) return [];
    const freeAt = lane.allowance.freeAt(clock.now(), reserve);
    // Without an end in sight it goes on when an answer comes.
    if (freeAt > clock.now()) return Number.isFinite(freeAt) ? [freeAt] : [];
    lane.waiting.splice(place, 1);
    begin(gate, lane, next);
  }
}

function begin(gate: Gate, lane: Lane, next: Waiting): void {
  const isOvertaking = isBench(next) && lane.waiting.some((other) => !isBench(other));
  lane.overtaken = isOvertaking ? lane.overtaken + 1 : 0;
  gate.inFlight += 1;
  count(gate, next.turn.purpose ?? 'other');
  next.start(lane.allowance.take(gate.clock.now()));
}

function count({ counts }: Gate, purpose: Purpose): void {
  counts.set(purpose, (counts.get(purpose) ?? 0) + 1);
}

function isBench({ turn: { priority } }: Waiting): boolean {
  return (typeof priority === 'function' ? priority() : priority) === 'bench';
}

/** After so many from the bench in a row one of the background goes, or a busy day would starve the mirror. */
const OVERTAKEN_AT_MOST = 4;

function isOverdue({ overtaken }: Lane): boolean {
  return overtaken >= OVERTAKEN_AT_MOST;
}

/** The first that a person waits for, else the first; the first of the background when it is its turn. */
function nextPlace(lane: Lane): number {
  const wanted = !isOverdue(lane);
  return Math.max(
    0,
    lane.waiting.findIndex((one) => isBench(one) === wanted),
  );
}

function hear({ allowance, pace }: Lane, answer: Heard, now: Instant): void {
  if (answer.ok) return pace.answered(now);
  const { kind, retryAt } = answer.error;
  if (kind === 'throttled') pace.refused(now);
  if (retryAt !== undefined) allowance.pauseUntil(now, retryAt);
}

function budgetOf({ clock, rules, lanes }: Gate, kind: RequestKind): Budget {
  const { allowance, pace, waiting } = lanes[kind];
  const now = clock.now();
  const freeAt = allowance.freeAt(now, 0);
  const share = pace.share();
  return {
    cloud: rules.cloud,
    organizationId: rules.organizationId,
    kind,
    spent: allowance.spent(now),
    limit: rules[kind].limit,
    waiting: waiting.length,
    ...(freeAt > now && Number.isFinite(freeAt) && { nextFreeAt: freeAt }),
    ...(share < 1 && { pace: share }),
  };
}

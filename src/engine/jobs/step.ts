import type { Happening } from '../../core/custody/event.ts';
import type { DeviceFacts } from '../../core/facts/device-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { Profile, Token } from '../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { writeFailure, type JobFailure } from '../../core/jobs/failures.ts';
import type { Instant, Now } from '../../core/time.ts';
import type { Policy, Target } from '../../core/verdict/policy.ts';
import type { Question } from '../../core/verdict/verdict.ts';
import { settle, type Job, type Member, type Outcomes } from './job.ts';

/** Everything a decision may look at. Reading it changes nothing. */
export interface View {
  readonly now: Now;
  readonly policy: Policy;
  device(serial: SerialNumber): DeviceFacts;
  tokens(): Fact<readonly Token[]> | undefined;
  profiles(): Fact<readonly Profile[]> | undefined;
  /** Apple's pseudo-service for devices added with Configurator counts as unassigned. */
  isConfigurator(serviceId: string): boolean;
  /** When a batch was last posted to this organization (bench clock); 0 for never. */
  lastPostAt(organizationId: string): Instant;
  /** An older batch of reassignments is due in this organization and takes the next POST. */
  isBehindAnother(job: Job, organizationId: string): boolean;
  /** Wipes that this bench has sent within the last day. */
  wipesToday(): number;
  /** The verdict on the facts as they are now is RESET NOW. */
  isClear(serial: SerialNumber): boolean;
}

/** What follows from a decision beside the job itself. */
export type Effect =
  | {
      readonly kind: 'assigned';
      readonly serial: SerialNumber;
      readonly organizationId: string;
      readonly serviceId: string;
      readonly assignedAt: Instant;
    }
  | { readonly kind: 'record'; readonly serial: SerialNumber; readonly happening: Happening }
  | {
      readonly kind: 'enqueue';
      readonly job: 'sync' | 'assignProfile';
      readonly targetId: string;
      readonly profileId?: string;
      readonly member: Member;
    }
  /** Its enrollment is awaited from then on (cloud clock). */
  | { readonly kind: 'await'; readonly serial: SerialNumber; readonly since: Instant }
  /** What another job still wants to do for this serial is given up. */
  | { readonly kind: 'drop'; readonly serial: SerialNumber; readonly except: string }
  /** These members go on in a job of their own, like the one they leave. */
  | { readonly kind: 'split'; readonly from: Job; readonly members: readonly Member[] };

export type Call =
  | 'post'
  | 'readActivity'
  | 'sync'
  | 'assignProfile'
  | 'wipe'
  | 'readManagedDevice'
  | 'readApproval';

/** Those that ask and change nothing. */
export const READING_CALLS: readonly Call[] = ['readActivity', 'readManagedDevice', 'readApproval'];

/**
 * The one thing a job does next. `ask` re-reads facts into the mirror and decides again; `call` speaks to a
 * cloud (its answer is taken in by answers.ts); `become` changes the job; `rest` waits for `nextAt`.
 */
export type Step =
  | { readonly kind: 'rest' }
  | {
      readonly kind: 'ask';
      readonly serials: readonly SerialNumber[];
      readonly questions: readonly Question[];
    }
  | { readonly kind: 'call'; readonly call: Call; readonly target: Target }
  | { readonly kind: 'become'; readonly job: Job; readonly effects: readonly Effect[] };

export function become(job: Job, effects: readonly Effect[] = []): Step {
  return { kind: 'become', job, effects };
}

/** Settles serials and records every failure among them. */
export function conclude(
  job: Job,
  outcomes: Outcomes,
  now: Instant,
  effects: readonly Effect[] = [],
): Step {
  return become(settle(job, outcomes, now), [...effects, ...failuresOf(job, outcomes)]);
}

function failuresOf(job: Job, outcomes: Outcomes): Effect[] {
  return [...outcomes].flatMap(([serial, outcome]) =>
    outcome.outcome === 'failed'
      ? [{ kind: 'record', serial, happening: failedIn(job, outcome.failure) } satisfies Effect]
      : [],
  );
}

/** What the operator had asked for by FIX keeps the name that it had on the card. */
function failedIn({ kind }: Job, reason: JobFailure): Happening {
  const failure = writeFailure(reason);
  const fix = FIX_OF[kind];
  return fix
    ? { type: 'fixFailed', data: { fix, failure } }
    : { type: 'workFailed', data: { kind, failure } };
}

const FIX_OF: Partial<Record<Job['kind'], 'reassign' | 'assignProfile'>> = {
  reassign: 'reassign',
  sync: 'reassign',
  assignProfile: 'assignProfile',
};

import type { Connections } from '../connections.ts';
import type { TenantFacts } from '../facts/tenant-facts.ts';
import type { JobKind, ShownState } from '../jobs/job.ts';
import type { CauseCode } from '../setup/checks.ts';
import type { Instant, Now } from '../time.ts';
import type { Tally, TallyLine } from './tally.ts';

/** How the last sign-in went. `never`: nobody has tried since this engine started. */
export type SignInState = 'good' | 'never' | CauseCode;

/** A job as far as the runway looks at it. Instants are on the bench's clock. */
export interface RunwayJob {
  readonly kind: JobKind;
  readonly state: ShownState;
  /** The name of its target. */
  readonly target: string | null;
  readonly open: number;
  /** Devices for which it failed, as far as no newer job of its kind has taken them up again. */
  readonly left: number;
  readonly queuedAt: Instant;
  readonly nextAt?: Instant | undefined;
  readonly waiting?: string | undefined;
  readonly deadlineAt?: Instant | undefined;
}

/**
 * Devices that this bench had in its hands, with what they share. `isHere`: the newest case is open; else it ended
 * with a hand-over. `isLate`: handed over so long ago that it should have come up.
 */
export interface HandledLine extends TallyLine {
  readonly wasReset: boolean;
  readonly isHere: boolean;
  readonly isLate: boolean;
}

export interface RunwayInput {
  readonly connections: Connections;
  /** What was read of the tenant; what is absent was never read. */
  readonly tenant: Omit<TenantFacts, 'isOnline'>;
  /** The whole fleet; a device counts once. */
  readonly tally: Tally;
  /** Those of the fleet whose way the ledger tells and Intune does not. */
  readonly handled: readonly HandledLine[];
  readonly jobs: readonly RunwayJob[];
  readonly signIn: {
    readonly apple: Readonly<Record<string, SignInState>>;
    readonly microsoft: SignInState;
  };
  /** Both clouds were listed to their end at least once. */
  readonly isListed: boolean;
  /** After how many days a device that was handed over should have enrolled. */
  readonly lateAfterDays: number;
  readonly now: Now;
}

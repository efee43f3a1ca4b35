import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Instant } from '../../core/time.ts';
import type { SimulatedDevice } from './device.ts';

/** Something that is going to happen in the simulated world by itself. */
export type Plan =
  /** Apple has worked through an activity. */
  | { readonly kind: 'activityDone'; readonly activityId: string }
  /** Intune has taken over what Apple lists for a token. */
  | { readonly kind: 'syncDone'; readonly tokenId: string }
  /** Intune syncs by itself. */
  | { readonly kind: 'automaticSync'; readonly tokenId: string }
  /** Intune shows the profile that was assigned. */
  | {
      readonly kind: 'profileShown';
      readonly serial: SerialNumber;
      readonly tokenId: string;
      readonly profileId: string;
    }
  /** Apple has got the profile from Intune and would hand it out. */
  | {
      readonly kind: 'profileAtApple';
      readonly serial: SerialNumber;
      readonly tokenId: string;
      readonly profileId: string;
    }
  /** Intune shows the device as enrolled, or that its enrollment failed. */
  | {
      readonly kind: 'enrolled';
      readonly serial: SerialNumber;
      readonly tokenId: string;
      readonly profileId: string;
    }
  /** A wipe by Intune has reached the device: its row is gone. */
  | { readonly kind: 'wiped'; readonly serial: SerialNumber; readonly enrollmentId: string }
  /** Its user agrees to migrate, or Apple's deadline for that has come. */
  | {
      readonly kind: 'migrationStarts';
      readonly serial: SerialNumber;
      readonly deadlineAt: Instant;
    }
  | { readonly kind: 'migrationEnds'; readonly serial: SerialNumber }
  /** The device goes dark, and comes back as something. */
  | { readonly kind: 'leaves'; readonly serial: SerialNumber }
  | { readonly kind: 'returns'; readonly serial: SerialNumber; readonly as: Return }
  /** A bad cable drops it, and so many times more. */
  | { readonly kind: 'flickers'; readonly serial: SerialNumber; readonly timesMore: number }
  /** Somebody has walked through Setup Assistant. */
  | { readonly kind: 'setUp'; readonly serial: SerialNumber };

export type Return = 'erased' | SimulatedDevice['mode'];

/** A plan with its time (clouds' clock); equal times happen in the order in which they were made. */
export interface Occurrence {
  readonly at: Instant;
  readonly order: number;
  readonly plan: Plan;
}

/** What each kind of plan does to the world when its time has come. */
export type Outcomes<World> = {
  readonly [Kind in Plan['kind']]: (
    world: World,
    plan: Extract<Plan, { kind: Kind }>,
    at: Instant,
  ) => void;
};

import type { DeviceFamily } from '../facts/device-facts.ts';

/** How many devices share these traits, as the mirror knows them. */
export interface TallyLine {
  readonly count: number;
  readonly family: DeviceFamily;
  /** Null: in no connected organization as far as is known. */
  readonly organizationId: string | null;
  /** Null: on no service. Undefined: never read. */
  readonly serviceId: string | null | undefined;
  /** The token under which Intune has a row that is not deleted; the newest of them. Null: none. */
  readonly tokenId: string | null;
  readonly profileId: string | null;
  /** A row that Intune manages, from an automated enrollment, stands under this profile name; null: there is none. */
  readonly enrolledProfile: string | null;
  readonly isEnrolled: boolean;
}

/** The whole fleet, counted. */
export type Tally = readonly TallyLine[];

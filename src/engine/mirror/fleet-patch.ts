import type { DeviceFactKind, Enrollment, Identity } from '../../core/facts/device-facts.ts';
import type { FactOf } from './fact-row.ts';
import type { Traits } from './traits-table.ts';

/** What one fact changes in the line of its device. `isDevice`: it names a device that the fleet should show. */
export interface FleetPatch {
  readonly isDevice: boolean;
  readonly texts?: { readonly model: string; readonly imeis: string };
  readonly traits?: Partial<Traits>;
}

/** Undefined for facts that are neither searched nor counted by. A missing fact empties what it had filled. */
export function fleetPatchOf<Kind extends DeviceFactKind>(
  kind: Kind,
  fact: FactOf<Kind> | undefined,
): FleetPatch | undefined {
  // The fact is of that kind by the signature; the compiler loses the tie between the two.
  return isCounted(kind) ? PATCHES[kind](fact as never) : undefined;
}

/** What two facts of one device change together; no two kinds fill the same part of its line. */
export function joinedPatch(one: FleetPatch, other: FleetPatch): FleetPatch {
  const isDevice = one.isDevice || other.isDevice;
  return { ...one, ...other, isDevice, traits: { ...one.traits, ...other.traits } };
}

type Patches = {
  readonly [Kind in DeviceFactKind]: (fact: FactOf<Kind> | undefined) => FleetPatch;
};

const PATCHES: Pick<
  Patches,
  'hardware' | 'membership' | 'assignment' | 'identities' | 'enrollments'
> = {
  hardware: (fact) => ({
    isDevice: fact !== undefined,
    ...(fact && { texts: { model: fact.value.model, imeis: fact.value.imei.join(' ') } }),
    traits: { family: fact?.value.family ?? 'unknown' },
  }),
  membership: (fact) => {
    const organizationId = fact?.value.state === 'member' ? fact.value.organizationId : null;
    return { isDevice: organizationId !== null, traits: { organizationId } };
  },
  assignment: (fact) => ({
    isDevice: fact !== undefined,
    traits: { serviceId: fact?.value.serviceId },
  }),
  identities: (fact) => {
    const newest = newestIdentity(fact?.value ?? []);
    return {
      isDevice: (fact?.value.length ?? 0) > 0,
      traits: { tokenId: newest?.tokenId ?? null, profileId: newest?.profileId ?? null },
    };
  },
  enrollments: (fact) => {
    const newest = newestEnrollment(fact?.value ?? []);
    return {
      isDevice: (fact?.value.length ?? 0) > 0,
      traits: { isEnrolled: newest !== undefined, enrolledProfile: newest?.profileName ?? null },
    };
  },
};

function isCounted(kind: DeviceFactKind): kind is keyof typeof PATCHES {
  return Object.hasOwn(PATCHES, kind);
}

function newestIdentity(rows: readonly Identity[]): Identity | undefined {
  return rows
    .filter((row) => !row.isDeleted)
    .toSorted((one, other) => laterFirst(one.createdAt, other.createdAt) || byId(one, other))[0];
}

const AUTOMATED = /^appleBulkWith(out)?User$/;

/** The row that counts; `jamf` rows carry attributes of a compliance partner; Intune does not manage such a device. */
export function newestEnrollment(rows: readonly Enrollment[]): Enrollment | undefined {
  return rows
    .filter(
      (row) =>
        row.managementState === 'managed' &&
        row.managementAgent !== 'jamf' &&
        AUTOMATED.test(row.enrollmentType),
    )
    .toSorted((one, other) => laterFirst(one.enrolledAt, other.enrolledAt) || byId(one, other))[0];
}

function laterFirst(one: number | null, other: number | null): number {
  return (other ?? 0) - (one ?? 0);
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}

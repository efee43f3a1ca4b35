import type { DeviceFacts, Enrollment } from '../facts/device-facts.ts';
import type { TallyLine } from './tally.ts';

/** One device as the tally counts it. */
export function traitsOf(device: DeviceFacts): TallyLine {
  return {
    count: 1,
    family: device.hardware?.value.family ?? 'unknown',
    organizationId: organizationOf(device),
    serviceId: device.assignment?.value.serviceId,
    ...identityOf(device),
    ...enrollmentOf(device),
  };
}

function organizationOf({ assignment, membership }: DeviceFacts): string | null {
  const home = membership?.value.state === 'member' ? membership.value.organizationId : null;
  return assignment?.value.organizationId ?? home;
}

function identityOf({ identities }: DeviceFacts): Pick<TallyLine, 'tokenId' | 'profileId'> {
  const rows = (identities?.value ?? []).filter(({ isDeleted }) => !isDeleted);
  const [first] = rows.toSorted((one, other) => (one.tokenId < other.tokenId ? -1 : 1));
  return { tokenId: first?.tokenId ?? null, profileId: first?.profileId ?? null };
}

function enrollmentOf({
  enrollments,
}: DeviceFacts): Pick<TallyLine, 'enrolledProfile' | 'isEnrolled'> {
  const rows = (enrollments?.value ?? []).filter(isEnrolledByApple);
  return { enrolledProfile: rows[0]?.profileName ?? null, isEnrolled: rows.length > 0 };
}

/** Automated enrollment shows as appleBulk… (facts/intune.md §1.5). */
function isEnrolledByApple({ enrollmentType, managementState }: Enrollment): boolean {
  const isBulk = ['appleBulkWithUser', 'appleBulkWithoutUser'].includes(enrollmentType);
  return isBulk && managementState === 'managed';
}

import type { Enrollment, Identity } from '../../../src/core/facts/device-facts.ts';
import type { Token } from '../../../src/core/facts/tenant-facts.ts';
import { DAY, MINUTE } from '../../../src/core/time.ts';

/** When the tests of the jobs begin. */
export const START = Date.UTC(2026, 10, 23, 9);

export function anIdentity(values: Partial<Identity> = {}): Identity {
  return {
    id: 'identity',
    tokenId: 'token',
    profileId: null,
    profileAssignedAt: null,
    enrollmentState: 'notContacted',
    isDeleted: false,
    createdAt: START,
    lastContactedAt: null,
    ...values,
  };
}

export function anEnrollment(values: Partial<Enrollment> = {}): Enrollment {
  return {
    id: 'enrollment',
    enrolledAt: START,
    managementState: 'managed',
    managementAgent: 'mdm',
    enrollmentType: 'appleBulkWithUser',
    profileName: 'Standard',
    userPrincipalName: null,
    lastSyncAt: null,
    osVersion: null,
    ...values,
  };
}

export function aToken(): Token {
  return {
    id: 'token',
    name: 'Token',
    expiresAt: START + 100 * DAY,
    lastSyncTriggeredAt: START - 60 * MINUTE,
    recentSyncs: [START - 59 * MINUTE],
    lastSyncErrorCode: 0,
  };
}

import { HOUR, MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  aFact,
  ago,
  anAssignment,
  aTenant,
  aView,
  BENCH,
  CLOUD,
  cloudAgo,
  enrollments,
  identities,
  PROFILE,
  tokens,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const unreadable = aDevice({ lock: aFact({ state: 'unreadable', failures: 3 }) });

function justReset(milliseconds: number) {
  return aView({ resetRecord: { level: 'dated', cloudAt: cloudAgo(milliseconds) } });
}

/** Exactly at the limit, and dates that are missing. */
export const BOUNDARIES: readonly Situation[] = [
  {
    name: 'An enrollment of the very moment when the profile was assigned is not after it',
    given: { device: aDevice({ enrollments: enrollments({ enrolledAt: cloudAgo(80 * MINUTE) }) }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['erasesDeviceInUse'],
  },
  {
    name: 'A token that expires this very moment has expired',
    given: { tenant: aTenant({ tokens: tokens({ expiresAt: CLOUD }) }) },
    lane: 'wait',
    reason: 'tokenExpired',
  },
  {
    name: 'A push certificate that expires this very moment has expired',
    given: { tenant: aTenant({ pushCertificate: aFact({ expiresAt: CLOUD }) }) },
    lane: 'wait',
    reason: 'pushCertificateExpired',
  },
  {
    name: 'A row made at the very moment of the assignment may be an older one',
    given: {
      device: aDevice({ identities: identities({ createdAt: cloudAgo(2 * HOUR) }) }),
      tenant: aTenant({ tokens: tokens({ recentSyncs: [cloudAgo(2 * HOUR)] }) }),
    },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH,
    questions: ['identities'],
  },
  {
    name: 'An attestation of exactly eight hours ago still counts',
    given: { device: unreadable, view: aView({ lockAttestedAt: ago(8 * HOUR) }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['lockAttested'],
  },
  {
    name: 'An attestation of this very moment counts',
    given: { device: unreadable, view: aView({ lockAttestedAt: BENCH }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['lockAttested'],
  },
  {
    name: 'A reset at the very moment of an enrollment came after it',
    given: {
      device: aDevice({
        enrollments: enrollments({
          managementState: 'wipeIssued',
          enrolledAt: cloudAgo(5 * MINUTE),
        }),
      }),
      view: justReset(5 * MINUTE),
    },
    lane: 'start',
    reason: 'resetProven',
  },
  {
    name: 'A reset proves nothing beside a row without a date',
    given: {
      device: aDevice({
        enrollments: enrollments({ managementState: 'wipeIssued', enrolledAt: null }),
      }),
      view: justReset(5 * MINUTE),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A failed enrollment without a date may be newer than the reset',
    given: {
      device: aDevice({ identities: identities({ enrollmentState: 'failed' }) }),
      view: justReset(5 * MINUTE),
    },
    lane: 'clear',
    reason: 'enrollmentFailed',
  },
  {
    name: 'Of duplicate identities one without a date is the oldest',
    given: {
      device: aDevice({
        identities: identities({ id: 'undated', createdAt: null, profileId: PROFILE.stray }, {}),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'Of identities made at one moment the one with the newer profile decides',
    given: {
      device: aDevice({
        identities: identities(
          { id: 'a', profileAssignedAt: cloudAgo(85 * MINUTE), profileId: PROFILE.stray },
          { id: 'b' },
        ),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'An enrollment under a profile known to be another one is not done, whatever Intune counts',
    given: { device: aDevice({ enrollments: enrollments({ profileName: 'Stray' }) }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['erasesDeviceInUse'],
  },
  {
    name: 'A profile given after a reassignment of the same minute is after it',
    given: {
      device: aDevice({
        assignment: anAssignment({ assignedAt: cloudAgo(80 * MINUTE + 1) }),
        identities: identities({ createdAt: cloudAgo(80 * MINUTE) }),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
];

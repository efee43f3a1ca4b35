import { HOUR, MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  aFact,
  aged,
  ago,
  aTenant,
  aView,
  cloudAgo,
  enrollments,
  identities,
  offline,
  profiles,
  PROFILE,
  tokens,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const pendingStray = identities({ enrollmentState: 'pendingReset' });

/** Gate 2: already where it should be, or in use in a way that must be known first. */
export const DONE: readonly Situation[] = [
  {
    name: 'A device already right in Intune is done without any reset record',
    given: { device: aDevice({ enrollments: enrollments({}) }) },
    lane: 'done',
    reason: 'inIntune',
  },
  {
    name: 'A device that came up in Intune after its recorded reset is done',
    given: {
      device: aDevice({ enrollments: enrollments({}) }),
      view: aView({ resetRecord: { level: 'attested', cloudAt: cloudAgo(40 * MINUTE) } }),
    },
    lane: 'done',
    reason: 'inIntune',
  },
  {
    name: 'A device enrolled without a user is done as well',
    given: {
      device: aDevice({ enrollments: enrollments({ enrollmentType: 'appleBulkWithoutUser' }) }),
    },
    lane: 'done',
    reason: 'inIntune',
  },
  {
    name: 'A device right in Intune stays done while the token has expired',
    given: {
      device: aDevice({ enrollments: enrollments({}) }),
      tenant: aTenant({ tokens: tokens({ expiresAt: cloudAgo(MINUTE) }) }),
    },
    lane: 'done',
    reason: 'inIntune',
    under: ['tokenExpired'],
  },
  {
    name: 'A device handed over in this case is done, even offline',
    given: { tenant: offline(), view: aView({ handedOverAt: ago(MINUTE) }) },
    lane: 'done',
    reason: 'handedOver',
  },
  {
    name: 'A device that Intune blocks is set aside',
    given: { device: aDevice({ identities: identities({ enrollmentState: 'blocked' }) }) },
    lane: 'stop',
    reason: 'enrollmentBlocked',
  },
  {
    name: 'A device enrolled before its profile was assigned is not done, and erasing it is warned of',
    given: { device: aDevice({ enrollments: enrollments({ enrolledAt: cloudAgo(3 * HOUR) }) }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['erasesDeviceInUse'],
  },
  {
    name: 'A device enrolled with a profile that is not allowed is not done',
    given: {
      device: aDevice({
        enrollments: enrollments({ profileName: 'Stray' }),
        identities: pendingStray,
      }),
    },
    lane: 'clear',
    reason: 'pendingReset',
    warnings: ['erasesDeviceInUse'],
  },
  {
    name: 'A device enrolled by its user, not through Apple, is not done',
    given: { device: aDevice({ enrollments: enrollments({ enrollmentType: 'userEnrollment' }) }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['erasesDeviceInUse'],
  },
  {
    name: 'Duplicate rows are counted, and the newest decides that it is done',
    given: {
      device: aDevice({
        enrollments: enrollments(
          { id: 'old', enrolledAt: cloudAgo(900 * HOUR), managementState: 'retirePending' },
          {},
          { id: 'older', enrolledAt: cloudAgo(950 * HOUR) },
        ),
      }),
    },
    lane: 'done',
    reason: 'inIntune',
    warnings: ['staleEnrollmentRows'],
  },
  {
    name: 'A stale row that was right does not make a device done when the newest is being retired',
    given: {
      device: aDevice({
        enrollments: enrollments(
          {},
          { id: 'new', enrolledAt: cloudAgo(20 * MINUTE), managementState: 'retirePending' },
        ),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['staleEnrollmentRows'],
  },
  {
    name: 'A row of a compliance partner does not make a device managed',
    given: { device: aDevice({ enrollments: enrollments({ managementAgent: 'jamf' }) }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['managedByPartner'],
  },
  {
    name: 'Without knowing whether it is in use, Intune is asked',
    given: { device: aDevice({ enrollments: undefined }) },
    lane: 'wait',
    reason: 'enrollmentsAsking',
    questions: ['enrollments'],
  },
  {
    name: 'Enrollments read eleven minutes ago are asked again',
    given: { device: aDevice({ enrollments: aged(aDevice().enrollments, 11 * MINUTE) }) },
    lane: 'wait',
    reason: 'enrollmentsAsking',
    questions: ['enrollments'],
  },
  {
    name: 'Enrollments read exactly ten minutes ago still decide',
    given: { device: aDevice({ enrollments: aged(aDevice().enrollments, 10 * MINUTE) }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'Enrollments read eleven minutes ago cannot tell anything offline',
    given: {
      device: aDevice({ enrollments: aged(enrollments({}), 11 * MINUTE) }),
      tenant: offline(),
    },
    lane: 'unknown',
    reason: 'enrollmentsOffline',
  },
  {
    name: 'A managed row without a date of enrollment leaves open whether it is in use',
    given: { device: aDevice({ enrollments: enrollments({ enrolledAt: null }) }) },
    lane: 'wait',
    reason: 'enrollmentsAsking',
    questions: ['enrollments'],
  },
  {
    name: 'An undated managed row beside a retired one leaves it open too',
    given: {
      device: aDevice({
        enrollments: enrollments(
          { id: 'a', managementState: 'retireIssued' },
          { enrolledAt: null },
        ),
      }),
    },
    lane: 'wait',
    reason: 'enrollmentsAsking',
    questions: ['enrollments'],
    warnings: ['staleEnrollmentRows'],
  },
  {
    name: 'Without the names of the profiles nobody can say whether the enrollment is right',
    given: {
      device: aDevice({ enrollments: enrollments({}) }),
      tenant: aTenant({ profiles: undefined }),
    },
    lane: 'wait',
    reason: 'profilesAsking',
    questions: ['tenant'],
  },
  {
    name: 'Names of profiles read five hours ago are asked again',
    given: {
      device: aDevice({ enrollments: enrollments({}) }),
      tenant: aTenant({ profiles: aged(aTenant().profiles, 5 * HOUR) }),
    },
    lane: 'wait',
    reason: 'profilesAsking',
    questions: ['tenant'],
  },
  {
    name: 'Without the names of the profiles nobody can tell offline',
    given: {
      device: aDevice({ enrollments: enrollments({}) }),
      tenant: offline({ profiles: undefined }),
    },
    lane: 'unknown',
    reason: 'profilesOffline',
  },
  {
    name: 'An enrollment whose profile was renamed since is done when Intune counts it as enrolled',
    given: {
      device: aDevice({
        enrollments: enrollments({ profileName: 'Phones 2025' }),
        identities: identities({ enrollmentState: 'enrolled' }),
      }),
    },
    lane: 'done',
    reason: 'inIntune',
  },
  {
    name: 'An enrollment with an unheard-of profile is not erased before Intune has listed its profiles again',
    given: {
      device: aDevice({ enrollments: enrollments({ profileName: null }) }),
      tenant: aTenant({ profiles: profiles([PROFILE.phone, 'Phones']) }),
    },
    lane: 'wait',
    reason: 'profilesAsking',
    questions: ['tenant'],
  },
  {
    name: 'What Intune counted before the enrollment says nothing about it',
    given: {
      device: aDevice({
        enrollments: enrollments({ profileName: 'Phones 2025' }),
        identities: aged(identities({ enrollmentState: 'enrolled' }), HOUR),
      }),
    },
    lane: 'wait',
    reason: 'profilesAsking',
    questions: ['identities'],
  },
  {
    name: 'An unheard-of profile is no riddle when Intune itself says that the device needs a reset',
    given: {
      device: aDevice({
        enrollments: enrollments({ profileName: 'Deleted' }),
        identities: pendingStray,
      }),
    },
    lane: 'clear',
    reason: 'pendingReset',
    warnings: ['erasesDeviceInUse'],
  },
  {
    name: 'Right in Intune by identities of five hours ago is not done before they are read again',
    given: {
      device: aDevice({
        enrollments: enrollments({}),
        identities: aged(aDevice().identities, 5 * HOUR),
      }),
    },
    lane: 'wait',
    reason: 'identitiesAsking',
    questions: ['identities'],
  },
  {
    name: 'No rows at all, read just now, means not in use',
    given: { device: aDevice({ enrollments: aFact([], 0, 'intuneDevice') }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
];

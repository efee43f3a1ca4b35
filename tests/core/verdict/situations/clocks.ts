import { HOUR, MINUTE, SECOND } from '../../../../src/core/time.ts';
import {
  aDevice,
  aDeviceCheck,
  aFact,
  aged,
  aNow,
  aTenant,
  BENCH,
  CLOUD,
  cloudAgo,
  enrollments,
  identities,
  offline,
  tokens,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const bareDevice = aDevice({
  hardware: undefined,
  membership: undefined,
  assignment: undefined,
  deviceCheck: undefined,
  lock: undefined,
  identities: undefined,
  enrollments: undefined,
});
const readBeforeTheClockWasSetBack = aNow({ bench: BENCH - HOUR, cloud: CLOUD });

/** Readings are aged on the bench's clock; what the clouds say is compared on theirs. */
export const CLOCKS: readonly Situation[] = [
  {
    name: 'A profile that settled on the cloud is settled, though the slow bench does not think so',
    given: {
      device: aDevice({ identities: identities({ profileAssignedAt: cloudAgo(11 * MINUTE) }) }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A profile that has not settled on the cloud is waited for, though the fast bench thinks so',
    given: {
      device: aDevice({ identities: identities({ profileAssignedAt: BENCH - 12 * MINUTE }) }),
      now: aNow({ cloud: BENCH - 7 * MINUTE }),
    },
    lane: 'wait',
    reason: 'profileSettling',
    until: BENCH + 5 * MINUTE,
  },
  {
    name: 'What Intune counted after the enrollment is compared on the clock of the cloud',
    given: {
      device: aDevice({
        enrollments: enrollments({ profileName: 'Renamed', enrolledAt: cloudAgo(5 * MINUTE) }),
        identities: identities({ enrollmentState: 'enrolled' }),
      }),
    },
    lane: 'done',
    reason: 'inIntune',
  },
  {
    name: 'A sync between two readings is placed on the clock of the cloud',
    given: {
      device: aDevice({
        contradiction: aFact({ answers: ['Intune', 'Old MDM'] }, 20 * MINUTE, 'appleDevice'),
      }),
      tenant: aTenant({ tokens: tokens({ recentSyncs: [cloudAgo(25 * MINUTE)] }) }),
    },
    lane: 'wait',
    reason: 'answersRechecking',
    questions: ['assignment'],
  },
  {
    name: 'A bench whose clock was set back trusts none of its readings',
    given: { now: readBeforeTheClockWasSetBack },
    lane: 'wait',
    reason: 'enrollmentsAsking',
    under: [
      'tokensAsking',
      'membershipAsking',
      'assignmentAsking',
      'identitiesAsking',
      'lockAsking',
      'deviceCheckAsking',
    ],
    questions: ['enrollments', 'tenant', 'device', 'assignment', 'identities', 'lock'],
  },
  {
    name: 'A reading two seconds ahead of a clock that was just corrected still decides',
    given: { device: aDevice({ enrollments: aFact([], -2 * SECOND) }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A device of which nothing is known is asked for everything',
    given: { device: bareDevice },
    lane: 'wait',
    reason: 'enrollmentsAsking',
    under: [
      'membershipAsking',
      'assignmentAsking',
      'identitiesAsking',
      'lockAsking',
      'deviceCheckAsking',
    ],
    questions: ['enrollments', 'device', 'assignment', 'identities', 'lock'],
  },
  {
    name: 'A device of which nothing is known cannot be told offline',
    given: { device: bareDevice, tenant: offline() },
    lane: 'unknown',
    reason: 'enrollmentsOffline',
    under: [
      'membershipOffline',
      'assignmentOffline',
      'identitiesOffline',
      'lockOffline',
      'deviceCheckOffline',
    ],
  },
  {
    name: 'Facts of yesterday decide nothing offline',
    given: {
      device: aDevice({
        enrollments: aged(aDevice().enrollments, 24 * HOUR),
        deviceCheck: aged(aDeviceCheck(), 24 * HOUR),
      }),
      tenant: offline(),
    },
    lane: 'unknown',
    reason: 'enrollmentsOffline',
    under: ['deviceCheckOffline'],
  },
];

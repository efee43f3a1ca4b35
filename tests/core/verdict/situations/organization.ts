import { HOUR } from '../../../../src/core/time.ts';
import {
  aDevice,
  aDeviceCheck,
  aFact,
  aged,
  aPolicy,
  cloudAgo,
  offline,
  ORGANIZATION,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const nowhere = {
  hardware: undefined,
  assignment: undefined,
  deviceCheck: undefined,
  lock: undefined,
  identities: aFact([]),
};
const releasedAt = cloudAgo(30 * HOUR);

/** Gate 5: in a connected organization, not released. */
export const ORGANIZATIONS: readonly Situation[] = [
  {
    name: 'A serial that every organization answered with 404 is set aside',
    given: {
      device: aDevice({ ...nowhere, membership: aFact({ state: 'absent' }, 0, 'appleDevice') }),
    },
    lane: 'stop',
    reason: 'notInOrganization',
  },
  {
    name: 'A 404 of yesterday is asked again',
    given: {
      device: aDevice({
        ...nowhere,
        membership: aFact({ state: 'absent' }, 25 * HOUR, 'appleDevice'),
      }),
    },
    lane: 'wait',
    reason: 'membershipAsking',
    under: ['assignmentAsking', 'lockAsking', 'deviceCheckAsking'],
    questions: ['device', 'assignment', 'lock'],
  },
  {
    name: 'A serial that is on no list is asked for, whichever families the targets are for',
    given: {
      device: aDevice({ ...nowhere, membership: undefined }),
      policy: aPolicy({
        targets: aPolicy().targets.map((target) => ({ ...target, families: ['iPhone'] })),
      }),
    },
    lane: 'wait',
    reason: 'membershipAsking',
    under: ['lockAsking', 'deviceCheckAsking'],
    questions: ['device', 'lock'],
  },
  {
    name: 'A serial that is on no list cannot be told offline',
    given: { device: aDevice({ ...nowhere, membership: undefined }), tenant: offline() },
    lane: 'unknown',
    reason: 'membershipOffline',
    under: ['assignmentOffline', 'lockOffline', 'deviceCheckOffline'],
  },
  {
    name: 'A member of which nothing else is known is asked for',
    given: { device: aDevice({ hardware: undefined }) },
    lane: 'wait',
    reason: 'membershipAsking',
    questions: ['device'],
  },
  {
    name: 'A membership read more than four hours ago is asked again',
    given: {
      device: aDevice({
        membership: aFact({ state: 'member', organizationId: ORGANIZATION }, 4 * HOUR + 1),
      }),
    },
    lane: 'wait',
    reason: 'membershipAsking',
    questions: ['device'],
  },
  {
    name: 'A released device is set aside',
    given: { device: aDevice({ deviceCheck: aDeviceCheck({ releasedAt }) }) },
    lane: 'stop',
    reason: 'released',
  },
  {
    name: 'A device that was released by an answer of nine hours ago is asked for again',
    given: {
      device: aDevice({ deviceCheck: aged(aDeviceCheck({ releasedAt }), 9 * HOUR) }),
      policy: aPolicy({ migrationCheck: false }),
    },
    lane: 'wait',
    reason: 'membershipAsking',
    questions: ['device'],
  },
];

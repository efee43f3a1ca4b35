import { HOUR, MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  aFact,
  aged,
  anAssignment,
  aTenant,
  aView,
  aWork,
  BENCH,
  cloudAgo,
  identities,
  offline,
  ORGANIZATION,
  PROFILE,
  SERVICE,
  TOKEN,
  tokens,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const assignedJustNow = anAssignment({ assignedAt: cloudAgo(20 * MINUTE) });
const notImported = aDevice({ assignment: assignedJustNow, identities: aFact([]) });
const syncJob = aWork({ kind: 'sync', nextAt: BENCH + 3 * MINUTE });

function synced(triggeredAgo: number, ...endedAgo: readonly number[]) {
  const lastSyncTriggeredAt = cloudAgo(triggeredAgo);
  return aTenant({ tokens: tokens({ lastSyncTriggeredAt, recentSyncs: endedAgo.map(cloudAgo) }) });
}

/** Gate 7: imported by Intune under the target's token, by a sync after the assignment. */
export const IDENTITY: readonly Situation[] = [
  {
    name: 'A device that Intune has not fetched yet waits until the next sync is possible',
    given: { device: notImported, tenant: synced(10 * MINUTE, 25 * MINUTE) },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH + 5 * MINUTE,
    questions: ['identities'],
  },
  {
    name: 'A device that Intune has not fetched yet may be synced at once when the last sync is long ago',
    given: { device: notImported, tenant: synced(3 * HOUR, 175 * MINUTE) },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH,
    questions: ['identities'],
  },
  {
    name: 'A device that waits for a sync costs no question to Apple',
    given: {
      device: { ...notImported, lock: undefined, deviceCheck: undefined },
      tenant: synced(10 * MINUTE, 25 * MINUTE),
    },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH + 5 * MINUTE,
    questions: ['identities'],
  },
  {
    name: 'A sync under way is waited for',
    given: {
      device: notImported,
      tenant: synced(MINUTE, 85 * MINUTE),
      view: aView({ work: [aWork({ state: 'confirmed' }), syncJob] }),
    },
    lane: 'wait',
    reason: 'syncUnderWay',
    until: BENCH + 3 * MINUTE,
  },
  {
    name: 'A device that one sync did not bring waits for a second',
    given: { device: notImported, tenant: synced(12 * MINUTE, 10 * MINUTE) },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH + 3 * MINUTE,
    questions: ['identities'],
  },
  {
    name: 'A device that two syncs did not bring is work for an administrator',
    given: { device: notImported, tenant: synced(4 * MINUTE, 3 * MINUTE, 18 * MINUTE) },
    lane: 'fix',
    reason: 'identityMissing',
  },
  {
    name: 'A sync that ended after the identities were read proves nothing about them',
    given: {
      device: { ...notImported, identities: aFact([], 4 * MINUTE) },
      tenant: synced(4 * MINUTE, 3 * MINUTE, 18 * MINUTE),
    },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH + 11 * MINUTE,
    questions: ['identities'],
  },
  {
    name: 'A device assigned at an unknown date is missed after two syncs since it was bought',
    given: {
      device: aDevice({
        assignment: aFact({ organizationId: ORGANIZATION, serviceId: SERVICE.intune }),
        identities: aFact([]),
      }),
      tenant: synced(4 * MINUTE, 3 * MINUTE, 18 * MINUTE),
    },
    lane: 'fix',
    reason: 'identityMissing',
  },
  {
    name: 'A row from before the assignment counts only after a sync',
    given: {
      device: aDevice({
        assignment: assignedJustNow,
        identities: identities({
          createdAt: cloudAgo(90 * HOUR),
          profileAssignedAt: cloudAgo(15 * MINUTE),
        }),
      }),
      tenant: synced(10 * MINUTE, 25 * MINUTE),
    },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH + 5 * MINUTE,
    questions: ['identities'],
  },
  {
    name: 'A row from before the assignment is good after a sync, if its profile is new',
    given: {
      device: aDevice({
        assignment: assignedJustNow,
        identities: identities({
          createdAt: cloudAgo(90 * HOUR),
          profileAssignedAt: cloudAgo(15 * MINUTE),
        }),
      }),
      tenant: synced(19 * MINUTE, 17 * MINUTE),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A row that was deleted at Apple is no row',
    given: {
      device: aDevice({ assignment: assignedJustNow, identities: identities({ isDeleted: true }) }),
      tenant: synced(10 * MINUTE, 25 * MINUTE),
    },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH + 5 * MINUTE,
    questions: ['identities'],
  },
  {
    name: 'A row under the token of the second target does not count for the first',
    given: {
      device: aDevice({
        assignment: assignedJustNow,
        identities: identities({ tokenId: TOKEN.kiosk }),
      }),
      tenant: synced(10 * MINUTE, 25 * MINUTE),
    },
    lane: 'wait',
    reason: 'syncPending',
    until: BENCH + 5 * MINUTE,
    questions: ['identities'],
    warnings: ['identityUnderOtherToken'],
  },
  {
    name: 'A row under another token beside the right one is only a warning',
    given: { device: aDevice({ identities: identities({}, { id: 'x', tokenId: TOKEN.kiosk }) }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['identityUnderOtherToken'],
  },
  {
    name: 'A kiosk on the second target by its manifest is judged by that token and profile',
    given: {
      device: aDevice({
        assignment: anAssignment({ serviceId: SERVICE.kiosk }),
        identities: identities({ tokenId: TOKEN.kiosk, profileId: PROFILE.kiosk }),
      }),
      view: aView({ expectation: { targetId: 'kiosk' } }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'Of duplicate identities the newest decides',
    given: {
      device: aDevice({
        identities: identities(
          { id: 'old', createdAt: cloudAgo(90 * HOUR), profileId: PROFILE.stray },
          {},
          { id: 'gone', createdAt: cloudAgo(MINUTE), isDeleted: true, profileId: null },
        ),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'Without identities Intune is asked for them',
    given: { device: aDevice({ identities: undefined }) },
    lane: 'wait',
    reason: 'identitiesAsking',
    questions: ['identities'],
  },
  {
    name: 'Identities read more than four hours ago are asked again',
    given: { device: aDevice({ identities: aged(identities({}), 4 * HOUR + 1) }) },
    lane: 'wait',
    reason: 'identitiesAsking',
    questions: ['identities'],
  },
  {
    name: 'Identities cannot be asked offline',
    given: { device: aDevice({ identities: undefined }), tenant: offline() },
    lane: 'unknown',
    reason: 'identitiesOffline',
  },
];

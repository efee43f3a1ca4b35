import { NO_CONNECTIONS } from '../../../src/core/connections.ts';
import type { RunwayInput } from '../../../src/core/runway/input.ts';
import type { FindingCode, StepName } from '../../../src/core/runway/runway.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import {
  aFact,
  aFailure,
  aHandled,
  aJob,
  aLine,
  anInput,
  aService,
  aToken,
  AT,
  BENCH,
  CLOUD,
  FOREIGN,
  OLD,
  times,
  withTokens,
} from './builders.ts';

/** What happens to devices after the tenant is set up. */
export const WORK: readonly (readonly [string, StepName, RunwayInput, readonly FindingCode[]])[] = [
  [
    'devices are on a service that nobody named',
    'reassign',
    anInput({
      tally: [aLine({ serviceId: 'S-LAB' })],
      tenant: { services: aFact([aService(), OLD, FOREIGN]) },
    }),
    ['onForeignService'],
  ],
  [
    'the quota of POSTs is spent',
    'reassign',
    anInput({ jobs: [aJob({ waiting: 'quota', nextAt: BENCH + HOUR })] }),
    ['postQuotaSpent'],
  ],
  ['Apple did not move some', 'reassign', anInput({ jobs: [aFailure()] }), ['reassignFailed']],
  [
    'what failed was taken up again by a later job',
    'reassign',
    anInput({ jobs: [aFailure({ left: 0 }), aJob()] }),
    [],
  ],
  [
    'it failed, and a migration of the same device has come after it',
    'reassign',
    anInput({ jobs: [aFailure(), aJob({ kind: 'migrate', state: 'confirmed', open: 0 })] }),
    ['reassignFailed'],
  ],
  ['it was cancelled', 'reassign', anInput({ jobs: [aJob({ state: 'cancelled', open: 0 })] }), []],
  [
    'what failed has arrived all the same',
    'reassign',
    anInput({ tally: [AT.reassigned], jobs: [aFailure()] }),
    [],
  ],
  ['the mirror was never filled', 'reassign', anInput({ isListed: false }), ['mirrorNotFull']],
  [
    'nothing is connected that could be listed',
    'reassign',
    anInput({ connections: NO_CONNECTIONS, tenant: {}, tally: [], isListed: false }),
    [],
  ],
  [
    'a sync waits for its time',
    'synchronise',
    anInput({
      tally: [AT.reassigned],
      jobs: [aJob({ kind: 'sync', waiting: 'syncSpacing', nextAt: BENCH + 5 * MINUTE })],
    }),
    ['syncNotYet'],
  ],
  [
    'Intune was just synced and may not be again',
    'synchronise',
    {
      ...withTokens(aToken({ lastSyncTriggeredAt: CLOUD - MINUTE })),
      tally: [AT.reassigned],
    },
    ['syncNotYet'],
  ],
  [
    'nothing brings what Intune lacks',
    'synchronise',
    anInput({ tally: [AT.reassigned] }),
    ['identitiesMissing'],
  ],
  [
    'the last sync has failed, for nobody in particular',
    'synchronise',
    anInput({ jobs: [aJob({ kind: 'sync', state: 'failed', open: 0 })] }),
    ['syncFailed'],
  ],
  [
    'a sync was cancelled',
    'synchronise',
    anInput({ jobs: [aJob({ kind: 'sync', state: 'cancelled', open: 0 })] }),
    [],
  ],
  [
    'a sync has failed, and the one after it was cancelled',
    'synchronise',
    anInput({
      jobs: [
        aFailure({ kind: 'sync' }),
        aJob({ kind: 'sync', state: 'cancelled', open: 0, queuedAt: BENCH }),
      ],
    }),
    ['syncFailed'],
  ],
  [
    'a later sync has succeeded',
    'synchronise',
    anInput({
      jobs: [
        aJob({ kind: 'sync', state: 'confirmed', open: 0, queuedAt: BENCH }),
        aFailure({ kind: 'sync' }),
      ],
    }),
    [],
  ],
  [
    'the sync of another target has succeeded',
    'synchronise',
    anInput({
      jobs: [
        aJob({ kind: 'sync', state: 'confirmed', target: 'Kiosk', open: 0, queuedAt: BENCH }),
        aFailure({ kind: 'sync' }),
      ],
    }),
    ['syncFailed'],
  ],
  ['a device has no profile', 'profile', anInput({ tally: [AT.synchronised] }), ['withoutProfile']],
  [
    'a job brings the profile',
    'profile',
    anInput({ tally: [AT.synchronised], jobs: [aJob({ kind: 'assignProfile' })] }),
    [],
  ],
  [
    'a device has a profile that it may not have',
    'profile',
    anInput({ tally: [{ ...AT.withProfile, profileId: 'p-other' }] }),
    ['wrongProfile'],
  ],
  [
    'Intune did not take the profile',
    'profile',
    anInput({
      jobs: [aFailure({ kind: 'assignProfile' })],
    }),
    ['profileFailed'],
  ],
  [
    'a second administrator has to agree',
    'profile',
    anInput({ jobs: [aJob({ kind: 'assignProfile', waiting: 'approval' })] }),
    ['approvalAwaited'],
  ],
  [
    'a wipe waits for a second administrator',
    'reset',
    anInput({ jobs: [aJob({ kind: 'wipe', waiting: 'approval' })] }),
    ['approvalAwaited'],
  ],
  [
    'a migration is due within hours',
    'reset',
    anInput({ jobs: [aJob({ kind: 'migrate', open: 4, deadlineAt: BENCH + 11 * HOUR })] }),
    ['migrationsDue'],
  ],
  [
    'a migration has days left',
    'reset',
    anInput({ jobs: [aJob({ kind: 'migrate', deadlineAt: BENCH + 2 * DAY })] }),
    [],
  ],
  [
    'a device was handed over and did not come up',
    'distribute',
    anInput({
      tally: [times(5, AT.withProfile)],
      handled: [aHandled(AT.withProfile, { isHere: false, isLate: true })],
    }),
    ['handedOverNotEnrolled'],
  ],
];

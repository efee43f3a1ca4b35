import { DAY, HOUR, MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  aDeviceCheck,
  aged,
  anAssignment,
  aPolicy,
  aView,
  BENCH,
  cloudAgo,
  offline,
  SERVICE,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const capable = aDevice({ deviceCheck: aDeviceCheck({ isMigrationCapable: true }) });
const keepsData = { expectation: { keepsData: true } };
const started = aged(aDeviceCheck({ migrationStatus: 'STARTED' }), 9 * HOUR);

/** Gate 3: Apple's migration without erasing, and the promise to a user to keep the data. */
export const MIGRATION: readonly Situation[] = [
  {
    name: 'A requested migration waits until its deadline',
    given: {
      device: aDevice({
        deviceCheck: aDeviceCheck({
          migrationStatus: 'REQUESTED',
          migrationDeadline: cloudAgo(-3 * DAY),
        }),
      }),
    },
    lane: 'wait',
    reason: 'migrationRequested',
    until: BENCH + 3 * DAY,
  },
  {
    name: 'A requested migration past its deadline waits without naming a time',
    given: {
      device: aDevice({
        deviceCheck: aDeviceCheck({ migrationStatus: 'REQUESTED', migrationDeadline: cloudAgo(1) }),
      }),
    },
    lane: 'wait',
    reason: 'migrationRequested',
  },
  {
    name: 'A migration that has started is left alone',
    given: { device: aDevice({ deviceCheck: aDeviceCheck({ migrationStatus: 'STARTED' }) }) },
    lane: 'wait',
    reason: 'migrationStarted',
  },
  {
    name: 'A migration state that nobody knows is left alone too',
    given: { device: aDevice({ deviceCheck: aDeviceCheck({ migrationStatus: 'unknown' }) }) },
    lane: 'wait',
    reason: 'migrationStarted',
  },
  {
    name: 'A failed migration is set aside, since Apple may have locked the device',
    given: { device: aDevice({ deviceCheck: aDeviceCheck({ migrationStatus: 'FAILED' }) }) },
    lane: 'stop',
    reason: 'migrationFailed',
  },
  {
    name: 'A migration that succeeded earlier does not stand in the way',
    given: { device: aDevice({ deviceCheck: aDeviceCheck({ migrationStatus: 'SUCCESS' }) }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A migration under way nine hours ago is asked for again, before anything is mended',
    given: {
      device: aDevice({
        deviceCheck: started,
        assignment: anAssignment({ serviceId: SERVICE.old }),
      }),
    },
    lane: 'wait',
    reason: 'deviceCheckAsking',
    under: ['onFormerService'],
    questions: ['device'],
  },
  {
    name: 'A migration under way nine hours ago is asked for again even if policy checks no migrations',
    given: {
      device: aDevice({ deviceCheck: started }),
      policy: aPolicy({ migrationCheck: false }),
    },
    lane: 'wait',
    reason: 'deviceCheckAsking',
    questions: ['device'],
  },
  {
    name: 'A device that could migrate is reset all the same when nobody asked to keep its data',
    given: { device: capable },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A device whose manifest keeps the data migrates by itself if it can',
    given: { device: capable, view: aView(keepsData) },
    lane: 'migrate',
    reason: 'migratesByItself',
  },
  {
    name: 'A device whose operator keeps the data migrates by itself if it can',
    given: { device: capable, view: aView({ keepsData: true }) },
    lane: 'migrate',
    reason: 'migratesByItself',
  },
  {
    name: 'A device whose manifest keeps the data but cannot migrate needs consent to be erased',
    given: { view: aView(keepsData) },
    lane: 'fix',
    reason: 'cannotKeepData',
    fix: 'agreeErase',
  },
  {
    name: 'An operator who agrees to erase overrides the manifest',
    given: { device: capable, view: aView({ ...keepsData, keepsData: false }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'Whether it can keep its data is asked when it is not known',
    given: { device: aDevice({ deviceCheck: undefined }), view: aView(keepsData) },
    lane: 'wait',
    reason: 'keepsDataAsking',
    under: ['deviceCheckAsking'],
    questions: ['device'],
  },
  {
    name: 'Whether it can keep its data is asked again when the answer is old',
    given: {
      device: aDevice({ deviceCheck: aged(capable.deviceCheck, 9 * HOUR) }),
      view: aView(keepsData),
    },
    lane: 'wait',
    reason: 'keepsDataAsking',
    under: ['deviceCheckAsking'],
    questions: ['device'],
  },
  {
    name: 'Whether it can keep its data is asked even if policy checks no migrations',
    given: {
      device: aDevice({ deviceCheck: undefined }),
      view: aView(keepsData),
      policy: aPolicy({ migrationCheck: false }),
    },
    lane: 'wait',
    reason: 'keepsDataAsking',
    questions: ['device'],
  },
  {
    name: 'Whether it can keep its data nobody can tell offline',
    given: {
      device: aDevice({ deviceCheck: undefined }),
      view: aView(keepsData),
      tenant: offline(),
    },
    lane: 'unknown',
    reason: 'keepsDataOffline',
    under: ['deviceCheckOffline'],
  },
  {
    name: 'Release and migration are asked for last',
    given: { device: aDevice({ deviceCheck: undefined }) },
    lane: 'wait',
    reason: 'deviceCheckAsking',
    questions: ['device'],
  },
  {
    name: 'Release and migration checked more than eight hours ago are asked again',
    given: { device: aDevice({ deviceCheck: aged(aDeviceCheck(), 8 * HOUR + 1) }) },
    lane: 'wait',
    reason: 'deviceCheckAsking',
    questions: ['device'],
  },
  {
    name: 'Release and migration cannot be asked offline',
    given: { device: aDevice({ deviceCheck: undefined }), tenant: offline() },
    lane: 'unknown',
    reason: 'deviceCheckOffline',
  },
  {
    name: 'A policy that checks no migrations says so beside the verdict',
    given: {
      device: aDevice({ deviceCheck: undefined }),
      policy: aPolicy({ migrationCheck: false }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['releaseNotChecked'],
  },
  {
    name: 'A policy that checks no migrations says nothing when it was checked anyway',
    given: {
      device: aDevice({ deviceCheck: aged(aDeviceCheck(), MINUTE) }),
      policy: aPolicy({ migrationCheck: false }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
];

import { DAY, HOUR, MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  aFact,
  aHardware,
  aPolicy,
  aSighting,
  aTenant,
  aView,
  cloudAgo,
  enrollments,
  identities,
  offline,
  tokens,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const atHello = aView({ sightings: [aSighting({ isInSetupAssistant: true })] });
const sealed = aView({ expectation: { isSealedNew: true } });

function reset(milliseconds: number) {
  return aView({ resetRecord: { level: 'observed', cloudAt: cloudAgo(milliseconds) } });
}

/** Every gate holds: erase it, or switch it on. */
export const OPEN: readonly Situation[] = [
  {
    name: 'A device that is right in every way may be reset',
    given: {},
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A device that is right in every way may be reset offline while its facts are fresh',
    given: { tenant: offline() },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A device whose reset was proven five minutes ago is switched on',
    given: { view: reset(5 * MINUTE) },
    lane: 'start',
    reason: 'resetProven',
  },
  {
    name: 'A reset at the very moment when the profile had settled counts',
    given: { view: reset(70 * MINUTE) },
    lane: 'start',
    reason: 'resetProven',
  },
  {
    name: 'A reset before the profile had settled is done again',
    given: { view: reset(71 * MINUTE) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A reset before the device was used again is done again',
    given: {
      device: aDevice({
        enrollments: enrollments({
          managementState: 'retirePending',
          enrolledAt: cloudAgo(MINUTE),
        }),
      }),
      view: reset(5 * MINUTE),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A reset before a compliance partner saw the device in use is done again',
    given: {
      device: aDevice({
        enrollments: enrollments({ managementAgent: 'jamf', enrolledAt: cloudAgo(MINUTE) }),
      }),
      view: reset(5 * MINUTE),
    },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['managedByPartner'],
  },
  {
    name: 'A reset recorded in the future is no proof',
    given: { view: reset(-HOUR) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A device sealed new by its manifest is switched on',
    given: { view: sealed },
    lane: 'start',
    reason: 'sealedNew',
  },
  {
    name: 'A device sealed new by its manifest and yet enrolled must be looked at',
    given: {
      device: aDevice({ enrollments: enrollments({ enrolledAt: cloudAgo(3 * HOUR) }) }),
      view: sealed,
    },
    lane: 'unknown',
    reason: 'sealedButEnrolled',
  },
  {
    name: 'A device sealed new by its manifest that waits for a reset in Intune must be looked at',
    given: {
      device: aDevice({ identities: identities({ enrollmentState: 'pendingReset' }) }),
      view: sealed,
    },
    lane: 'unknown',
    reason: 'sealedButEnrolled',
  },
  {
    name: 'A device sealed new by its manifest whose enrollment failed must be looked at',
    given: {
      device: aDevice({ identities: identities({ enrollmentState: 'failed' }) }),
      view: sealed,
    },
    lane: 'unknown',
    reason: 'sealedButEnrolled',
  },
  {
    name: 'A device sealed new by its manifest is not switched on before its profile has settled',
    given: {
      device: aDevice({ identities: identities({ profileAssignedAt: cloudAgo(MINUTE) }) }),
      view: sealed,
    },
    lane: 'wait',
    reason: 'profileSettling',
    until: Date.UTC(2026, 10, 23, 9, 9),
  },
  {
    name: 'A device at Hello since before its assignment is restarted, not erased',
    given: { view: atHello },
    lane: 'start',
    reason: 'atSetupAssistant',
  },
  {
    name: 'A device seen at Hello is not erased because Intune still counts its old enrollment',
    given: {
      device: aDevice({ identities: identities({ enrollmentState: 'pendingReset' }) }),
      view: atHello,
    },
    lane: 'start',
    reason: 'atSetupAssistant',
  },
  {
    name: 'A device at Hello whose enrollment failed is erased again',
    given: {
      device: aDevice({ identities: identities({ enrollmentState: 'failed' }) }),
      view: atHello,
    },
    lane: 'clear',
    reason: 'enrollmentFailed',
  },
  {
    name: 'A device enrolled with another profile than the expected one is erased',
    given: { device: aDevice({ identities: identities({ enrollmentState: 'pendingReset' }) }) },
    lane: 'clear',
    reason: 'pendingReset',
  },
  {
    name: 'A device that was reset since Intune called for it is switched on',
    given: {
      device: aDevice({ identities: identities({ enrollmentState: 'pendingReset' }) }),
      view: reset(5 * MINUTE),
    },
    lane: 'start',
    reason: 'resetProven',
  },
  {
    name: 'A device whose enrollment failed after its reset is erased again',
    given: {
      device: aDevice({
        identities: identities({ enrollmentState: 'failed', lastContactedAt: cloudAgo(MINUTE) }),
      }),
      view: reset(5 * MINUTE),
    },
    lane: 'clear',
    reason: 'enrollmentFailed',
  },
  {
    name: 'A device whose enrollment failed before its reset is switched on',
    given: {
      device: aDevice({
        identities: identities({ enrollmentState: 'failed', lastContactedAt: cloudAgo(HOUR) }),
      }),
      view: reset(5 * MINUTE),
    },
    lane: 'start',
    reason: 'resetProven',
  },
];

/** What stands beside a verdict without changing it. */
export const WARNED: readonly Situation[] = [
  {
    name: 'A device that Apple Configurator added last week may leave management again',
    given: {
      device: aDevice({
        hardware: aFact(
          aHardware({ purchaseSource: 'MANUALLY_ADDED', addedAt: cloudAgo(7 * DAY) }),
        ),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['configuratorProvisional'],
  },
  {
    name: 'A device that Apple Configurator added thirty days ago may not leave any more',
    given: {
      device: aDevice({
        hardware: aFact(
          aHardware({ purchaseSource: 'MANUALLY_ADDED', addedAt: cloudAgo(30 * DAY) }),
        ),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A device with little battery is charged first',
    given: { view: aView({ sightings: [aSighting({ batteryPercent: 19 })] }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['batteryLow'],
  },
  {
    name: 'A device with a fifth of its battery is not warned of',
    given: { view: aView({ sightings: [aSighting({ batteryPercent: 20 })] }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A device below the minimum version will have to update',
    given: {
      view: aView({ sightings: [aSighting({ osVersion: '17.6.1' })] }),
      policy: aPolicy({ minimumOs: { iPhone: '18' } }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['osBelowMinimum'],
  },
  {
    name: 'A version is compared number by number, not letter by letter',
    given: {
      view: aView({ sightings: [aSighting({ osVersion: '18.10' })] }),
      policy: aPolicy({ minimumOs: { iPhone: '18.9.1' } }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A phone with an eSIM keeps it',
    given: { device: aDevice({ hardware: aFact(aHardware({ eid: '89049032' })) }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['keepEsim'],
  },
  {
    name: 'A token and a push certificate that expire this month are warned of in good time',
    given: {
      tenant: aTenant({
        tokens: tokens({ expiresAt: cloudAgo(-10 * DAY) }),
        pushCertificate: aFact({ expiresAt: cloudAgo(-DAY) }),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['tokenExpiresSoon', 'pushCertificateExpiresSoon'],
  },
  {
    name: 'A device that is only switched on is told as well that its release was not checked',
    given: {
      device: aDevice({ deviceCheck: undefined }),
      view: sealed,
      policy: aPolicy({ migrationCheck: false }),
    },
    lane: 'start',
    reason: 'sealedNew',
    warnings: ['releaseNotChecked'],
  },
];

import { HOUR, MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  aSighting,
  ago,
  aView,
  cloudAgo,
  enrollments,
  identities,
  offline,
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
    name: 'A reset that was only ordered leads nobody to switch the device on',
    given: {
      view: aView({ resetRecord: { level: 'ordered', cloudAt: cloudAgo(5 * MINUTE) } }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
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
    name: 'A device that restarts in a reset the operator began is left alone',
    given: { view: aView({ awaySince: ago(2 * MINUTE) }) },
    lane: 'wait',
    reason: 'resetUnderWay',
  },
  {
    name: 'A device that has been away for longer than any restart was pulled out and is erased again',
    given: { view: aView({ awaySince: ago(20 * MINUTE) }) },
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
    fix: 'agreeErase',
  },
  {
    name: 'A device sealed new by its manifest that waits for a reset in Intune must be looked at',
    given: {
      device: aDevice({ identities: identities({ enrollmentState: 'pendingReset' }) }),
      view: sealed,
    },
    lane: 'unknown',
    reason: 'sealedButEnrolled',
    fix: 'agreeErase',
  },
  {
    name: 'A device sealed new by its manifest whose enrollment failed must be looked at',
    given: {
      device: aDevice({ identities: identities({ enrollmentState: 'failed' }) }),
      view: sealed,
    },
    lane: 'unknown',
    reason: 'sealedButEnrolled',
    fix: 'agreeErase',
  },
  {
    name: 'A device sealed by its manifest, found in use, is erased once the operator agrees to it',
    given: {
      device: aDevice({ enrollments: enrollments({ enrolledAt: cloudAgo(3 * HOUR) }) }),
      view: aView({ expectation: { isSealedNew: true }, keepsData: false }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['erasesDeviceInUse'],
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

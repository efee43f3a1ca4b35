import { DAY } from '../../../../src/core/time.ts';
import {
  aDevice,
  aFact,
  aHardware,
  aPolicy,
  aSighting,
  aTenant,
  aView,
  cloudAgo,
  tokens,
} from '../builders.ts';
import type { Situation } from './situation.ts';

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
    name: 'A device that stands in an order for a remote reset is not erased twice',
    given: { view: aView({ order: { at: 1_000_000, approvedBy: 'Robin' } }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['resetOrdered'],
  },
  {
    name: 'A device that its user has not let go by the manifest is asked about before it is erased',
    given: { view: aView({ expectation: { isReleased: false } }) },
    lane: 'clear',
    reason: 'allGatesHold',
    warnings: ['notReleasedByUser'],
  },
  {
    name: 'A device that its user has let go needs no asking',
    given: { view: aView({ expectation: { isReleased: true } }) },
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
    name: 'A version without its last number is the one that ends in zero',
    given: {
      view: aView({ sightings: [aSighting({ osVersion: '18' })] }),
      policy: aPolicy({ minimumOs: { iPhone: '18.0.1' } }),
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
      view: aView({ expectation: { isSealedNew: true } }),
      policy: aPolicy({ migrationCheck: false }),
    },
    lane: 'start',
    reason: 'sealedNew',
    warnings: ['releaseNotChecked'],
  },
];

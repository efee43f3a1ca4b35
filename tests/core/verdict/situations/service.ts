import { HOUR, MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  aFact,
  aged,
  anAssignment,
  aTenant,
  aView,
  aWork,
  ago,
  BENCH,
  CONFIGURATOR,
  cloudAgo,
  identities,
  offline,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  SERVICE,
  tokens,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const onOld = aDevice({ assignment: anAssignment({ serviceId: SERVICE.old }) });
const disagree = aFact(
  { answers: ['Intune', 'Old MDM'] as [string, string] },
  20 * MINUTE,
  'appleDevice',
);
const otherMember = aFact({ state: 'member', organizationId: OTHER_ORGANIZATION } as const, HOUR);

/** Gate 6: on the service of its target. */
export const SERVICES: readonly Situation[] = [
  {
    name: 'A device on a former service can be reassigned',
    given: { device: onOld },
    lane: 'fix',
    reason: 'onFormerService',
    fix: 'reassign',
  },
  {
    name: 'A device on a former service whose identity is unknown to Intune is only reassigned',
    given: { device: { ...onOld, identities: aFact([]) } },
    lane: 'fix',
    reason: 'onFormerService',
    fix: 'reassign',
  },
  {
    name: 'A device on a former service costs no question to Apple about its lock',
    given: { device: { ...onOld, lock: undefined, deviceCheck: undefined } },
    lane: 'fix',
    reason: 'onFormerService',
    fix: 'reassign',
  },
  {
    name: 'A device on no service can be assigned',
    given: { device: aDevice({ assignment: anAssignment({ serviceId: null }) }) },
    lane: 'fix',
    reason: 'unassigned',
    fix: 'reassign',
  },
  {
    name: 'A device on no service may have been released, which is asked beside the offer to assign it',
    given: {
      device: aDevice({ assignment: anAssignment({ serviceId: null }), deviceCheck: undefined }),
    },
    lane: 'fix',
    reason: 'unassigned',
    fix: 'reassign',
    questions: ['device'],
  },
  {
    name: 'A device on the pseudo-service of Apple Configurator counts as unassigned',
    given: { device: aDevice({ assignment: anAssignment({ serviceId: CONFIGURATOR }) }) },
    lane: 'fix',
    reason: 'unassigned',
    fix: 'reassign',
  },
  {
    name: 'A device on a foreign service is never moved',
    given: { device: aDevice({ assignment: anAssignment({ serviceId: SERVICE.stranger }) }) },
    lane: 'stop',
    reason: 'foreignService',
  },
  {
    name: 'A service is not called foreign before the services are known',
    given: {
      device: aDevice({ assignment: anAssignment({ serviceId: CONFIGURATOR }) }),
      tenant: aTenant({ services: undefined }),
    },
    lane: 'wait',
    reason: 'assignmentAsking',
    questions: ['tenant'],
  },
  {
    name: 'A device on the service of another target is set aside',
    given: { device: aDevice({ assignment: anAssignment({ serviceId: SERVICE.kiosk }) }) },
    lane: 'stop',
    reason: 'onOtherTarget',
  },
  {
    name: 'A device whose target the manifest names elsewhere is set aside',
    given: { view: aView({ expectation: { targetId: 'kiosk' } }) },
    lane: 'stop',
    reason: 'onOtherTarget',
    warnings: ['identityUnderOtherToken'],
  },
  {
    name: 'A device of one organization cannot be assigned to a target in another',
    given: {
      device: aDevice({
        membership: otherMember,
        assignment: anAssignment({ organizationId: OTHER_ORGANIZATION, serviceId: null }),
      }),
      view: aView({ expectation: { targetId: 'intune' } }),
    },
    lane: 'stop',
    reason: 'onOtherTarget',
  },
  {
    name: 'A device of an organization without any target is on hold',
    given: {
      device: aDevice({
        membership: otherMember,
        assignment: anAssignment({ organizationId: OTHER_ORGANIZATION, serviceId: null }),
      }),
    },
    lane: 'wait',
    reason: 'noTarget',
  },
  {
    name: 'A device that two organizations claim is asked for again, the older answer first',
    given: {
      device: aDevice({ membership: otherMember }),
      view: aView({ expectation: { targetId: 'intune' } }),
    },
    lane: 'wait',
    reason: 'assignmentAsking',
    questions: ['device'],
  },
  {
    name: 'A reassignment in the queue makes the device wait for its turn',
    given: {
      device: onOld,
      view: aView({ work: [aWork({ state: 'queued', nextAt: BENCH + 5 * MINUTE })] }),
    },
    lane: 'wait',
    reason: 'reassignUnderWay',
    until: BENCH + 5 * MINUTE,
  },
  {
    name: 'A reassignment that Apple calls finished is not believed before it is re-read',
    given: { view: aView({ work: [aWork({ state: 'finished' })] }) },
    lane: 'wait',
    reason: 'reassignUnderWay',
  },
  {
    name: 'A reassignment that should have gone on already names no time in the past',
    given: { device: onOld, view: aView({ work: [aWork({ nextAt: ago(MINUTE) })] }) },
    lane: 'wait',
    reason: 'reassignUnderWay',
  },
  {
    name: 'A reassignment that failed can be tried again',
    given: {
      device: onOld,
      view: aView({ work: [aWork({ state: 'failed', failure: 'NOT_ACCESSIBLE' })] }),
    },
    lane: 'fix',
    reason: 'reassignFailed',
    fix: 'reassign',
  },
  {
    name: 'A second try under way wins over the first that failed',
    given: {
      device: onOld,
      view: aView({
        work: [
          aWork({ state: 'failed', failure: 'NOT_ACCESSIBLE', since: ago(HOUR) }),
          aWork({ state: 'queued', since: ago(MINUTE) }),
        ],
      }),
    },
    lane: 'wait',
    reason: 'reassignUnderWay',
  },
  {
    name: 'A failure before a reassignment that worked is forgotten',
    given: {
      device: onOld,
      view: aView({
        work: [
          aWork({ state: 'failed', failure: 'NOT_ACCESSIBLE', since: ago(3 * HOUR) }),
          aWork({ state: 'confirmed', since: ago(2 * HOUR) }),
        ],
      }),
    },
    lane: 'fix',
    reason: 'onFormerService',
    fix: 'reassign',
  },
  {
    name: 'A confirmed reassignment is forgotten',
    given: { view: aView({ work: [aWork({ state: 'confirmed' })] }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'Without an assignment Apple is asked for it',
    given: { device: aDevice({ assignment: undefined }) },
    lane: 'wait',
    reason: 'assignmentAsking',
    questions: ['assignment'],
  },
  {
    name: 'An assignment read more than four hours ago is asked again',
    given: { device: aDevice({ assignment: aged(anAssignment(), 4 * HOUR + 1) }) },
    lane: 'wait',
    reason: 'assignmentAsking',
    questions: ['assignment'],
  },
  {
    name: 'An assignment cannot be asked offline',
    given: { device: aDevice({ assignment: undefined }), tenant: offline() },
    lane: 'unknown',
    reason: 'assignmentOffline',
  },
  {
    name: 'Two answers that disagree are checked again after the next sync',
    given: { device: aDevice({ contradiction: disagree }) },
    lane: 'wait',
    reason: 'answersRechecking',
    questions: ['assignment'],
  },
  {
    name: 'Two answers that disagreed before a sync are asked once more after it',
    given: {
      device: aDevice({ contradiction: disagree, assignment: aged(anAssignment(), 20 * MINUTE) }),
      tenant: aTenant({ tokens: tokens({ recentSyncs: [cloudAgo(10 * MINUTE)] }) }),
    },
    lane: 'wait',
    reason: 'answersRechecking',
    questions: ['assignment'],
  },
  {
    name: 'Two answers that still disagree when asked after a sync set the device aside',
    given: {
      device: aDevice({ contradiction: disagree }),
      tenant: aTenant({ tokens: tokens({ recentSyncs: [cloudAgo(10 * MINUTE), cloudAgo(HOUR)] }) }),
    },
    lane: 'stop',
    reason: 'answersDisagree',
  },
  {
    name: 'Two answers that disagree cannot be checked offline',
    given: { device: aDevice({ contradiction: disagree }), tenant: offline() },
    lane: 'unknown',
    reason: 'assignmentOffline',
  },
  {
    name: 'An assignment without a known date is enough when Intune has the device',
    given: {
      device: aDevice({
        assignment: aFact({ organizationId: ORGANIZATION, serviceId: SERVICE.intune }),
        identities: identities({ createdAt: null }),
      }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
];

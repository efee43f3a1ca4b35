import type { Assignment } from '../../facts/device-facts.ts';
import type { Fact } from '../../facts/fact.ts';
import {
  firstOf,
  found,
  HOLDS,
  holds,
  isFresh,
  unknownFact,
  type Finding,
  type GateReport,
} from '../finding.ts';
import type { Target } from '../policy.ts';
import type { Situation } from '../situation.ts';
import type { Question } from '../verdict.ts';
import { failedWork, workUnderWay } from '../work.ts';

/** Gate 6: Apple will send it to the service of its target. Without a target an earlier gate has failed. */
export function onTargetService(situation: Situation): GateReport {
  const { target } = situation;
  if (!target) return HOLDS;
  return firstOf(
    answersAgree(situation),
    noReassignUnderWay(situation),
    isAssignedToTarget(situation, target),
  );
}

/** Intune's sync gives Apple time to settle; only an answer read after it shows whether they still disagree. */
function answersAgree(situation: Situation): GateReport {
  const { device, token, now, tenant } = situation;
  const { contradiction, assignment } = device;
  if (!contradiction) return HOLDS;
  const onCloud = (read: Fact<unknown>) => read.observedAt - now.bench + now.cloud;
  const isReadSince = token?.recentSyncs.some(
    (sync) => sync > onCloud(contradiction) && assignment && onCloud(assignment) > sync,
  );
  if (isReadSince) {
    const [one, other] = contradiction.value.answers;
    return found({ code: 'answersDisagree', params: { one, other } }, contradiction);
  }
  if (!tenant.isOnline) return found({ code: 'assignmentOffline' }, contradiction);
  return found({ code: 'answersRechecking', question: 'assignment' }, contradiction);
}

function noReassignUnderWay({ view }: Situation): GateReport {
  const work = workUnderWay(view, 'reassign');
  return work ? found({ code: 'reassignUnderWay', until: work.nextAt }) : HOLDS;
}

function isAssignedToTarget(situation: Situation, target: Target): GateReport {
  const { device, policy } = situation;
  const { assignment, membership } = device;
  if (!assignment || !isFresh(assignment, policy.freshness.assignment, situation)) {
    return found(unknownAssignment(situation, 'assignment'), assignment);
  }
  const { organizationId } = assignment.value;
  const home = membership?.value.state === 'member' ? membership : undefined;
  if (home?.value.state === 'member' && home.value.organizationId !== organizationId) {
    const older = home.observedAt < assignment.observedAt ? 'device' : 'assignment';
    return found(unknownAssignment(situation, older), assignment, home);
  }
  if (situation.isOnTarget) return holds(assignment);
  return found(elsewhere(situation, assignment.value, target), assignment);
}

function unknownAssignment(situation: Situation, question: Question): Finding {
  return unknownFact(situation, {
    asking: 'assignmentAsking',
    offline: 'assignmentOffline',
    question,
  });
}

function elsewhere(situation: Situation, assignment: Assignment, target: Target): Finding {
  const { serviceId, organizationId } = assignment;
  const service = situation.tenant.services?.value.find((each) => each.id === serviceId);
  const params = { service: service?.name ?? serviceId ?? organizationId, target: target.name };
  if (organizationId !== target.organizationId) return { code: 'onOtherTarget', params };
  if (serviceId === null || service?.type === 'APPLE_CONFIGURATOR') {
    return { ...toReassign(situation, 'unassigned', params), ...askWhetherReleased(situation) };
  }
  if (situation.policy.formerServiceIds.includes(serviceId)) {
    return toReassign(situation, 'onFormerService', params);
  }
  return notToBeMoved(situation, serviceId, params);
}

function notToBeMoved(
  situation: Situation,
  serviceId: string,
  params: Readonly<Record<string, string>>,
): Finding {
  const { policy, tenant } = situation;
  const isOurs = policy.targets.some((target) => target.serviceId === serviceId);
  if (isOurs) return { code: 'onOtherTarget', params };
  // Not known by name: it may be the pseudo-service of Apple Configurator, which is nobody's.
  if (!tenant.services) return unknownAssignment(situation, 'tenant');
  return { code: 'foreignService', params };
}

/** In Apple's list a released device looks like one on no service; only the answer for this one device tells. */
function askWhetherReleased(situation: Situation): Pick<Finding, 'question'> {
  const { device, policy, tenant } = situation;
  const isChecked = isFresh(device.deviceCheck, policy.freshness.deviceCheck, situation);
  const isAsked = policy.migrationCheck && tenant.isOnline && !isChecked;
  return isAsked ? { question: 'device' } : {};
}

function toReassign(
  { view }: Situation,
  code: 'unassigned' | 'onFormerService',
  params: Readonly<Record<string, string>>,
): Finding {
  const failed = failedWork(view, 'reassign');
  if (!failed) return { code, params, fix: 'reassign' };
  const failure = failed.failure ?? '…';
  return {
    code: 'reassignFailed',
    params: { ...params, failure, failureNext: failure },
    fix: 'reassign',
  };
}

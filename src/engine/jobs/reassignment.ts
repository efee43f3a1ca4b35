import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { JobFailureCode } from '../../core/jobs/failures.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { failed, openMembers, type Job, type Member, type Outcome, type Outcomes } from './job.ts';
import type { Effect, View } from './step.ts';

export interface Findings {
  readonly outcomes: Outcomes;
  readonly effects: readonly Effect[];
}

/** The serials that a re-read of this round shows on the target, and what follows from that. */
export function arrivedOn(job: Job, target: Target, view: View): Findings {
  const arrived = openMembers(job).filter((member) => {
    const fact = view.device(member.serial).assignment;
    return fact && fact.observedAt >= job.askedAt && fact.value.serviceId === target.serviceId;
  });
  const assignedAt = job.activity?.completedAt ?? view.now.cloud;
  return {
    outcomes: new Map(arrived.map((member) => [member.serial, { outcome: 'confirmed' }])),
    effects: arrived.flatMap((member) => arrivalOf({ ...member, assignedAt }, job, target)),
  };
}

/**
 * What must not be posted: serials already there (Apple counts them as errors, and a redundant assign may
 * strip the profile), serials outside the organization, and those that moved to a service nobody named.
 */
export function notForSending(job: Job, target: Target, view: View): Findings {
  const outcomes = new Map<SerialNumber, Outcome>();
  const effects: Effect[] = [];
  for (const member of openMembers(job)) {
    const outcome = beforeSending(member.serial, target, view);
    if (outcome) outcomes.set(member.serial, outcome);
    if (outcome?.outcome === 'confirmed') effects.push(syncOf(known(member, view), target));
  }
  return { outcomes, effects };
}

/** After a refusal that named nobody: the serials that Apple does not have, or no longer. */
export function culpritsOf(job: Job, view: View): Outcomes {
  return new Map(
    openMembers(job).flatMap(({ serial }) => {
      const code = guiltOf(serial, view);
      return code === undefined ? [] : [[serial, failed(code, job.rejection)]];
    }),
  );
}

function guiltOf(serial: SerialNumber, view: View): JobFailureCode | undefined {
  const { membership, deviceCheck } = view.device(serial);
  if (membership?.value.state === 'absent') return 'notInOrganization';
  return (deviceCheck?.value.releasedAt ?? null) === null ? undefined : 'released';
}

function beforeSending(serial: SerialNumber, target: Target, view: View): Outcome | undefined {
  const { membership, assignment } = view.device(serial);
  const isMember =
    membership?.value.state === 'member' &&
    membership.value.organizationId === target.organizationId;
  if (!isMember) return failed('notInOrganization');
  const serviceId = assignment?.value.serviceId ?? null;
  if (serviceId === target.serviceId) return { outcome: 'confirmed' };
  const mayMove =
    serviceId === null ||
    view.policy.formerServiceIds.includes(serviceId) ||
    view.isConfigurator(serviceId);
  return mayMove ? undefined : failed('foreignService');
}

function arrivalOf(member: Member & { assignedAt: number }, job: Job, target: Target): Effect[] {
  const { serial, assignedAt } = member;
  const { organizationId, serviceId } = target;
  const activityId = job.activity?.id ?? 'unknown';
  return [
    { kind: 'assigned', serial, organizationId, serviceId, assignedAt },
    {
      kind: 'record',
      serial,
      happening: {
        type: 'reassigned',
        data: { organizationId, serviceId, activityId, cloudAssignedAt: assignedAt },
      },
    },
    syncOf(member, target),
  ];
}

/** The step that follows once Apple shows the device on its target. */
export function syncOf(member: Member, target: Target): Effect {
  return { kind: 'enqueue', job: 'sync', targetId: target.id, member };
}

function known(member: Member, view: View): Member {
  const assignedAt = view.device(member.serial).assignment?.value.assignedAt;
  return assignedAt === undefined ? member : { ...member, assignedAt };
}

import type { DeviceCheck } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { EARLIEST_DEADLINE, LATEST_DEADLINE } from '../../core/jobs/deadline.ts';
import type { JobFailureCode } from '../../core/jobs/failures.ts';
import { HOUR, SECOND, type Instant } from '../../core/time.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { failed, pendingMembers, type Job, type Member, type Outcome } from './job.ts';
import { allowedFor } from './profile.ts';
import { syncOf, type Findings } from './reassignment.ts';
import type { Effect, View } from './step.ts';

/** What the quota may take of it before the POST leaves. */
const QUEUE_TIME = 2 * HOUR;

/** Who must not be sent along: a device that cannot migrate makes the activity fail, or ends up locked. */
export function notForMigrating(job: Job, target: Target, view: View): Findings {
  const whole = beforeScheduling(job, target, view);
  if (whole) return { outcomes: allPending(job, whole), effects: [] };
  return findingsOf(job, (member) => beforeMigrating(member, job, { target, view }));
}

/** Scheduled at Apple, as a re-read of this round shows; its profile is prepared at once. */
export function migrationProven(job: Job, target: Target, view: View): Findings {
  return findingsOf(job, (member) => {
    if (!isReadInRound(member, job, view) || !isScheduled(member.serial, job, { target, view })) {
      return undefined;
    }
    return { outcome: scheduledAt(view), effects: schedulingOf(member, job, { target, view }) };
  });
}

export function notForDeadline(job: Job, target: Target, view: View): Findings {
  if (!isDeadlineInRange(job, view)) {
    return { outcomes: allPending(job, failed('deadlineOutOfRange')), effects: [] };
  }
  return findingsOf(job, (member) => {
    const check = checkOf(member.serial, target, view);
    if (!check) return { outcome: failed('notInOrganization') };
    if (check.migrationStatus !== 'REQUESTED') return { outcome: failed('notMigrating') };
    return isSameDeadline(check, job) ? changed(member, job) : undefined;
  });
}

export function deadlineProven(job: Job, target: Target, view: View): Findings {
  return findingsOf(job, (member) => {
    const check = checkOf(member.serial, target, view);
    const isProven = check && isCheckedInRound(member, job, view) && isSameDeadline(check, job);
    return isProven ? changed(member, job) : undefined;
  });
}

export function notForCancelling(job: Job, target: Target, view: View): Findings {
  return findingsOf(job, (member) => {
    const check = checkOf(member.serial, target, view);
    if (!check) return { outcome: failed('notInOrganization') };
    if (check.migrationStatus === 'REQUESTED') return undefined;
    const wasSent = job.calls > 0 && !isMigrating(check);
    return wasSent ? cancelled(member, job) : { outcome: failed('notMigrating') };
  });
}

/**
 * Apple no longer speaks of a migration. Whether the assignment went back with it is told differently by its
 * documents and by others (docs/protocol/apple-business.md#migration): the assignment was read again in this round, and
 * the verdict goes by that.
 */
export function cancelProven(job: Job, target: Target, view: View): Findings {
  return findingsOf(job, (member) => {
    const check = checkOf(member.serial, target, view);
    const isOver = check && !isMigrating(check);
    return isOver && isReadInRound(member, job, view) ? cancelled(member, job) : undefined;
  });
}

interface Around {
  readonly target: Target;
  readonly view: View;
}

interface Finding {
  readonly outcome: Outcome;
  readonly effects?: readonly Effect[];
}

function findingsOf(job: Job, judge: (member: Member) => Finding | undefined): Findings {
  const outcomes = new Map<SerialNumber, Outcome>();
  const effects: Effect[] = [];
  for (const member of pendingMembers(job)) {
    const finding = judge(member);
    if (!finding) continue;
    outcomes.set(member.serial, finding.outcome);
    effects.push(...(finding.effects ?? []));
  }
  return { outcomes, effects };
}

function allPending(job: Job, outcome: Outcome): Findings['outcomes'] {
  return new Map(pendingMembers(job).map(({ serial }) => [serial, outcome]));
}

/** The worst case is a deadline that passes while Intune has no profile: what gets it one is looked at before. */
function beforeScheduling(job: Job, target: Target, view: View): Outcome | undefined {
  if (!isDeadlineInRange(job, view)) return failed('deadlineOutOfRange');
  const token = view.tokens()?.value.find(({ id }) => id === target.tokenId);
  if (!token) return failed('tokenNotListed');
  if (token.expiresAt !== null && token.expiresAt <= view.now.cloud) {
    return failed('tokenExpired');
  }
  if (token.lastSyncErrorCode === 0) return undefined;
  return failed('tokenSyncFailing', `lastSyncErrorCode ${token.lastSyncErrorCode}`);
}

function isDeadlineInRange({ cloudDeadlineAt }: Job, { now }: View): boolean {
  const ahead = (cloudDeadlineAt ?? 0) - now.cloud;
  return ahead >= EARLIEST_DEADLINE - QUEUE_TIME && ahead <= LATEST_DEADLINE;
}

function beforeMigrating(member: Member, job: Job, around: Around): Finding | undefined {
  const { target, view } = around;
  const check = checkOf(member.serial, target, view);
  if (!check) return { outcome: failed('notInOrganization') };
  if (check.releasedAt !== null) return { outcome: failed('released') };
  if (job.calls > 0 && isScheduled(member.serial, job, around)) {
    return { outcome: scheduledAt(view), effects: schedulingOf(member, job, around) };
  }
  const obstacle = obstacleOf(member, check, around);
  return obstacle === undefined ? undefined : { outcome: failed(obstacle) };
}

function obstacleOf(
  member: Member,
  check: DeviceCheck,
  around: Around,
): JobFailureCode | undefined {
  const { view } = around;
  if (isMigrating(check)) return 'alreadyMigrating';
  if (check.isMigrationCapable !== true) return 'notCapable';
  const serviceId = view.device(member.serial).assignment?.value.serviceId ?? '';
  if (!view.policy.formerServiceIds.includes(serviceId)) return 'notOnFormerService';
  return awaitingProfiles(member, around).length === 0 ? 'noAwaitingProfile' : undefined;
}

/** Without it the apps of an iPhone do not survive the migration (docs/protocol/apple-business.md#migration). */
function awaitingProfiles(member: Member, { target, view }: Around): readonly string[] {
  const profiles = view.profiles()?.value ?? [];
  return allowedFor(member, target, view).filter((profileId) =>
    profiles.some(
      ({ id, tokenId, awaitsConfiguration }) =>
        id === profileId && tokenId === target.tokenId && awaitsConfiguration === true,
    ),
  );
}

function isScheduled(serial: SerialNumber, job: Job, { target, view }: Around): boolean {
  const check = checkOf(serial, target, view);
  const isOnTarget = view.device(serial).assignment?.value.serviceId === target.serviceId;
  if (!check || !isOnTarget) return false;
  const isUnderWay = check.migrationStatus === 'STARTED' || check.migrationStatus === 'SUCCESS';
  return isUnderWay || (check.migrationStatus === 'REQUESTED' && isSameDeadline(check, job));
}

function scheduledAt(view: View): Outcome {
  return { outcome: 'open', scheduledAt: view.now.bench };
}

function schedulingOf(member: Member, job: Job, around: Around): Effect[] {
  const { target, view } = around;
  const { serial } = member;
  const { organizationId, serviceId } = target;
  const activityId = job.activity?.id ?? 'unknown';
  const assignedAt = job.activity?.completedAt ?? view.now.cloud;
  const cloudDeadlineAt = job.cloudDeadlineAt ?? 0;
  const data = { organizationId, serviceId, activityId, cloudDeadlineAt };
  const profileIds = awaitingProfiles(member, around);
  return [
    { kind: 'assigned', serial, organizationId, serviceId, assignedAt },
    { kind: 'record', serial, happening: { type: 'migrationScheduled', data } },
    syncOf({ ...member, assignedAt, profileIds }, target),
    { kind: 'await', serial, since: assignedAt },
  ];
}

function changed({ serial }: Member, job: Job): Finding {
  const activityId = job.activity?.id ?? 'unknown';
  const data = { activityId, cloudDeadlineAt: job.cloudDeadlineAt ?? 0 };
  const record: Effect = { kind: 'record', serial, happening: { type: 'migrationChanged', data } };
  return { outcome: { outcome: 'confirmed' }, effects: job.calls > 0 ? [record] : [] };
}

function cancelled({ serial }: Member, job: Job): Finding {
  const data = { activityId: job.activity?.id ?? 'unknown' };
  return {
    outcome: { outcome: 'confirmed' },
    effects: [
      { kind: 'record', serial, happening: { type: 'migrationCancelled', data } },
      { kind: 'drop', serial, except: job.id },
    ],
  };
}

/** What Apple says of a device of this organization; undefined when it is none, or was never read. */
function checkOf(serial: SerialNumber, target: Target, view: View): DeviceCheck | undefined {
  const { membership, deviceCheck } = view.device(serial);
  const isOurs =
    membership?.value.state === 'member' &&
    membership.value.organizationId === target.organizationId;
  return isOurs ? deviceCheck?.value : undefined;
}

function isMigrating({ migrationStatus }: DeviceCheck): boolean {
  return ['REQUESTED', 'STARTED', 'unknown'].includes(migrationStatus ?? '');
}

/** Apple may give the time back with other fractions of a second. */
function isSameDeadline({ migrationDeadline }: DeviceCheck, { cloudDeadlineAt }: Job): boolean {
  const apart = Math.abs((migrationDeadline ?? 0) - (cloudDeadlineAt ?? Infinity));
  return apart < SECOND;
}

function isCheckedInRound({ serial }: Member, job: Job, view: View): boolean {
  return isOfRound(view.device(serial).deviceCheck?.observedAt, job);
}

function isReadInRound(member: Member, job: Job, view: View): boolean {
  const { assignment } = view.device(member.serial);
  return isCheckedInRound(member, job, view) && isOfRound(assignment?.observedAt, job);
}

function isOfRound(observedAt: Instant | undefined, job: Job): boolean {
  return observedAt !== undefined && observedAt >= job.askedAt;
}

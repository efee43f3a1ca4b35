import type { Identity } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { HOUR, MINUTE, onBenchClock, type Instant } from '../../core/time.ts';
import type { Target } from '../../core/verdict/policy.ts';
import type { Question } from '../../core/verdict/verdict.ts';
import { hasAsked } from './asking.ts';
import {
  failed,
  later,
  openMembers,
  openSerials,
  type Job,
  type Member,
  type Outcome,
} from './job.ts';
import { allowedFor, newestIdentity } from './profile.ts';
import { become, conclude, type Step, type View } from './step.ts';

/** So long before its deadline a migration without a profile is cried out. */
const ESCALATION = 12 * HOUR;
const LOOK_EVERY = 15 * MINUTE;
/** Beside the deadline Apple is asked too: one request for each device that is left. */
const LOOK_EVERY_WHEN_DUE = 30 * MINUTE;

/**
 * The migration is scheduled; now nothing is worse than a deadline that passes while Intune has no profile for the
 * device (docs/protocol/intune.md#moving-from-another-service). The job stays open until a profile that awaits
 * configuration has settled, whatever became of the sync and the assignment meanwhile, and says so twelve hours before
 * the deadline.
 */
export function guardProfiles(job: Job, target: Target, view: View): Step {
  const around = { job, target, view };
  const dueAt = onBenchClock(Math.min(...deadlinesOf(around)), view.now) - ESCALATION;
  const isDue = view.now.bench >= dueAt;
  if (!hasAsked(job)) {
    return { kind: 'ask', serials: openSerials(job), questions: questionsFor(view, isDue) };
  }
  const outcomes = new Map<SerialNumber, Outcome>();
  for (const member of openMembers(job)) {
    const outcome = outcomeOf(member, around);
    if (outcome) outcomes.set(member.serial, outcome);
  }
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench);
  if (isDue) return become(later(job, view.now.bench + LOOK_EVERY_WHEN_DUE, 'deadline'));
  return become(later(job, Math.min(dueAt, view.now.bench + LOOK_EVERY), 'settling'));
}

interface Around {
  readonly job: Job;
  readonly target: Target;
  readonly view: View;
}

/** The profiles of the tenant hardly ever change, but without them nobody knows which of them awaits. */
function questionsFor(view: View, isDue: boolean): readonly Question[] {
  const oldest = view.now.bench - view.policy.freshness.tenant;
  const areProfilesOld = (view.profiles()?.observedAt ?? 0) < oldest;
  return [
    'identities',
    ...(isDue ? (['device'] as const) : []),
    ...(areProfilesOld ? (['tenant'] as const) : []),
  ];
}

function outcomeOf(member: Member, around: Around): Outcome | undefined {
  const { view } = around;
  const status = checkSince(member, view)?.migrationStatus;
  if (status === 'FAILED') return failed('migrationFailed');
  if (status === 'SUCCESS' || hasProfileSettled(member, around)) return { outcome: 'confirmed' };
  if (status === null) return { outcome: 'cancelled' };
  return view.now.cloud <= deadlineOf(member, around) ? undefined : failed('deadlinePassed');
}

function hasProfileSettled(member: Member, around: Around): boolean {
  const { job, target, view } = around;
  const { identities, assignment } = view.device(member.serial);
  if (!identities || identities.observedAt < job.askedAt) return false;
  const identity = newestIdentity(member.serial, target, view);
  if (!identity || !isRight(identity, member, around)) return false;
  return isSettled(identity, assignment?.value.assignedAt ?? 0, view);
}

function isRight({ profileId }: Identity, member: Member, { target, view }: Around): boolean {
  if (profileId === null) return false;
  return allowedFor(member, target, view).includes(profileId) && awaits(profileId, view);
}

/** Apple hands a profile out some time after Intune shows it; one from before the move does not count. */
function isSettled({ profileAssignedAt }: Identity, movedAt: Instant, view: View): boolean {
  if (profileAssignedAt === null || profileAssignedAt < movedAt) return false;
  return profileAssignedAt + view.policy.profileSettle <= view.now.cloud;
}

function awaits(profileId: string, view: View): boolean {
  const profiles = view.profiles()?.value ?? [];
  return profiles.some(({ id, awaitsConfiguration }) => id === profileId && !!awaitsConfiguration);
}

function deadlinesOf(around: Around): Instant[] {
  return openMembers(around.job).map((member) => deadlineOf(member, around));
}

/** It may have been changed since. */
function deadlineOf(member: Member, { job, view }: Around): Instant {
  return checkSince(member, view)?.migrationDeadline ?? job.cloudDeadlineAt ?? 0;
}

function checkSince({ serial, scheduledAt }: Member, view: View) {
  const { deviceCheck } = view.device(serial);
  const isSince = deviceCheck !== undefined && deviceCheck.observedAt >= (scheduledAt ?? Infinity);
  return isSince ? deviceCheck.value : undefined;
}

import type { Identity } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { failed, openMembers, type Job, type Member, type Outcome } from './job.ts';
import type { Findings } from './reassignment.ts';
import type { Effect, View } from './step.ts';

/** The serials that this round found under the target's token; each goes on to its profile. */
export function imported(job: Job, target: Target, view: View): Findings {
  const outcomes = new Map<SerialNumber, Outcome>();
  const effects: Effect[] = [];
  for (const member of openMembers(job)) {
    if (!identityOf(member, { job, target, view })) continue;
    const [profileId] = allowedFor(member, target, view);
    outcomes.set(member.serial, profileId ? { outcome: 'confirmed' } : failed('noAllowedProfile'));
    if (!profileId) continue;
    const targetId = target.id;
    effects.push({ kind: 'enqueue', job: 'assignProfile', targetId, profileId, member });
  }
  return { outcomes, effects };
}

/** Before assigning: who needs no assignment, and who cannot get one. An allowed profile is never replaced. */
export function settledProfiles(job: Job, target: Target, view: View): Findings {
  const outcomes = new Map<SerialNumber, Outcome>();
  for (const member of openMembers(job)) {
    const identity = newestIdentity(member.serial, target, view);
    if (!identity) outcomes.set(member.serial, failed('noLongerListed'));
    else if (isSettled(member, identity, { job, target, view })) {
      outcomes.set(member.serial, { outcome: 'confirmed' });
    }
  }
  return { outcomes, effects: [] };
}

/** The serials whose identity shows the profile with a time not before the call. */
export function provenProfiles(job: Job, target: Target, view: View): Findings {
  const outcomes = new Map<SerialNumber, Outcome>();
  const effects: Effect[] = [];
  for (const member of openMembers(job)) {
    const identity = identityOf(member, { job, target, view });
    if (!identity || !showsCall(identity, job)) continue;
    outcomes.set(member.serial, { outcome: 'confirmed' });
    effects.push(assignedEffect(member.serial, identity));
  }
  return { outcomes, effects };
}

interface Around {
  readonly job: Job;
  readonly target: Target;
  readonly view: View;
}

function isSettled(member: Member, identity: Identity, { target, view }: Around): boolean {
  const allowed = allowedFor(member, target, view);
  const isAllowed = identity.profileId !== null && allowed.includes(identity.profileId);
  return isAllowed && (identity.profileAssignedAt ?? 0) >= (member.assignedAt ?? 0);
}

function showsCall({ profileId, profileAssignedAt }: Identity, job: Job): boolean {
  return profileId === job.profileId && (profileAssignedAt ?? 0) >= (job.cloudCalledAt ?? Infinity);
}

function identityOf(member: Member, { job, target, view }: Around): Identity | undefined {
  const fact = view.device(member.serial).identities;
  const isOfThisRound = fact !== undefined && fact.observedAt >= job.askedAt;
  return isOfThisRound ? newestIdentity(member.serial, target, view) : undefined;
}

/** The row of this serial under the token of its target. */
export function newestIdentity(
  serial: SerialNumber,
  target: Target,
  view: View,
): Identity | undefined {
  return (view.device(serial).identities?.value ?? [])
    .filter((row) => row.tokenId === target.tokenId && !row.isDeleted)
    .toSorted((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0))[0];
}

/** The profiles that a serial may get, best first. */
export function allowedFor(member: Member, target: Target, view: View): readonly string[] {
  if (member.profileIds) return member.profileIds;
  const family = view.device(member.serial).hardware?.value.family ?? 'unknown';
  return target.allowedProfileIds[family] ?? [];
}

function assignedEffect(serial: SerialNumber, identity: Identity): Effect {
  const { tokenId, profileId, profileAssignedAt } = identity;
  const data = { tokenId, profileId: profileId ?? '', cloudAssignedAt: profileAssignedAt ?? 0 };
  return { kind: 'record', serial, happening: { type: 'profileAssigned', data } };
}

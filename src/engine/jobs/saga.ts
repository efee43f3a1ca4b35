import type { Fact } from '../../core/facts/fact.ts';
import type { Token } from '../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { JobKind, JobState } from '../../core/jobs/job.ts';
import { onBenchClock } from '../../core/time.ts';
import type { Target } from '../../core/verdict/policy.ts';
import type { Question } from '../../core/verdict/verdict.ts';
import { allOf, enter, later, openMembers, openSerials, type Job, type Member } from './job.ts';
import { imported, provenProfiles, settledProfiles } from './profile.ts';
import { arrivedOn, culpritsOf, notForSending } from './reassignment.ts';
import { backoff, FIRST_PROOF, MAX_CALLS, PACE, proofDelay } from './rules.ts';
import { become, conclude, type Step, type View } from './step.ts';

/*
 * From FIX to an assigned profile. Each job is one row; what a state waits for is the function beside it:
 *
 *   reassign       queued ──POST──▶ submitted ──activity ends──▶ finished ──re-read on the target──▶ confirmed
 *   sync           queued ──sync──▶ submitted ──lastSuccessfulSync──▶ finished ──identity there──▶ confirmed
 *   assignProfile  queued ──POST──▶ submitted ──204──▶ finished ──re-read shows profile and time──▶ confirmed
 *
 * A serial that is confirmed goes on to the next kind at once; one that fails says why and holds up no other.
 * A job is `submitted` on disk before its call leaves. After a crash or a lost reply it is therefore found as
 * `submitted` without an answer: facts are re-read first, and the call is repeated only if nothing happened.
 * (`confirm`, the wait for the enrollment, is one poll for the whole bench: enrollment-watch.ts.)
 */
const STORY: Partial<Record<JobKind, Partial<Record<JobState, Rule>>>> = {
  reassign: { queued: gatherAndSend, submitted: followActivity, finished: proveAssignment },
  sync: { queued: startSync, submitted: awaitSync, finished: awaitIdentities },
  assignProfile: { queued: checkAndAssign, submitted: proveProfile, finished: proveProfile },
};
type Rule = (job: Job, target: Target, view: View) => Step;

/** What this job does next. Pure: the same job and the same view give the same step. */
export function nextStep(job: Job, view: View): Step {
  const rule = STORY[job.kind]?.[job.state];
  if (!rule || view.now.bench < job.nextAt) return { kind: 'rest' };
  const target = view.policy.targets.find((candidate) => candidate.id === job.targetId);
  return target
    ? rule(job, target, view)
    : failAll(job, view, 'The target is no longer set up on this bench.');
}

function gatherAndSend(job: Job, target: Target, view: View): Step {
  if (job.rejection !== undefined) return findCulprits(job, job.rejection, view);
  const freeAt = view.lastPostAt(target.organizationId) + PACE.postSpacing;
  if (view.now.bench < freeAt) return become(later(job, freeAt));
  const since = readSince(job, view, PACE.recentReading);
  const unread = unreadOf(job, (serial) => view.device(serial).assignment, since);
  if (unread.length > 0) return askFor(job, unread, 'assignment', view);
  const { outcomes, effects } = notForSending(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  return { kind: 'call', call: 'assign', target };
}

function findCulprits(job: Job, words: string, view: View): Step {
  const facts = (serial: SerialNumber) => newestOf(view, serial);
  const unread = unreadOf(job, facts, hasAsked(job) ? job.askedAt : view.now.bench + 1);
  if (unread.length > 0) return askFor(job, unread, 'device', view);
  const culprits = culpritsOf(job, view, words);
  if (culprits.size === 0) return failAll(job, view, words);
  const { rejection: _, ...rest } = job;
  return conclude(rest, culprits, view.now.bench);
}

function followActivity(job: Job, target: Target, view: View): Step {
  if (job.activity) return { kind: 'call', call: 'readActivity', target };
  if (!hasAsked(job)) return { kind: 'ask', serials: openSerials(job), question: 'assignment' };
  return judgeLostReply(job, target, view);
}

/** The POST left, no reply was seen. Apple's list of activities cannot be asked: only the devices can. */
function judgeLostReply(job: Job, target: Target, view: View): Step {
  const now = view.now.bench;
  const hasArrived = arrivedOn(job, target, view).outcomes.size > 0;
  if (hasArrived) {
    return become({
      ...enter(job, 'finished', { now, nextAt: now }),
      activity: { id: 'unknown', subStatus: 'no reply' },
    });
  }
  const unread = unreadOf(job, (serial) => view.device(serial).assignment, job.askedAt);
  if (unread.length > 0) return become(later(job, now + backoff(job.tries), 'no answer'));
  if (now < (job.calledAt ?? now) + PACE.lostReply) {
    return become(later(job, now + PACE.lostReplyPoll, job.note));
  }
  if (job.calls >= MAX_CALLS) return failAll(job, view, job.note ?? 'Apple gave no reply.');
  return become(enter(job, 'queued', { now, nextAt: now }));
}

/** `COMPLETED` is not success: only a re-read that shows the device on the target is. */
function proveAssignment(job: Job, target: Target, view: View): Step {
  if (!hasAsked(job)) return { kind: 'ask', serials: openSerials(job), question: 'assignment' };
  const { outcomes, effects } = arrivedOn(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  return proveAgain(job, view, (member) => view.device(member.serial).assignment, rowWords);
}

function startSync(job: Job, target: Target, view: View): Step {
  const { now } = view;
  const after = neededSync(job);
  if (after === undefined)
    return become(enter(job, 'finished', { now: now.bench, nextAt: now.bench }));
  const fact = view.tokens();
  if (!fact || fact.observedAt < readSince(job, view, PACE.tokenPoll)) {
    return askFor(job, openSerials(job).slice(0, 1), 'tenant', view);
  }
  const token = fact.value.find((candidate) => candidate.id === target.tokenId);
  if (!token) return failAll(job, view, 'Intune does not list the token of this target.');
  if ((token.recentSyncs[0] ?? 0) >= after) {
    return become(enter(job, 'finished', { now: now.bench, nextAt: now.bench }));
  }
  const freeAt = onBenchClock((token.lastSyncTriggeredAt ?? 0) + PACE.syncSpacing, now);
  if (now.bench < freeAt) return become(later(job, freeAt));
  return { kind: 'call', call: 'sync', target: target };
}

function awaitSync(job: Job, target: Target, view: View): Step {
  if (!hasAsked(job)) {
    return { kind: 'ask', serials: openSerials(job).slice(0, 1), question: 'tenant' };
  }
  const now = view.now.bench;
  const fact = view.tokens();
  if (!fact || fact.observedAt < job.askedAt) {
    return become(later(job, now + backoff(job.tries), 'no answer'));
  }
  const token = fact.value.find((candidate) => candidate.id === target.tokenId);
  const after = Math.max(job.cloudCalledAt ?? 0, neededSync(job) ?? 0);
  if ((token?.recentSyncs[0] ?? 0) < after) return awaitSyncLonger(job, view, token);
  return become(enter(job, 'finished', { now, nextAt: now + FIRST_PROOF }));
}

/** A sync has a quarter of an hour to finish (facts/intune.md §2); then it may be started anew. */
function awaitSyncLonger(job: Job, view: View, token: Token | undefined): Step {
  const now = view.now.bench;
  if (now < (job.calledAt ?? now) + PACE.syncPatience) {
    return become(later(job, now + PACE.tokenPoll));
  }
  if (job.calls < MAX_CALLS) return become(enter(job, 'queued', { now, nextAt: now }));
  const code = token?.lastSyncErrorCode ?? 0;
  return failAll(job, view, `Intune's sync did not finish (lastSyncErrorCode ${code}).`);
}

function awaitIdentities(job: Job, target: Target, view: View): Step {
  if (!hasAsked(job)) return { kind: 'ask', serials: openSerials(job), question: 'identities' };
  const { outcomes, effects } = imported(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  const unread = unreadOf(job, (serial) => view.device(serial).identities, job.askedAt);
  if (unread.length === 0 && proofDelay(job.tries) === undefined && job.calls < 2) {
    const again = enter(job, 'queued', { now: view.now.bench, nextAt: view.now.bench });
    return become({ ...again, syncAfter: view.now.cloud });
  }
  const words = () => 'Intune did not import this serial in two syncs.';
  return proveAgain(job, view, (member) => view.device(member.serial).identities, words);
}

function checkAndAssign(job: Job, target: Target, view: View): Step {
  const since = readSince(job, view, PACE.tokenPoll);
  const unread = unreadOf(job, (serial) => view.device(serial).identities, since);
  if (unread.length > 0) return askFor(job, unread, 'identities', view);
  const { outcomes, effects } = settledProfiles(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  return { kind: 'call', call: 'assignProfile', target };
}

/** Intune answers an assignment with nothing: the identity must show the profile, and a time after the call. */
function proveProfile(job: Job, target: Target, view: View): Step {
  if (!hasAsked(job)) return { kind: 'ask', serials: openSerials(job), question: 'identities' };
  const { outcomes, effects } = provenProfiles(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  if (job.state === 'submitted' && !proofDelay(job.tries) && job.calls < MAX_CALLS) {
    return become(enter(job, 'queued', { now: view.now.bench, nextAt: view.now.bench }));
  }
  const words = () => 'Intune took the assignment, but the identity does not show the profile.';
  return proveAgain(job, view, (member) => view.device(member.serial).identities, words);
}

function rowWords(member: Member, job: Job): string {
  const row = job.activity?.rows?.find((candidate) => candidate.serial === member.serial);
  if (row && row.status !== 'SUCCESS') return `${row.status} ${row.subStatus}`.trim();
  return `${job.activity?.subStatus ?? 'COMPLETED'}, but the device is still on another service.`;
}

/** Waits for the next proof; after the last one every serial that was read and is not there has failed. */
function proveAgain(
  job: Job,
  view: View,
  factOf: (member: Member) => Fact<unknown> | undefined,
  words: (member: Member, job: Job) => string,
): Step {
  const now = view.now.bench;
  const delay = proofDelay(job.tries);
  if (delay !== undefined) return become(later(job, now + delay));
  const wasRead = (member: Member) => (factOf(member)?.observedAt ?? 0) >= job.askedAt;
  const read = openMembers(job).filter(wasRead);
  if (read.length === 0) return become(later(job, now + backoff(job.tries), 'no answer'));
  const failed = read.map(
    (member) => [member.serial, { outcome: 'failed', failure: words(member, job) }] as const,
  );
  return conclude(job, new Map(failed), now);
}

/** Asks; a question that stays open keeps the job waiting, unless the others of the batch were answered. */
function askFor(job: Job, unread: readonly SerialNumber[], question: Question, view: View): Step {
  if (!hasAsked(job)) return { kind: 'ask', serials: unread, question };
  const wasNobodyAnswered = unread.length === openMembers(job).length;
  if (wasNobodyAnswered || job.tries < 3) {
    return become(later(job, view.now.bench + backoff(job.tries), 'no answer'));
  }
  const failure = 'The cloud answers for the others, but not for this serial.';
  return conclude(job, allOf(unread, { outcome: 'failed', failure }), view.now.bench);
}

function failAll(job: Job, view: View, failure: string): Step {
  return conclude(job, allOf(openSerials(job), { outcome: 'failed', failure }), view.now.bench);
}

function hasAsked(job: Job): boolean {
  return job.askedAt >= job.nextAt;
}

/** How old a reading may be; one of this round always counts, since a large batch takes its time. */
function readSince(job: Job, view: View, age: number): number {
  const oldest = view.now.bench - age;
  return hasAsked(job) ? Math.min(oldest, job.askedAt) : oldest;
}

function unreadOf(
  job: Job,
  factOf: (serial: SerialNumber) => Fact<unknown> | undefined,
  since: number,
): readonly SerialNumber[] {
  return openSerials(job).filter((serial) => (factOf(serial)?.observedAt ?? 0) < since);
}

/** A single GET ends in a device check or in a membership that says `absent`. */
function newestOf(view: View, serial: SerialNumber): Fact<unknown> | undefined {
  const { deviceCheck, membership } = view.device(serial);
  if (!deviceCheck || !membership) return deviceCheck ?? membership;
  return deviceCheck.observedAt > membership.observedAt ? deviceCheck : membership;
}

/** The moment (cloud clock) after which the token must have been synced; undefined when any state will do. */
function neededSync(job: Job): number | undefined {
  const moments = openMembers(job).map((member) => member.assignedAt ?? 0);
  const latest = Math.max(0, job.syncAfter ?? 0, ...moments);
  return latest > 0 ? latest : undefined;
}

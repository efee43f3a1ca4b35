import type { Token } from '../../core/facts/tenant-facts.ts';
import { onBenchClock } from '../../core/time.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { askFor, failAll, hasAsked, proveAgain, readSince, unreadOf } from './asking.ts';
import { enter, later, openMembers, openSerials, settle, type Job } from './job.ts';
import { imported, provenProfiles, settledProfiles } from './profile.ts';
import { backoff, FIRST_PROOF, MAX_CALLS, PACE, proofDelay } from './rules.ts';
import { become, conclude, type Step, type View } from './step.ts';

/** Intune takes a sync only so often; one that came by itself meanwhile will do as well. */
export function startSync(job: Job, target: Target, view: View): Step {
  const { now } = view;
  const after = neededSync(job);
  if (after === undefined) return becomeFinished(job, view);
  const fact = view.tokens();
  if (!fact || fact.observedAt < readSince(job, view, PACE.tokenPoll)) return askTenant(job, view);
  const token = fact.value.find((candidate) => candidate.id === target.tokenId);
  if (!token) return failAll(job, view, 'tokenNotListed');
  if ((token.recentSyncs[0] ?? 0) >= after) return becomeFinished(job, view);
  const freeAt = onBenchClock((token.lastSyncTriggeredAt ?? 0) + PACE.syncSpacing, now);
  if (now.bench < freeAt) return become(later(job, freeAt, 'syncSpacing'));
  return { kind: 'call', call: 'sync', target };
}

export function awaitSync(job: Job, target: Target, view: View): Step {
  if (!hasAsked(job)) return askTenant(job, view);
  const now = view.now.bench;
  const fact = view.tokens();
  if (!fact || fact.observedAt < job.askedAt) {
    return become(later(job, now + backoff(job.tries), 'noAnswer'));
  }
  const token = fact.value.find((candidate) => candidate.id === target.tokenId);
  const after = Math.max(job.cloudCalledAt ?? 0, neededSync(job) ?? 0);
  if ((token?.recentSyncs[0] ?? 0) < after) return awaitSyncLonger(job, view, token);
  return become(enter(job, 'finished', { now, nextAt: now + FIRST_PROOF }));
}

export function awaitIdentities(job: Job, target: Target, view: View): Step {
  const now = view.now.bench;
  if (openMembers(job).length === 0) return become(settle(job, new Map(), now));
  if (!hasAsked(job)) return { kind: 'ask', serials: openSerials(job), questions: ['identities'] };
  const { outcomes, effects } = imported(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, now, effects);
  const unread = unreadOf(job, (serial) => view.device(serial).identities, job.askedAt);
  if (unread.length === 0 && proofDelay(job.tries) === undefined && job.calls < 2) {
    return become({ ...enter(job, 'queued', { now, nextAt: now }), syncAfter: view.now.cloud });
  }
  const failureOf = () => ({ code: 'notImported' }) as const;
  return proveAgain(job, view, (member) => view.device(member.serial).identities, failureOf);
}

export function checkAndAssign(job: Job, target: Target, view: View): Step {
  const since = readSince(job, view, PACE.tokenPoll);
  const unread = unreadOf(job, (serial) => view.device(serial).identities, since);
  if (unread.length > 0) return askFor(job, unread, ['identities'], view);
  const { outcomes, effects } = settledProfiles(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  return { kind: 'call', call: 'assignProfile', target };
}

/** Intune answers an assignment with nothing: the identity must show the profile, and a time after the call. */
export function proveProfile(job: Job, target: Target, view: View): Step {
  if (!hasAsked(job)) return { kind: 'ask', serials: openSerials(job), questions: ['identities'] };
  const { outcomes, effects } = provenProfiles(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  if (job.state === 'submitted' && !proofDelay(job.tries) && job.calls < MAX_CALLS) {
    return become(enter(job, 'queued', { now: view.now.bench, nextAt: view.now.bench }));
  }
  const failureOf = () => ({ code: 'profileNotShown' }) as const;
  return proveAgain(job, view, (member) => view.device(member.serial).identities, failureOf);
}

function becomeFinished(job: Job, { now }: View): Step {
  return become(enter(job, 'finished', { now: now.bench, nextAt: now.bench }));
}

/** One answer is for all serials, and a sync that somebody asked for has none. */
function askTenant(job: Job, view: View): Step {
  if (!hasAsked(job)) return { kind: 'ask', serials: [], questions: ['tenant'] };
  return become(later(job, view.now.bench + backoff(job.tries), 'noAnswer'));
}

/** A sync has a quarter of an hour to finish (docs/protocol/intune.md#sync); then it may be started anew. */
function awaitSyncLonger(job: Job, view: View, token: Token | undefined): Step {
  const now = view.now.bench;
  if (now < (job.calledAt ?? now) + PACE.syncPatience) {
    return become(later(job, now + PACE.tokenPoll, 'activity', job.note));
  }
  if (job.calls < MAX_CALLS) return become(enter(job, 'queued', { now, nextAt: now }));
  const code = token?.lastSyncErrorCode ?? 0;
  return failAll(job, view, 'syncNotFinished', `lastSyncErrorCode ${code}`);
}

/** The moment (cloud clock) after which the token must have been synced; undefined when any state will do. */
function neededSync(job: Job): number | undefined {
  const moments = openMembers(job).map((member) => member.assignedAt ?? 0);
  const latest = Math.max(0, job.syncAfter ?? 0, ...moments);
  return latest > 0 ? latest : undefined;
}

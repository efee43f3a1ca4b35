import type { Fact } from '../../core/facts/fact.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { JobFailure } from '../../core/jobs/failures.ts';
import type { JobState } from '../../core/jobs/job.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { activityRulesOf, type ActivityRules } from './activity-rules.ts';
import { askFor, failAll, hasAsked, proveAgain, readSince, unreadOf } from './asking.ts';
import {
  enter,
  later,
  pendingMembers,
  pendingSerials,
  type Job,
  type Member,
  type Outcomes,
} from './job.ts';
import { guardProfiles } from './migration-guard.ts';
import { culpritsOf } from './reassignment.ts';
import { backoff, MAX_CALLS, PACE, recentReading } from './rules.ts';
import { become, conclude, type Step, type View } from './step.ts';

/** One POST for all that differ; never within six minutes of the last one to that organization. */
export function gatherAndSend(job: Job, target: Target, view: View): Step {
  const rules = activityRulesOf(job);
  if (pendingSerials(job).length === 0) return become(enterNow(job, 'finished', view));
  if (job.rejection !== undefined) return findCulprits(job, view);
  const freeAt = view.lastPostAt(target.organizationId) + PACE.postSpacing;
  if (view.now.bench < freeAt) return become(later(job, freeAt, 'postSpacing'));
  if (view.isBehindAnother(job, target.organizationId)) return lineUp(job, view);
  const asking = askBefore(job, rules, view);
  if (asking) return asking;
  const { outcomes, effects } = rules.notForSending(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  return { kind: 'call', call: 'post', target };
}

/** What is read for the second batch would be too old when its turn comes, and be read twice. */
function lineUp(job: Job, { now }: View): Step {
  return become(later(job, now.bench + PACE.tokenPoll, 'postSpacing'));
}

export function followActivity(job: Job, target: Target, view: View): Step {
  const rules = activityRulesOf(job);
  if (job.activity) return { kind: 'call', call: 'readActivity', target };
  if (!hasAsked(job)) {
    return { kind: 'ask', serials: pendingSerials(job), questions: rules.questions };
  }
  return judgeLostReply(job, target, view);
}

/** `COMPLETED` is not success: only a re-read that shows what was asked for is. */
export function proveActivity(job: Job, target: Target, view: View): Step {
  const rules = activityRulesOf(job);
  if (pendingSerials(job).length === 0) return guardProfiles(job, target, view);
  if (!hasAsked(job)) {
    return { kind: 'ask', serials: pendingSerials(job), questions: rules.questions };
  }
  const { outcomes, effects } = rules.proven(job, target, view);
  if (outcomes.size > 0) return conclude(job, outcomes, view.now.bench, effects);
  const refused = refusedByApple(job, rules, view);
  if (refused.size > 0) return conclude(job, refused, view.now.bench);
  const failureOf = (member: Member) => rowFailure(member, job) ?? unproven(rules, job);
  return proveAgain(job, view, (member) => rules.factOf(view.device(member.serial)), failureOf);
}

/** The POST left, no reply was seen. Apple's list of activities cannot be asked: only the devices can. */
function judgeLostReply(job: Job, target: Target, view: View): Step {
  const now = view.now.bench;
  const rules = activityRulesOf(job);
  const hasHappened = rules.proven(job, target, view).outcomes.size > 0;
  if (hasHappened) {
    return become({
      ...enterNow(job, 'finished', view),
      activity: { id: 'unknown', subStatus: 'no reply' },
    });
  }
  const unread = unreadOf(job, factIn(rules, view), job.askedAt);
  if (unread.length > 0) return become(later(job, now + backoff(job.tries), 'noAnswer'));
  if (now < job.since + PACE.lostReply) {
    return become(later(job, now + PACE.lostReplyPoll, 'lostReply', job.note));
  }
  if (job.calls >= MAX_CALLS) return failAll(job, view, 'noReply', job.note);
  return become(enterNow(job, 'queued', view));
}

/** What must be read before a POST: of each device, and for a migration of the token that is to serve it. */
function askBefore(job: Job, rules: ActivityRules, view: View): Step | undefined {
  const since = readSince(job, view, recentReading(pendingSerials(job).length));
  const unread = unreadOf(job, factIn(rules, view), since);
  if (unread.length > 0) return askFor(job, unread, rules.questions, view);
  const tenantSince = readSince(job, view, view.policy.freshness.tenant);
  const isTenantOld = (view.tokens()?.observedAt ?? 0) < tenantSince;
  if (!rules.questions.includes('tenant') || !isTenantOld) return undefined;
  return askFor(job, pendingSerials(job), ['tenant'], view);
}

function enterNow(job: Job, state: JobState, { now }: View): Job {
  return enter(job, state, { now: now.bench, nextAt: now.bench });
}

function findCulprits(job: Job, view: View): Step {
  const facts = (serial: SerialNumber) => newestOf(view, serial);
  const unread = unreadOf(job, facts, hasAsked(job) ? job.askedAt : view.now.bench + 1);
  if (unread.length > 0) return askFor(job, unread, ['device'], view);
  const culprits = culpritsOf(job, view);
  if (culprits.size === 0) return failAll(job, view, 'cloudRefused', job.rejection);
  const { rejection: _, ...rest } = job;
  return conclude(rest, culprits, view.now.bench);
}

function factIn({ factOf }: ActivityRules, view: View) {
  return (serial: SerialNumber) => factOf(view.device(serial));
}

/** What Apple's log says of this serial, if it is not a success. */
function rowFailure(member: Member, { activity }: Job): JobFailure | undefined {
  const row = activity?.rows?.find((candidate) => candidate.serial === member.serial);
  if (!row || row.status === 'SUCCESS') return undefined;
  return { code: 'cloudRefused', detail: `${row.status} ${row.subStatus}`.trim() };
}

/**
 * Apple's own log says no, and a second re-read shows the device where it was: more re-reads would only cost quota.
 * One is not enough, since what devices show lags behind the activity.
 */
function refusedByApple(job: Job, rules: ActivityRules, view: View): Outcomes {
  if (job.tries < 2) return new Map();
  const read = pendingMembers(job).filter(
    ({ serial }) => (rules.factOf(view.device(serial))?.observedAt ?? 0) >= job.askedAt,
  );
  return new Map(
    read.flatMap((member) => {
      const failure = rowFailure(member, job);
      return failure ? [[member.serial, { outcome: 'failed', failure }] as const] : [];
    }),
  );
}

function unproven(rules: ActivityRules, { activity }: Job): JobFailure {
  return { code: rules.unproven, detail: activity?.subStatus };
}

/** A single GET ends in a device check or in a membership that says `absent`. */
function newestOf(view: View, serial: SerialNumber): Fact<unknown> | undefined {
  const { deviceCheck, membership } = view.device(serial);
  if (!deviceCheck || !membership) return deviceCheck ?? membership;
  return deviceCheck.observedAt > membership.observedAt ? deviceCheck : membership;
}

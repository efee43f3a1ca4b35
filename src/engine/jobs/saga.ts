import type { JobKind, JobState } from '../../core/jobs/job.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { followActivity, gatherAndSend, proveActivity } from './activity-steps.ts';
import { askWhetherAgreed } from './approval.ts';
import { failAll } from './asking.ts';
import {
  awaitIdentities,
  awaitSync,
  checkAndAssign,
  proveProfile,
  startSync,
} from './intune-steps.ts';
import type { Job } from './job.ts';
import type { Step, View } from './step.ts';
import { checkAndWipe, readRow, wipeWithoutTarget } from './wipe.ts';

/*
 * From FIX to an assigned profile. Each job is one row; what a state waits for is the function beside it:
 *
 *   reassign       queued ──POST──▶ submitted ──activity ends──▶ finished ──re-read on the target──▶ confirmed
 *   sync           queued ──sync──▶ submitted ──lastSuccessfulSync──▶ finished ──identity there──▶ confirmed
 *   assignProfile  queued ──POST──▶ submitted ──204──▶ finished ──re-read shows profile and time──▶ confirmed
 *   migrate        queued ──POST──▶ submitted ──activity ends──▶ finished ──profile has settled──▶ confirmed
 *   wipe           queued ──POST──▶ submitted ──204──▶ finished ──row gone or enrolled anew──▶ confirmed
 *
 * `changeDeadline` and `cancelMigration` go the way of `reassign`, each proven by what Apple then says of the device.
 *
 * A serial that is confirmed goes on to the next kind at once; one that fails says why and holds up no other.
 * A job is `submitted` on disk before its call leaves. After a crash or a lost reply it is therefore found as
 * `submitted` without an answer: facts are re-read first, and the call is repeated only if nothing happened.
 * (`confirm`, the wait for the enrollment, is one poll for the whole bench: enrollment-watch.ts.)
 */
const ACTIVITY = { queued: gatherAndSend, submitted: followActivity, finished: proveActivity };
const STORY: Partial<Record<JobKind, Partial<Record<JobState, Rule>>>> = {
  reassign: ACTIVITY,
  migrate: ACTIVITY,
  changeDeadline: ACTIVITY,
  cancelMigration: ACTIVITY,
  sync: { queued: startSync, submitted: awaitSync, finished: awaitIdentities },
  assignProfile: { queued: checkAndAssign, submitted: proveProfile, finished: proveProfile },
  wipe: { queued: checkAndWipe, submitted: readRow, finished: readRow },
};
type Rule = (job: Job, target: Target, view: View) => Step;

const GONE = 'targetGone';

function isWipeOnItsWay({ kind, state }: Job): boolean {
  return kind === 'wipe' && state === 'submitted';
}

/** What this job does next. Pure: the same job and the same view give the same step. */
export function nextStep(job: Job, view: View): Step {
  const rule = STORY[job.kind]?.[job.state];
  if (!rule || view.now.bench < job.nextAt) return { kind: 'rest' };
  const target = view.policy.targets.find((candidate) => candidate.id === job.targetId);
  if (!target) return isWipeOnItsWay(job) ? wipeWithoutTarget(job, view) : failAll(job, view, GONE);
  return askWhetherAgreed(job, target) ?? rule(job, target, view);
}

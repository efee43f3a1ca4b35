import type { DeviceFacts } from '../../core/facts/device-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { JobFailureCode } from '../../core/jobs/failures.ts';
import type { JobKind } from '../../core/jobs/job.ts';
import type { Target } from '../../core/verdict/policy.ts';
import type { Question } from '../../core/verdict/verdict.ts';
import type { Job } from './job.ts';
import {
  cancelProven,
  deadlineProven,
  migrationProven,
  notForCancelling,
  notForDeadline,
  notForMigrating,
} from './migration.ts';
import { arrivedOn, notForSending, type Findings } from './reassignment.ts';
import type { View } from './step.ts';

/** What differs between the activities at Apple: what is read, who may go along, and what proves that it happened. */
export interface ActivityRules {
  readonly questions: readonly Question[];
  /** The older of what was asked; its age is that of the whole answer. */
  readonly factOf: (facts: DeviceFacts) => Fact<unknown> | undefined;
  readonly notForSending: (job: Job, target: Target, view: View) => Findings;
  readonly proven: (job: Job, target: Target, view: View) => Findings;
  /** Why it failed when no line of Apple's log says so. */
  readonly unproven: JobFailureCode;
}

/** What is true of this activity. A job of another kind is never driven by them. */
export function activityRulesOf({ kind }: Job): ActivityRules {
  const rules = ACTIVITIES[kind];
  if (!rules) throw new Error(`${kind} is no activity`);
  return rules;
}

export const ACTIVITIES: Partial<Record<JobKind, ActivityRules>> = {
  reassign: {
    questions: ['assignment'],
    factOf: ({ assignment }) => assignment,
    notForSending,
    proven: arrivedOn,
    unproven: 'stillElsewhere',
  },
  migrate: {
    questions: ['device', 'assignment', 'tenant'],
    factOf: bothOf,
    notForSending: notForMigrating,
    proven: migrationProven,
    unproven: 'migrationNotShown',
  },
  changeDeadline: {
    questions: ['device'],
    factOf: checkOf,
    notForSending: notForDeadline,
    proven: deadlineProven,
    unproven: 'deadlineNotShown',
  },
  cancelMigration: {
    questions: ['device', 'assignment'],
    factOf: bothOf,
    notForSending: notForCancelling,
    proven: cancelProven,
    unproven: 'migrationStillShown',
  },
};

/** Only the GET of the single device speaks of a migration; of a stranger it says that there is none. */
function checkOf({ deviceCheck, membership }: DeviceFacts): Fact<unknown> | undefined {
  return membership?.value.state === 'absent' ? membership : deviceCheck;
}

function bothOf(facts: DeviceFacts): Fact<unknown> | undefined {
  const check = checkOf(facts);
  const { assignment, membership } = facts;
  if (membership?.value.state === 'absent') return check;
  if (!check || !assignment) return undefined;
  return assignment.observedAt < check.observedAt ? assignment : check;
}

import type { ShownState } from './job.ts';

/**
 * Why a step of cloud work failed for a device. Text and next step stand in words/<language>.json under
 * `jobFailure.<code>`; a test walks them.
 */
export const JOB_FAILURES = [
  /** The cloud's own answer, which is the `detail`. */
  'cloudRefused',
  'notPermitted',
  'notSignedIn',
  'notConnected',
  'noReply',
  'notAnswered',
  'targetGone',
  'notInOrganization',
  'released',
  'foreignService',
  'stillElsewhere',
  'tokenNotListed',
  'tokenExpired',
  'tokenSyncFailing',
  'syncNotFinished',
  'notImported',
  'noLongerListed',
  'noAllowedProfile',
  'profileNotShown',
  'notOnFormerService',
  'notCapable',
  'noAwaitingProfile',
  'alreadyMigrating',
  'notMigrating',
  'deadlineOutOfRange',
  'migrationNotShown',
  'deadlineNotShown',
  'migrationStillShown',
  'migrationFailed',
  'deadlinePassed',
  'approvalRejected',
  'approvalWithdrawn',
  'approvalExpired',
  'wipeSwitchedOff',
  'wipeLimit',
  'notPendingReset',
  'notManaged',
  'noLongerClear',
  'wipeFailed',
] as const;
export type JobFailureCode = (typeof JOB_FAILURES)[number];

/**
 * These are answered alike however often the same step is tried for the device: what their next step asks for comes
 * first, and begins anew.
 */
const FINAL: ReadonlySet<JobFailureCode> = new Set([
  'targetGone',
  'notInOrganization',
  'released',
  'foreignService',
  'notOnFormerService',
  'notCapable',
  'notMigrating',
  'deadlineOutOfRange',
  'migrationFailed',
  'deadlinePassed',
]);

/** `detail`: the cloud's own words or code, for whoever is called for help. */
export interface JobFailure {
  readonly code: JobFailureCode;
  readonly detail?: string | undefined;
}

/**
 * How a failure stands in the rows of jobs, in the ledger and in the parameters of a verdict: as one text, since the
 * events of the ledger keep their shape for ever. A code of ours stands as it is or before its detail
 * (`notImported`, `syncNotFinished: 3`); any other text is the answer of a cloud, as it always was.
 */
export function writeFailure({ code, detail }: JobFailure): string {
  if (detail === undefined || detail === '') return code;
  return code === 'cloudRefused' ? detail : `${code}: ${detail}`;
}

/** What such a text says; one of an earlier version, in English, is taken for an answer. */
export function readFailure(text: string): JobFailure {
  const [, head, detail] = /^(\w+)(?:: (.+))?$/s.exec(text) ?? [];
  const code = JOB_FAILURES.find((each) => each === head);
  return code ? { code, detail } : { code: 'cloudRefused', detail: text };
}

/** Whether trying the same again cannot help, by a failure as it is written. */
export function isFinal(text: string): boolean {
  return FINAL.has(readFailure(text).code);
}

/** While a job waits its note is a detail, in the words of a cloud or of a fault; when it has failed, the reason. */
export function isReason(note: string, state: ShownState): boolean {
  return state === 'failed' || readFailure(note).code !== 'cloudRefused';
}

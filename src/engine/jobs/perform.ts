import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { Target } from '../../core/verdict/policy.ts';
import type { Question } from '../../core/verdict/verdict.ts';
import type { MigrationOrder } from '../clouds/apple/apple-cloud.ts';
import type { Answer, CallOptions, CloudFailure } from '../clouds/http/cloud-failure.ts';
import {
  afterActivity,
  afterAssignProfile,
  afterPost,
  afterSync,
  afterWipe,
  notConnected,
  type ActivityReport,
} from './answers.ts';
import { afterApproval } from './approval.ts';
import { readByLists } from './by-lists.ts';
import type { AppleWork, JobMirror, JobRevalidation, MicrosoftWork } from './clouds.ts';
import { openSerials, pendingSerials, type Activity, type Job } from './job.ts';
import type { Call, Step, View } from './step.ts';
import { afterManagedDevice } from './wipe.ts';

/** Where the saga reaches the clouds. Answers of reads go into the mirror, those of calls into a next step. */
export interface Reach {
  readonly apple: readonly AppleWork[];
  readonly microsoft: MicrosoftWork | null;
  readonly mirror: JobMirror;
  readonly revalidation: JobRevalidation;
  readonly clock: Clock;
  readonly view: () => View;
}

/**
 * Makes the call and gives what the job becomes by its answer: to be asked with the job as it stands by then, since the
 * clock may have been set while the answer was awaited.
 */
export async function performCall(
  reach: Reach,
  { call, target }: { readonly call: Call; readonly target: Target },
  job: Job,
): Promise<(job: Job) => Step> {
  const answered =
    <Heard>(judge: (job: Job, answer: Heard, view: View) => Step, answer: Heard) =>
    (byThen: Job) =>
      judge(byThen, answer, reach.view());
  switch (call) {
    case 'post':
      return answered(afterPost, await post(reach, job, target));
    case 'readActivity':
      return answered(afterActivity, await readActivity(reach, job, target));
    case 'sync':
      return answered(afterSync, await sync(reach, job, target));
    case 'assignProfile':
      return answered(afterAssignProfile, await assignProfile(reach, job, target));
    case 'wipe':
      return answered(afterWipe, await wipe(reach, job));
    case 'readManagedDevice':
      return answered(afterManagedDevice, await readManagedDevice(reach, job));
    case 'readApproval':
      return answered(afterApproval, await readApproval(reach, job));
  }
}

/** Re-reads facts of these serials into the mirror; whether they were answered shows in their age. */
export async function performAsk(
  reach: Reach,
  job: Job,
  { serials, questions }: Extract<Step, { kind: 'ask' }>,
): Promise<void> {
  const target = reach.view().policy.targets.find(({ id }) => id === job.targetId);
  const isByList = target && isOnly(questions, 'assignment');
  const left = isByList ? await readByLists(reach, job, { serials, target }) : serials;
  const ofDevices = questions.filter((question) => question !== 'tenant');
  const asked = left.map((serial) => reach.revalidation.ask(serial, ofDevices, 'bench'));
  if (questions.includes('tenant')) {
    asked.push(reach.revalidation.ask(serials[0] ?? NO_SERIAL, ['tenant'], 'bench'));
  }
  await Promise.all(asked);
}

function isOnly(questions: readonly Question[], question: Question): boolean {
  return questions.length === 1 && questions[0] === question;
}

async function post(reach: Reach, job: Job, target: Target): Promise<Result<string, CloudFailure>> {
  const cloud = reach.apple.find(({ organizationId }) => organizationId === target.organizationId);
  if (!cloud) return failure(notConnected);
  const serials = pendingSerials(job);
  const order = migrationOrderOf(job, target);
  const answer = order
    ? await cloud.migrate(order, serials)
    : await cloud.assign(target.serviceId, serials);
  return answer.ok ? success(answer.value.value) : answer;
}

/** Undefined for a plain reassignment. */
function migrationOrderOf(job: Job, { serviceId }: Target): MigrationOrder | undefined {
  const { cloudDeadlineAt = 0 } = job;
  switch (job.kind) {
    case 'migrate':
      return { kind: 'schedule', serviceId, cloudDeadlineAt };
    case 'changeDeadline':
      return { kind: 'changeDeadline', cloudDeadlineAt };
    case 'cancelMigration':
      return { kind: 'cancel' };
    default:
      return undefined;
  }
}

/** The link to the log lives for a minute only, so it is followed at once. */
async function readActivity(
  reach: Reach,
  job: Job,
  target: Target,
): Promise<Result<ActivityReport, CloudFailure>> {
  const cloud = reach.apple.find(({ organizationId }) => organizationId === target.organizationId);
  const known = job.activity;
  if (!cloud || !known) return failure(notConnected);
  const answer = await cloud.readActivity(known.id);
  if (!answer.ok) return answer;
  const { status, subStatus, completedAt, logUrl } = answer.value.value;
  const log = logUrl === null ? undefined : await cloud.readLog(logUrl);
  const sent = new Set(openSerials(job));
  const activity: Activity = {
    id: known.id,
    subStatus,
    ...(completedAt !== null && { completedAt }),
    ...(log?.ok && { rows: log.value.value.filter(({ serial }) => sent.has(serial)) }),
  };
  return success({ ...activity, isOver: status !== 'IN_PROGRESS' });
}

async function sync(
  reach: Reach,
  job: Job,
  target: Target,
): Promise<Result<unknown, CloudFailure>> {
  if (!reach.microsoft) return failure(notConnected);
  return reach.microsoft.sync(target.tokenId, withApproval(job));
}

async function assignProfile(
  reach: Reach,
  job: Job,
  target: Target,
): Promise<Result<unknown, CloudFailure>> {
  if (!reach.microsoft || job.profileId === undefined) return failure(notConnected);
  return reach.microsoft.assignProfile(
    target.tokenId,
    job.profileId,
    openSerials(job),
    withApproval(job),
  );
}

async function wipe(reach: Reach, job: Job): Promise<Result<unknown, CloudFailure>> {
  if (!reach.microsoft || job.managedDeviceId === undefined) return failure(notConnected);
  return reach.microsoft.wipe(job.managedDeviceId, withApproval(job));
}

async function readManagedDevice(reach: Reach, job: Job) {
  if (!reach.microsoft || job.managedDeviceId === undefined) return failure(notConnected);
  return valueOf(await reach.microsoft.readManagedDevice(job.managedDeviceId));
}

async function readApproval(reach: Reach, job: Job) {
  if (!reach.microsoft || !job.approval) return failure(notConnected);
  return valueOf(await reach.microsoft.readApproval(job.approval.code));
}

/** The code of a request that another administrator has agreed to. */
function withApproval({ approval }: Job): CallOptions {
  return approval?.isGiven ? { approvalCode: approval.code } : {};
}

function valueOf<T>(answer: Answer<T>): Result<T, CloudFailure> {
  return answer.ok ? success(answer.value.value) : answer;
}

/** What concerns the whole tenant is answered alike, whichever device it is asked for. */
const NO_SERIAL = '' as SerialNumber;

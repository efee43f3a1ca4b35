import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { Target } from '../../core/verdict/policy.ts';
import type { Question } from '../../core/verdict/verdict.ts';
import type { CloudFailure } from '../clouds/cloud-failure.ts';
import {
  afterActivity,
  afterAssign,
  afterAssignProfile,
  afterSync,
  type ActivityReport,
} from './answers.ts';
import type { AppleWork, JobMirror, JobRevalidation, MicrosoftWork } from './clouds.ts';
import { openSerials, type Activity, type Job } from './job.ts';
import { proofDelay } from './rules.ts';
import type { Call, Step, View } from './step.ts';

/** Where the saga reaches the clouds. Answers of reads go into the mirror, those of calls into a next step. */
export interface Reach {
  readonly apple: readonly AppleWork[];
  readonly microsoft: MicrosoftWork | null;
  readonly mirror: JobMirror;
  readonly revalidation: JobRevalidation;
  readonly clock: Clock;
  readonly view: () => View;
}

/** Makes the call and says what the job becomes by its answer. */
export async function performCall(
  reach: Reach,
  { call, target }: { readonly call: Call; readonly target: Target },
  job: Job,
): Promise<Step> {
  switch (call) {
    case 'assign':
      return afterAssign(job, await assign(reach, job, target), reach.view());
    case 'readActivity':
      return afterActivity(job, await readActivity(reach, job, target), reach.view());
    case 'sync':
      return afterSync(job, await sync(reach, target), reach.view());
    case 'assignProfile':
      return afterAssignProfile(job, await assignProfile(reach, job, target), reach.view());
  }
}

/** Re-reads facts of these serials into the mirror; whether they were answered shows in their age. */
export async function performAsk(
  reach: Reach,
  job: Job,
  { serials, question }: { readonly serials: readonly SerialNumber[]; readonly question: Question },
): Promise<void> {
  const target = reach.view().policy.targets.find(({ id }) => id === job.targetId);
  if (target && question === 'assignment' && isListEnough(reach, job, serials)) {
    return readFromList(reach, serials, target);
  }
  const asked = serials.map((serial) => reach.revalidation.ask(serial, [question], 'bench'));
  await Promise.all(asked);
}

async function assign(
  reach: Reach,
  job: Job,
  target: Target,
): Promise<Result<string, CloudFailure>> {
  const cloud = reach.apple.find(({ organizationId }) => organizationId === target.organizationId);
  if (!cloud) return failure(notConnected);
  const answer = await cloud.assign(target.serviceId, openSerials(job));
  return answer.ok ? success(answer.value.value) : answer;
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
  const activity: Activity = {
    id: known.id,
    subStatus,
    ...(completedAt !== null && { completedAt }),
    ...(log?.ok && { rows: [...log.value.value] }),
  };
  return success({ ...activity, isOver: status !== 'IN_PROGRESS' });
}

async function sync(reach: Reach, target: Target): Promise<Result<unknown, CloudFailure>> {
  return reach.microsoft ? reach.microsoft.sync(target.tokenId) : failure(notConnected);
}

async function assignProfile(
  reach: Reach,
  job: Job,
  target: Target,
): Promise<Result<unknown, CloudFailure>> {
  if (!reach.microsoft || job.profileId === undefined) return failure(notConnected);
  return reach.microsoft.assignProfile(target.tokenId, job.profileId, openSerials(job));
}

/**
 * One page lists a thousand serials for the price of one device. It only says who has arrived, so the last
 * proof, after which a serial has failed, asks each one that is left.
 */
function isListEnough(reach: Reach, job: Job, serials: readonly SerialNumber[]): boolean {
  const isProof = job.state === 'finished' && proofDelay(job.tries) !== undefined;
  return isProof && serials.length > MIN_FOR_LIST + reach.mirror.count() / PAGE;
}

async function readFromList(
  reach: Reach,
  serials: readonly SerialNumber[],
  target: Target,
): Promise<void> {
  const cloud = reach.apple.find(({ organizationId }) => organizationId === target.organizationId);
  const missing = new Set(serials);
  const observedAt = reach.clock.now();
  let page: string | undefined;
  do {
    const answer = await cloud?.listServiceDevices(target.serviceId, page);
    if (!answer?.ok) return;
    const found = answer.value.value.rows.filter((serial) => missing.delete(serial));
    keepAssignments(reach, found, { target, observedAt });
    page = answer.value.value.next;
  } while (page !== undefined && missing.size > 0);
}

function keepAssignments(
  reach: Reach,
  serials: readonly SerialNumber[],
  { target, observedAt }: { readonly target: Target; readonly observedAt: number },
): void {
  const { organizationId, serviceId } = target;
  reach.mirror.putAll(
    serials.map((serial) => ({
      serial,
      kind: 'assignment' as const,
      fact: { value: { organizationId, serviceId }, source: 'appleList' as const, observedAt },
    })),
  );
}

const MIN_FOR_LIST = 10;
const PAGE = 1_000;

const notConnected: CloudFailure = {
  kind: 'notFound',
  detail: 'This cloud is not connected on this bench.',
};

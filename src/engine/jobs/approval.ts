import type { JobFailureCode } from '../../core/jobs/failures.ts';
import type { Result } from '../../core/result.ts';
import { MINUTE } from '../../core/time.ts';
import type { Target } from '../../core/verdict/policy.ts';
import type { CloudFailure } from '../clouds/http/cloud-failure.ts';
import { failAll } from './asking.ts';
import { enter, later, type Job } from './job.ts';
import { become, type Step, type View } from './step.ts';

const POLL = MINUTE;

/**
 * Multi Admin Approval (docs/protocol/intune.md#multi-admin-approval): nothing has happened yet, and nothing is
 * going to until a second administrator has agreed in Intune's own portal. The call that was refused does not count.
 */
export function awaitApproval(job: Job, code: string, view: View): Step {
  const now = view.now.bench;
  const queued = enter(job, 'queued', { now, nextAt: now + POLL });
  const asked = { ...queued, calls: job.calls - 1, approval: { code, isGiven: false } };
  return become(later(asked, now + POLL, 'approval'));
}

/** Before anything else, a job with an open request asks what became of it. */
export function askWhetherAgreed(job: Job, target: Target): Step | undefined {
  const isAsked = job.state === 'queued' && job.approval?.isGiven === false;
  return isAsked ? { kind: 'call', call: 'readApproval', target } : undefined;
}

export function afterApproval(job: Job, answer: Result<string, CloudFailure>, view: View): Step {
  const now = view.now.bench;
  const { approval } = job;
  if (!approval) return become(job);
  const status = answer.ok ? answer.value : 'unknown';
  if (status === 'approved' || status === 'completed') {
    const agreed = enter(job, 'queued', { now, nextAt: now });
    return become({ ...agreed, approval: { ...approval, isGiven: true } });
  }
  const code = REFUSED[status];
  if (code) return failAll(job, view, code);
  return become(later(job, Math.max(now + POLL, retryAt(answer)), 'approval'));
}

const REFUSED: Readonly<Record<string, JobFailureCode>> = {
  rejected: 'approvalRejected',
  cancelled: 'approvalWithdrawn',
  expired: 'approvalExpired',
};

function retryAt(answer: Result<string, CloudFailure>): number {
  return answer.ok ? 0 : (answer.error.retryAt ?? 0);
}

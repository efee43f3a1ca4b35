import { failure } from '../../core/result.ts';
import type { Answer, CallOptions, CloudFailure } from '../clouds/http/cloud-failure.ts';
import type { MicrosoftCloud } from '../clouds/microsoft/microsoft-cloud.ts';

/** Acts that wait for a second administrator. The next try of the same act takes up the request that was made for it. */
export interface Approvals {
  /** `act` names what is to be done, with everything that it is done to. */
  send<T>(
    microsoft: Pick<MicrosoftCloud, 'readApproval'>,
    act: string,
    call: (options: CallOptions) => Promise<Answer<T>>,
  ): Promise<Answer<T>>;
}

const BENCH = { priority: 'bench' } as const;

/** The requests of this run. One that nobody decides ends by itself at Microsoft. */
export function createApprovals(): Approvals {
  const codes = new Map<string, string>();
  return {
    async send(microsoft, act, call) {
      const approvalCode = codes.get(act);
      const refusal = approvalCode && (await undecided(microsoft, approvalCode));
      if (refusal && refusal.kind === 'approvalNeeded') return failure(refusal);
      codes.delete(act);
      if (refusal) return failure(refusal);
      const answer = await call(approvalCode ? { ...BENCH, approvalCode } : BENCH);
      const asked = answer.ok ? undefined : answer.error.approvalCode;
      if (asked !== undefined) codes.set(act, asked);
      return answer;
    },
  };
}

/** Why the act cannot be done with this approval; undefined when it can, or when that cannot be read. */
async function undecided(
  microsoft: Pick<MicrosoftCloud, 'readApproval'>,
  approvalCode: string,
): Promise<CloudFailure | undefined> {
  const status = await microsoft.readApproval(approvalCode, BENCH);
  if (!status.ok) return undefined;
  const { value } = status.value;
  if (value === 'approved' || value === 'unknown') return undefined;
  if (value === 'needsApproval') return { kind: 'approvalNeeded', approvalCode, detail: value };
  return { kind: 'rejected', detail: `The request for approval is ${value}.` };
}

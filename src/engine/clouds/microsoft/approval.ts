import type { CloudRequest } from '../exchange.ts';
import { APPROVAL_CODE } from '../http-failure.ts';

/** What the second administrator reads beside the request. */
const REASON = 'Asked for by an operator at the Resetbench, which moves devices to Intune.';

/**
 * Where a tenant protects its actions by Multi Admin Approval, a write without a reason fails; with one it becomes a
 * request for approval, and after that it is sent again with the code of that request instead (facts/intune.md §3.2).
 */
export function approvalHeaders(request: CloudRequest<unknown>): Record<string, string> {
  if (request.kind !== 'write') return {};
  const code = request.options?.approvalCode;
  if (code !== undefined) return { [APPROVAL_CODE]: code };
  return { 'x-msft-approval-justification': Buffer.from(REASON).toString('base64') };
}

import { z } from 'zod';
import type { CloudRequest } from '../http/exchange.ts';
import { APPROVAL_CODE } from '../http/http-failure.ts';
import { parsed, text } from '../http/lenient.ts';

/** What the second administrator reads beside the request. */
const REASON = 'Asked for by an operator at the Resetbench, which moves devices to Intune.';

/**
 * Where a tenant protects its actions by Multi Admin Approval, a write without a reason fails; with one it becomes a
 * request for approval, and after that it is sent again with the code of that request instead
 * (docs/protocol/intune.md#multi-admin-approval).
 */
export function approvalHeaders(request: CloudRequest<unknown>): Record<string, string> {
  if (request.kind !== 'write') return {};
  const code = request.options?.approvalCode;
  if (code !== undefined) return { [APPROVAL_CODE]: code };
  return { 'x-msft-approval-justification': Buffer.from(REASON).toString('base64') };
}

const STATUSES = [
  'needsApproval',
  'approved',
  'rejected',
  'cancelled',
  'completed',
  'expired',
  'unknown',
] as const;
/** How far a request for approval is; `approved`: the call may now be sent again with its code. */
export type ApprovalStatus = (typeof STATUSES)[number];

const requestSchema = z.object({
  id: text,
  requestId: text,
  status: z.enum(STATUSES).catch('unknown'),
});

export interface ApprovalRow {
  /** Microsoft's text filters by `requestId`, its metadata knows an `id` only: both are taken. */
  readonly codes: readonly (string | undefined)[];
  readonly status: ApprovalStatus;
}

export function readApprovalRow(row: unknown): ApprovalRow | undefined {
  const request = parsed(requestSchema, row);
  return request && { codes: [request.id, request.requestId], status: request.status };
}

/** Of the request with this code; `unknown` when it is not among them. */
export function approvalStatus(rows: readonly ApprovalRow[], code: string): ApprovalStatus {
  return rows.find(({ codes }) => codes.includes(code))?.status ?? 'unknown';
}

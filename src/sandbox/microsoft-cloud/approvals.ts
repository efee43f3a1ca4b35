import { uuidOf } from '../../core/chance.ts';
import { HOUR } from '../../core/time.ts';
import { Refusal, type SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { collectionAnswer } from './collection.ts';
import { dateTime } from './date-time.ts';
import { badRequest, graphError, type GraphRequest } from './graph-request.ts';
import type { ApprovalRequest, Protected } from './intune-state.ts';

/** A request for approval is open for this long. */
const LIFE = 30 * 24 * HOUR;

/** Where the tenant protects this, nothing happens before a second administrator has agreed to this very call. */
export function requireApproval(world: World, request: GraphRequest, kind: Protected): void {
  if (!world.state.intune.protects.includes(kind)) return;
  const code = request.headers.get('x-msft-approval-code');
  if (code === undefined) throw asked(world, request, kind);
  const approval = world.state.intune.approvals.find((each) => each.code === code);
  const isGood = approval?.status === 'approved' && approval.call === callOf(request);
  if (!isGood) throw badRequest(world, request, 'The approval request cannot be completed.');
  approval.status = 'completed';
}

/** What a second administrator does in Intune's own pages: no application can. False when there is no such request. */
export function decideApproval(
  world: World,
  code: string,
  status: 'approved' | 'rejected',
): boolean {
  const approval = world.state.intune.approvals.find((each) => each.code === code);
  if (approval?.status !== 'needsApproval') return false;
  approval.status = status;
  world.touch();
  return true;
}

export function listApprovals(world: World, request: GraphRequest): SimulatedAnswer {
  return collectionAnswer(world, request, {
    context: 'deviceManagement/operationApprovalRequests',
    rows: world.state.intune.approvals.map(rowOf),
    filterable: ['requestId', 'status', 'id'],
    hidden: ['requestId'],
    defaultPage: 100,
    highestPage: 100,
  });
}

function asked(world: World, request: GraphRequest, kind: Protected): Refusal {
  const encoded = request.headers.get('x-msft-approval-justification');
  if (encoded === undefined) return badRequest(world, request, 'A justification is required.');
  const code = uuidOf(world.seed, `approval/${world.count('approval')}`);
  world.state.intune.approvals.push({
    code,
    kind,
    call: callOf(request),
    justification: Buffer.from(encoded, 'base64').toString(),
    requestedAt: world.now(),
    status: 'needsApproval',
  });
  const message = `Approval Required. Request Approval using the request ID returned as part of the x-msft-approval-code response header. x-msft-approval-code: ${code}`;
  const error = { status: 403, code: 'ApprovalRequired', message };
  return new Refusal(graphError(world, request, error, { 'x-msft-approval-code': code }));
}

function callOf({ method, path }: GraphRequest): string {
  return `${method} ${path}`;
}

/**
 * Microsoft's text filters by `requestId`, which the answer itself does not have
 * (docs/protocol/intune.md#multi-admin-approval).
 */
function rowOf({ code, kind, justification, requestedAt, status }: ApprovalRequest) {
  return {
    id: code,
    requestId: code,
    requestDateTime: dateTime(requestedAt),
    expirationDateTime: dateTime(requestedAt + LIFE),
    lastModifiedDateTime: dateTime(requestedAt),
    requestJustification: justification,
    approvalJustification: null,
    status,
    requiredOperationApprovalPolicyTypes: [kind],
  };
}

import type { Instant } from '../../core/time.ts';
import type { Platform } from '../campaign/organization.ts';

/** What a tenant may protect by a second administrator (docs/protocol/intune.md#multi-admin-approval). */
export type Protected = 'deviceWipe' | 'tenantConfiguration';

export interface ApprovalRequest {
  readonly code: string;
  readonly kind: Protected;
  /** The method and address that it was asked for: a code is good for no other call. */
  readonly call: string;
  readonly justification: string;
  readonly requestedAt: Instant;
  status: 'needsApproval' | 'approved' | 'rejected' | 'cancelled' | 'completed' | 'expired';
}

/** How the fictional tenant is set up. */
export interface IntuneState {
  /** Kinds of device that its default restriction keeps out. */
  blockedPlatforms: Platform[];
  protects: Protected[];
  approvals: ApprovalRequest[];
}

export function beginIntune(): IntuneState {
  return { blockedPlatforms: [], protects: [], approvals: [] };
}

import { HOUR, MINUTE, SECOND } from '../../../core/time.ts';

/** At most `limit` requests start in any `window`, and no more than `burst` of them closer than `spacing`. */
export interface LimitRule {
  readonly limit: number;
  readonly window: number;
  readonly spacing?: number;
  readonly burst?: number;
}

/** What one account of one cloud allows. `reserve`: places that background work leaves to the bench. */
export interface LimiterRules {
  readonly cloud: 'apple' | 'microsoft';
  /** Whose quota it is: the organization's at Apple, the tenant's at Microsoft. */
  readonly organizationId: string;
  readonly inFlight: number;
  readonly reserve: number;
  readonly read: LimitRule;
  readonly write: LimitRule;
}

/**
 * Undocumented, measured by others (docs/protocol/apple-business.md#limits): 20 GETs a minute, 10 POSTs an hour; more
 * than 4 requests at once make Apple drop streams.
 */
export function appleLimits(organizationId: string): LimiterRules {
  return {
    cloud: 'apple',
    organizationId,
    inFlight: 4,
    reserve: 2,
    read: { limit: 20, window: MINUTE, spacing: 3 * SECOND, burst: 4 },
    write: { limit: 10, window: HOUR },
  };
}

/** Intune's enrollment calls, per app and tenant: 1,000 in 20 s, 100 writes (docs/protocol/intune.md#limits). */
export function microsoftLimits(tenantId: string): LimiterRules {
  return {
    cloud: 'microsoft',
    organizationId: tenantId,
    inFlight: 8,
    reserve: 2,
    read: { limit: 1_000, window: 20 * SECOND },
    write: { limit: 100, window: 20 * SECOND },
  };
}

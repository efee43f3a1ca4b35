import type { Budget } from '../../contract/status.ts';
import type { Connections, Organization } from '../../core/connections.ts';
import type { Clock, Fetch } from '../../core/ports.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { createAppleCloud, type AppleCloud } from './apple/apple-cloud.ts';
import { createLimiter } from './limiter.ts';
import { appleLimits, microsoftLimits } from './limits.ts';
import { createListing, type Listing } from './listing.ts';
import { createMicrosoftCloud, type MicrosoftCloud } from './microsoft/microsoft-cloud.ts';
import { createRevalidation, type Revalidation } from './revalidate.ts';

export interface Clouds {
  readonly apple: readonly AppleCloud[];
  readonly microsoft: MicrosoftCloud | null;
  readonly revalidation: Revalidation;
  readonly listing: Listing;
  budgets(): Budget[];
}

interface Connecting {
  readonly connections: Connections;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly bearer: {
    apple(organizationId: string, refused?: string): Promise<string>;
    microsoft(refused?: string): Promise<string>;
  };
  readonly mirror: Mirror;
}

/** One client and one limiter per cloud and organization, shared by everybody who asks. */
export function connectClouds(parts: Connecting): Clouds {
  const { connections, clock, mirror } = parts;
  const organizations = connections.organizations.map((each) => connectApple(each, parts));
  const tenant = connectMicrosoft(parts);
  const apple = organizations.map(({ cloud }) => cloud);
  const microsoft = tenant?.cloud ?? null;
  const shared = { apple, microsoft, mirror, clock };
  return {
    apple,
    microsoft,
    revalidation: createRevalidation({ ...shared, policy: connections.policy }),
    listing: createListing(shared),
    budgets: () =>
      [...organizations, ...(tenant ? [tenant] : [])].flatMap(({ limiter }) => limiter.budgets()),
  };
}

function connectApple(organization: Organization, { clock, fetch, bearer }: Connecting) {
  const limiter = createLimiter({ clock, rules: appleLimits(organization.id) });
  const ownBearer = (refused?: string) => bearer.apple(organization.id, refused);
  const cloud = createAppleCloud({ organization, fetch, clock, limiter, bearer: ownBearer });
  return { cloud, limiter };
}

function connectMicrosoft({ connections, clock, fetch, bearer }: Connecting) {
  const { tenant } = connections;
  if (!tenant) return undefined;
  const limiter = createLimiter({ clock, rules: microsoftLimits(tenant.tenantId) });
  const cloud = createMicrosoftCloud({
    tenant,
    fetch,
    clock,
    limiter,
    bearer: (refused?: string) => bearer.microsoft(refused),
  });
  return { cloud, limiter };
}

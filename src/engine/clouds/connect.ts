import type { QuotaView } from '../../contract/campaign.ts';
import type { Budget, Status } from '../../contract/status.ts';
import type { Connections, Organization } from '../../core/connections.ts';
import type { Clock, Fetch } from '../../core/ports.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Accounts } from './accounts.ts';
import { createAppleCloud, type AppleCloud } from './apple/apple-cloud.ts';
import type { AppleSignIn } from './apple/sign-in.ts';
import { createRevalidation, type Revalidation } from './asking/revalidate.ts';
import { createListing, type Listing } from './listing/listing.ts';
import { createMicrosoftCloud, type MicrosoftCloud } from './microsoft/microsoft-cloud.ts';
import type { MicrosoftSignIn } from './microsoft/sign-in.ts';
import type { Limiter } from './quota/limiter.ts';
import { troublesOf } from './trouble.ts';

export interface Clouds {
  readonly apple: readonly AppleCloud[];
  readonly microsoft: MicrosoftCloud | null;
  readonly revalidation: Revalidation;
  readonly listing: Listing;
  readonly signIns: {
    apple(organizationId: string): AppleSignIn | undefined;
    readonly microsoft: MicrosoftSignIn | null;
  };
  budgets(): Budget[];
  /** What keeps the answers of an account from coming. */
  troubles(): NonNullable<Status['troubles']>;
  /** Requests sent since this engine started, by what they were for. */
  spent(): QuotaView['spent'];
  /**
   * For good: what has left may still be answered, what waits for its turn does not leave. Else the work of connections
   * that are gone would be sent an hour later, beside that of the new ones.
   */
  end(): void;
}

interface Parts {
  readonly connections: Connections;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly accounts: Accounts;
  readonly mirror: Mirror;
}

interface Connecting extends Parts {
  readonly isOver: () => boolean;
}

/** One client per cloud and organization, on the limiter of its account, shared by everybody who asks. */
export function connectClouds(parts: Parts): Clouds {
  const { connections, clock, mirror } = parts;
  let isEnded = false;
  const connecting: Connecting = { ...parts, isOver: () => isEnded };
  const organizations = connections.organizations.map((each) => connectApple(each, connecting));
  const tenant = connectMicrosoft(connecting);
  const apple = organizations.map(({ cloud }) => cloud);
  const microsoft = tenant?.cloud ?? null;
  const limiters = [...organizations, ...(tenant ? [tenant] : [])].map(({ limiter }) => limiter);
  const { policy } = connections;
  const shared = { apple, microsoft, mirror, clock, policy };
  return {
    apple,
    microsoft,
    revalidation: createRevalidation(shared),
    listing: createListing(shared),
    signIns: {
      apple: (id) => organizations.find(({ cloud }) => cloud.organizationId === id)?.signIn,
      microsoft: tenant?.signIn ?? null,
    },
    budgets: () => limiters.flatMap((limiter) => limiter.budgets()),
    troubles: () => [
      ...organizations.flatMap(({ limiter, signIn }) =>
        troublesOf(limiter, clock.now(), signIn.state()),
      ),
      ...(tenant ? troublesOf(tenant.limiter, clock.now(), tenant.signIn.state()) : []),
    ],
    spent: () => [
      ...organizations.flatMap(({ limiter }) => spentAt('apple', limiter)),
      ...(tenant ? spentAt('microsoft', tenant.limiter) : []),
    ],
    end() {
      isEnded = true;
      for (const limiter of limiters) limiter.wake();
    },
  };
}

function connectApple(organization: Organization, connecting: Connecting) {
  const { clock, fetch, accounts, isOver } = connecting;
  const { limiter, signIn } = accounts.apple(organization);
  const { bearer } = signIn;
  const cloud = createAppleCloud({ organization, fetch, clock, limiter, bearer, isOver });
  return { cloud, limiter, signIn };
}

function connectMicrosoft({ connections, clock, fetch, accounts, isOver }: Connecting) {
  const { tenant } = connections;
  if (!tenant) return undefined;
  const { limiter, signIn } = accounts.microsoft(tenant);
  const { bearer } = signIn;
  const cloud = createMicrosoftCloud({ tenant, fetch, clock, limiter, bearer, isOver });
  return { cloud, limiter, signIn };
}

function spentAt(cloud: 'apple' | 'microsoft', limiter: Limiter): QuotaView['spent'] {
  return limiter.spent().map((line) => ({ cloud, ...line }));
}

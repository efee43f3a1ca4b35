import { DatabaseSync } from '@photostructure/sqlite';
import type { Fetch } from '../../src/core/ports.ts';
import { createAppleCloud, type AppleCloud } from '../../src/engine/clouds/apple/apple-cloud.ts';
import {
  createRevalidation,
  type Revalidation,
} from '../../src/engine/clouds/asking/revalidate.ts';
import { createListing, type Listing } from '../../src/engine/clouds/listing/listing.ts';
import { createMicrosoftCloud } from '../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { createLimiter } from '../../src/engine/clouds/quota/limiter.ts';
import { appleLimits, microsoftLimits } from '../../src/engine/clouds/quota/limits.ts';
import { createJobs, type Jobs } from '../../src/engine/jobs/jobs.ts';
import { createMirror, type Mirror } from '../../src/engine/mirror/mirror.ts';
import { HOSTS } from '../../src/sandbox/campaign/organization.ts';
import type { LargeSandbox } from './requests-fleet.ts';

/** The engine's own parts before the simulated clouds, with everything that goes to Apple's API written down. */
export interface Parts {
  readonly apple: AppleCloud;
  readonly listing: Listing;
  readonly revalidation: Revalidation;
  readonly jobs: Jobs;
  readonly mirror: Mirror;
  /** As `GET /v1/…`, in order. */
  readonly sent: readonly string[];
  close(): Promise<void>;
}

export function partsBefore({ clock, sandbox }: LargeSandbox): Parts {
  const { policy } = sandbox.connections;
  const sent: string[] = [];
  const mirror = createMirror({ file: ':memory:', clock });
  const clouds = cloudsOf({ clock, sandbox }, watched(sandbox.fetch, sent));
  const shared = { apple: [clouds.apple], microsoft: clouds.microsoft, mirror, clock };
  const revalidation = createRevalidation({ ...shared, policy });
  const database = new DatabaseSync(':memory:');
  const ignored = (): void => undefined;
  const jobs = createJobs({
    ...shared,
    database,
    revalidation,
    policy,
    record: ignored,
    onChange: ignored,
  });
  return {
    apple: clouds.apple,
    listing: createListing(shared),
    revalidation,
    jobs,
    mirror,
    sent,
    async close() {
      const stopping = jobs.stop();
      await clock.advance(2_000);
      await stopping;
      clock.stop();
      mirror.close();
      database.close();
    },
  };
}

/** The log of an activity lies with another host, and is no request to the API. */
function watched(fetch: Fetch, sent: string[]): Fetch {
  return (address, request) => {
    const url = new URL(address);
    if (url.host === HOSTS.appleApi) sent.push(`${request.method} ${url.pathname}`);
    return fetch(address, request);
  };
}

function cloudsOf({ clock, sandbox }: Pick<LargeSandbox, 'clock' | 'sandbox'>, fetch: Fetch) {
  const [organization] = sandbox.connections.organizations;
  const { tenant } = sandbox.connections;
  if (!organization || !tenant) throw new Error('The sandbox is connected to both clouds.');
  const apple = createAppleCloud({
    organization,
    fetch,
    clock,
    limiter: createLimiter({ clock, rules: appleLimits(organization.id) }),
    bearer: () => Promise.resolve(sandbox.bearer.apple),
  });
  const microsoft = createMicrosoftCloud({
    tenant,
    fetch,
    clock,
    limiter: createLimiter({ clock, rules: microsoftLimits(tenant.tenantId) }),
    bearer: () => Promise.resolve(sandbox.bearer.microsoft),
  });
  return { apple, microsoft };
}

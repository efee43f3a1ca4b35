import type { Connections } from '../../src/core/connections.ts';
import type { Fetch } from '../../src/core/ports.ts';
import { HOSTS } from '../../src/sandbox/campaign/organization.ts';
import type { VirtualClock } from '../../src/sandbox/clock.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { secretsIn } from './secrets-in.ts';
import { serveOnLoopback, type LoopbackServer } from './serve-on-loopback.ts';

export interface CloudsOnLoopback {
  readonly sandbox: Sandbox;
  /** The practice organization and tenant at the addresses of this stand. */
  readonly connections: Connections;
  /** Method and path of every request that came in, the newest last. */
  readonly requests: readonly string[];
  /** Every token, assertion and code that both sign-ins were sent or gave out. */
  readonly secrets: ReadonlySet<string>;
  /** Where each of the hosts stands. */
  readonly at: Addresses;
  close(): Promise<void>;
}

export type Addresses = Readonly<Record<keyof typeof HOSTS, string>>;

const SIGN_INS: readonly string[] = [HOSTS.appleSignIn, HOSTS.microsoftSignIn];

/**
 * Both simulated clouds and both sign-ins on real sockets, at the time of the wall or of a clock of the caller's. Told
 * `names`, they call themselves so, as behind a proxy that knows where they really stand.
 */
export async function serveClouds(
  clock?: VirtualClock,
  names?: Addresses,
): Promise<CloudsOnLoopback> {
  const sandbox = createSandbox(clock ? { clock } : { startAt: Date.now() });
  const requests: string[] = [];
  const secrets = new Set<string>();
  const signingIn = overheard(sandbox.fetch, secrets);
  const fetch: Fetch = (url, request) => {
    const { host, pathname } = new URL(url);
    requests.push(`${request.method} ${host}${pathname}`);
    return (SIGN_INS.includes(host) ? signingIn : sandbox.fetch)(url, request);
  };
  const hosts = Object.keys(HOSTS) as (keyof typeof HOSTS)[];
  const servers = await Promise.all(
    hosts.map((name) => serveOnLoopback(fetch, `https://${HOSTS[name]}`, names?.[name])),
  );
  const at = Object.fromEntries(
    hosts.map((name, place) => [name, servers[place]?.baseUrl ?? '']),
  ) as Addresses;
  return {
    sandbox,
    requests,
    secrets,
    at,
    connections: movedTo(sandbox.connections, names ?? at),
    close: () => closeAll(sandbox, servers),
  };
}

function overheard(fetch: Fetch, secrets: Set<string>): Fetch {
  const hear = (text?: string) => {
    for (const secret of secretsIn(text)) secrets.add(secret);
  };
  return async (url, request) => {
    hear(request.body);
    const { status, headers, text } = await fetch(url, request);
    const heard = async () => {
      const body = await text();
      hear(body);
      return body;
    };
    return { status, headers, text: heard };
  };
}

function movedTo({ organizations, tenant, policy }: Connections, at: Addresses): Connections {
  return {
    policy,
    organizations: organizations.map((organization) => ({
      ...organization,
      apiBaseUrl: at.appleApi,
      tokenUrl: `${at.appleSignIn}/auth/oauth2/v2/token`,
    })),
    tenant: tenant && {
      ...tenant,
      graphBaseUrl: at.graph,
      authority: `${at.microsoftSignIn}/${tenant.tenantId}`,
    },
  };
}

async function closeAll(sandbox: Sandbox, servers: readonly LoopbackServer[]): Promise<void> {
  sandbox.clock.stop();
  await Promise.all(servers.map((server) => server.close()));
}

import type {
  Configuration,
  ConfidentialClientApplication,
  ICachePlugin,
  NodeAuthOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import type { Tenant } from '../../../core/connections.ts';
import { securedAddress, type MsalNetwork } from './msal-network.ts';

interface ClientOptions {
  readonly tenant: Tenant;
  readonly network: MsalNetwork;
}

/** For people. MSAL is loaded here and not before: no scan and no command line waits for it. */
export async function createPublicClient(
  options: ClientOptions,
  cachePlugin: ICachePlugin,
): Promise<PublicClientApplication> {
  const msal = await import('@azure/msal-node');
  return new msal.PublicClientApplication({ ...configuration(options), cache: { cachePlugin } });
}

/** For the bench itself; what it is given stays in memory. */
export async function createConfidentialClient(
  options: ClientOptions,
  credential: Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate'>,
): Promise<ConfidentialClientApplication> {
  const msal = await import('@azure/msal-node');
  const { auth, ...rest } = configuration(options);
  return new msal.ConfidentialClientApplication({ ...rest, auth: { ...auth, ...credential } });
}

function configuration({ tenant, network }: ClientOptions): Configuration {
  const authority = securedAddress(tenant.authority);
  return {
    auth: {
      clientId: tenant.clientId,
      authority,
      // Otherwise MSAL would ask another host whether this one is to be trusted.
      knownAuthorities: [new URL(authority).host],
    },
    system: {
      networkClient: network,
      disableInternalRetries: true,
      loggerOptions: { piiLoggingEnabled: false, loggerCallback: () => undefined },
    },
  };
}

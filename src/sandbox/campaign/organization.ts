import { connectionsSchema, type Connections } from '../../core/connections.ts';
import type { DeviceFamily } from '../../core/facts/device-facts.ts';

/** The hosts that exist in the sandbox; the same as the real ones, so that URLs are built as in real life. */
export const HOSTS = {
  appleApi: 'api-business.apple.com',
  appleSignIn: 'account.apple.com',
  appleLogs: 'store.blobstore.apple.com',
  graph: 'graph.microsoft.com',
  microsoftSignIn: 'login.microsoftonline.com',
} as const;

/** What stands after `Bearer` once somebody has signed in. Invented, and good for nothing else. */
export const BEARERS = {
  apple: 'sandbox-apple-bearer',
  microsoft: 'sandbox-microsoft-bearer',
} as const;

/** Apple's device management services of the fictional organization. */
export const SERVICES = [
  {
    id: '5D1E0C9A7B3F4E2286A0C41F9D7B3E10',
    name: 'Intune Offices',
    type: 'MDM',
    created: '2026-02-02',
  },
  {
    id: '9A4C7F10D2B84E6FB1530E8C6A2D4F77',
    name: 'Intune Stores',
    type: 'MDM',
    created: '2026-02-02',
  },
  {
    id: 'C0B7A3F4E8D14C5A9F6210B7D3E5A981',
    name: 'Fleetward MDM (old)',
    type: 'MDM',
    created: '2018-05-14',
  },
  {
    id: 'E7F21B6C30D54A98A1C4D5B60F7E8923',
    name: 'Telmora Carrier MDM',
    type: 'MDM',
    created: '2019-09-30',
  },
  {
    id: '1F6E5D4C3B2A49908F7E6D5C4B3A2918',
    name: 'Research Lab (own MDM)',
    type: 'MDM',
    created: '2021-03-08',
  },
  {
    id: 'B0A1C2D3E4F5061728394A5B6C7D8E9F',
    name: 'Apple Configurator',
    type: 'APPLE_CONFIGURATOR',
    created: '2018-05-14',
  },
] as const;

export const SERVICE = {
  offices: SERVICES[0].id,
  stores: SERVICES[1].id,
  oldMdm: SERVICES[2].id,
  carrier: SERVICES[3].id,
  lab: SERVICES[4].id,
  configurator: SERVICES[5].id,
} as const;

/** Intune's enrollment program tokens, each tied to one service at Apple. */
export const TOKENS = [
  {
    id: '6b2f0d9e-41c7-4a53-9d0e-7c15a8e3f201',
    name: 'Aldermoor Offices',
    serviceId: SERVICE.offices,
    appleIdentifier: 'ade-offices@aldermoor.example',
  },
  {
    id: 'a8d35c17-90fb-4e62-8b4a-2f7de6c10944',
    name: 'Aldermoor Stores',
    serviceId: SERVICE.stores,
    appleIdentifier: 'ade-stores@aldermoor.example',
  },
] as const;
export const TOKEN = { offices: TOKENS[0].id, stores: TOKENS[1].id } as const;

export type Platform = 'ios' | 'macOS' | 'tvOS' | 'visionOS';

export interface SimulatedProfile {
  readonly id: string;
  readonly tokenId: string;
  readonly name: string;
  readonly platform: Platform;
  readonly requiresUser: boolean;
}

export const PROFILES: readonly SimulatedProfile[] = [
  officeProfile('1c0a', 'Offices iPhone', 'ios'),
  officeProfile('2c0a', 'Offices iPad', 'ios'),
  officeProfile('3c0a', 'Offices Mac', 'macOS'),
  officeProfile('4c0a', 'Pilot 2025 (do not use)', 'ios'),
  storeProfile('5c0a', 'Stores iPad', 'ios'),
  storeProfile('6c0a', 'Stores iPhone', 'ios'),
  storeProfile('7c0a', 'Stores Kiosk iPad', 'ios'),
  storeProfile('8c0a', 'Stores Apple TV', 'tvOS'),
];

/** The bare id of the profile with this name. */
export function profileId(name: string): string {
  const found = PROFILES.find((each) => each.name === name);
  if (!found) throw new Error(`The sandbox has no profile "${name}".`);
  return found.id;
}

export type Site = 'offices' | 'stores';

/** The profile that a device of this family should get at this site, if there is one. */
export function profileFor(site: Site, family: DeviceFamily): string | null {
  return (
    connections.policy.targets.find((target) => target.id === site)?.allowedProfileIds[
      family
    ]?.[0] ?? null
  );
}

/** What the bench is connected to in the sandbox: complete and valid, as the settings would hold it. */
export const connections: Connections = connectionsSchema.parse({
  organizations: [
    {
      id: 'aldermoor',
      name: 'Aldermoor Group',
      kind: 'business',
      apiBaseUrl: `https://${HOSTS.appleApi}`,
      tokenUrl: `https://${HOSTS.appleSignIn}/auth/oauth2/v2/token`,
      clientId: 'BUSINESSAPI.0c5a7be2-6f1d-4a8e-9b53-d27e41f0a6c8',
      keyId: '7d9e2f14-58ab-4c30-a6e1-90b4c7d8f352',
    },
  ],
  tenant: {
    cloud: 'global',
    graphBaseUrl: `https://${HOSTS.graph}`,
    authority: `https://${HOSTS.microsoftSignIn}/aldermoor.example`,
    tenantId: '3e8b1f76-c940-4d25-8a7f-5b6e02d9c183',
    clientId: 'f02d6c4b-1e97-4b83-b5a0-8c3d7e94a216',
  },
  policy: {
    targets: [
      {
        id: 'offices',
        name: 'Intune Offices',
        organizationId: 'aldermoor',
        serviceId: SERVICE.offices,
        tokenId: TOKEN.offices,
        families: ['iPhone', 'iPad', 'Mac'],
        allowedProfileIds: {
          iPhone: [profileId('Offices iPhone')],
          iPad: [profileId('Offices iPad')],
          Mac: [profileId('Offices Mac')],
        },
      },
      {
        id: 'stores',
        name: 'Intune Stores',
        organizationId: 'aldermoor',
        serviceId: SERVICE.stores,
        tokenId: TOKEN.stores,
        families: ['AppleTV'],
        allowedProfileIds: {
          iPad: [profileId('Stores iPad'), profileId('Stores Kiosk iPad')],
          iPhone: [profileId('Stores iPhone')],
          AppleTV: [profileId('Stores Apple TV')],
        },
      },
    ],
    formerServiceIds: [SERVICE.oldMdm, SERVICE.carrier],
    minimumOs: { iPhone: '17.0', iPad: '17.0', Mac: '15.0' },
  },
});

/** In the offices every device has its user. */
function officeProfile(mark: string, name: string, platform: Platform): SimulatedProfile {
  return { id: profileGuid(mark), tokenId: TOKEN.offices, name, platform, requiresUser: true };
}

function storeProfile(mark: string, name: string, platform: Platform): SimulatedProfile {
  return { id: profileGuid(mark), tokenId: TOKEN.stores, name, platform, requiresUser: false };
}

function profileGuid(mark: string): string {
  return `${mark}7e52-3b19-4d6f-8e05-c9a1f4d28b70`;
}

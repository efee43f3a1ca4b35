import { MICROSOFT_CLOUDS, type Tenant } from '../../../core/connections.ts';

/**
 * Every page outside that the wizard opens. The shell opens only the hosts of its own list
 * (src/main/allowed-links.ts); a host that is new here must be added there.
 */
const LINKS = {
  // Apple's portals, and its own pages about API accounts and about linking a service.
  appleBusiness: () => 'https://business.apple.com/',
  appleSchool: () => 'https://school.apple.com/',
  appleBusinessHelp: () => 'https://support.apple.com/guide/business/axm33189f66a/web',
  appleSchoolHelp: () => 'https://support.apple.com/guide/apple-school-manager/axm33189f66a/web',
  // Apple Push Certificates Portal.
  applePush: () => 'https://identity.apple.com/pushcert/',
  // Entra: all app registrations, and the one that belongs to the client id.
  appRegistrations: ({ cloud }) =>
    `${ENTRA[cloud]}/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade`,
  appPermissions: ({ cloud, clientId }) =>
    `${ENTRA[cloud]}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/${encodeURIComponent(clientId)}`,
  // Intune: Devices > Enrollment, and the profiles of one enrollment program token.
  intuneEnrollment: ({ cloud }) =>
    `${MICROSOFT_CLOUDS[cloud].portalUrl}/#view/Microsoft_Intune_DeviceSettings/DevicesMenu/~/enrollment`,
} as const satisfies Record<string, (app: App) => string>;

type App = Pick<Tenant, 'cloud' | 'clientId'>;
export type LinkName = keyof typeof LINKS;

/** Entra's admin centers; China has kept the Azure portal for app registrations. */
const ENTRA: Readonly<Record<Tenant['cloud'], string>> = {
  global: 'https://entra.microsoft.com',
  usGovL4: 'https://entra.microsoft.us',
  usGovDoD: 'https://entra.microsoft.us',
  china: 'https://portal.azure.cn',
};

export function linkUrl(name: LinkName, app: App): string {
  return LINKS[name](app);
}

/** Where profiles of this token are made and changed in Intune. */
export function tokenProfilesUrl(cloud: Tenant['cloud'], tokenId: string): string {
  const { portalUrl } = MICROSOFT_CLOUDS[cloud];
  return `${portalUrl}/#view/Microsoft_Intune_Enrollment/DepTokenMenuBlade/~/enrollmentprofiles/tokenId/${encodeURIComponent(tokenId)}`;
}

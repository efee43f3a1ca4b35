import { PROFILES, type SimulatedProfile } from '../campaign/organization.ts';
import type { SimulatedToken } from '../world/world-state.ts';
import type { Row } from './filter.ts';
import templates from './profile-templates.json' with { type: 'json' };

const CONFIGURATION_URL =
  'https://appleconfigurator2.manage.microsoft.com/MDMServiceConfig?id=11111111-2222-3333-4444-555555555555';

/** The enrollment profiles of a token. Their id is `<token>_<profile>`, not the bare profile id. */
export function profileRows(token: SimulatedToken): Row[] {
  return PROFILES.filter(({ tokenId }) => tokenId === token.id).map((profile) => ({
    '@odata.type': `#microsoft.graph.${TYPES[profile.platform]}`,
    id: fullProfileId(profile),
    displayName: profile.name,
    ...templates.common,
    requiresUserAuthentication: profile.requiresUser,
    configurationEndpointUrl: CONFIGURATION_URL,
    ...detailsOf(token, profile),
  }));
}

export function fullProfileId({ tokenId, id }: SimulatedProfile): string {
  return `${tokenId}_${id}`;
}

/** Profiles for Apple TV and headsets carry nothing but their name (docs/protocol/intune.md#profiles). */
function detailsOf(token: SimulatedToken, profile: SimulatedProfile): Row {
  const { platform } = profile;
  if (platform !== 'ios' && platform !== 'macOS') return {};
  const isDefault = token.defaultProfiles[platform] === profile.id;
  return { isDefault, ...templates.base, ...templates[platform] };
}

const TYPES = {
  ios: 'depIOSEnrollmentProfile',
  macOS: 'depMacOSEnrollmentProfile',
  tvOS: 'depTvOSEnrollmentProfile',
  visionOS: 'depVisionOSEnrollmentProfile',
} as const;

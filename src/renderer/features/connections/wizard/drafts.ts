import {
  APPLE_CLOUDS,
  APPLE_TOKEN_URL,
  MICROSOFT_CLOUDS,
  cloudAddress,
  type MicrosoftAuth,
  type Organization,
  type Tenant,
} from '../../../../core/connections.ts';

/** An organization as it is typed: an empty address means the usual one. `keyFile` is known until the next start. */
export interface OrganizationDraft extends Organization {
  readonly keyFile: string | null;
}

/** A tenant as it is typed: an empty address means the usual one of its cloud. */
export interface TenantDraft {
  readonly cloud: Tenant['cloud'];
  readonly tenantId: string;
  readonly clientId: string;
  readonly graphBaseUrl: string;
  readonly authority: string;
  readonly auth: MicrosoftAuth;
}

export function newOrganization(id: string): OrganizationDraft {
  const empty = { name: '', clientId: '', keyId: '', apiBaseUrl: '', tokenUrl: '' };
  return { id, kind: 'business', ...empty, keyFile: null };
}

export function draftOfOrganization(organization: Organization): OrganizationDraft {
  const { apiBaseUrl, tokenUrl, kind } = organization;
  return {
    ...organization,
    apiBaseUrl: apiBaseUrl === APPLE_CLOUDS[kind].apiBaseUrl ? '' : apiBaseUrl,
    tokenUrl: tokenUrl === APPLE_TOKEN_URL ? '' : tokenUrl,
    keyFile: null,
  };
}

export function organizationOf(draft: OrganizationDraft): Organization {
  const { keyFile: _, ...typed } = draft;
  return {
    ...typed,
    name: typed.name.trim(),
    clientId: typed.clientId.trim(),
    keyId: typed.keyId.trim(),
    apiBaseUrl: typed.apiBaseUrl.trim() || APPLE_CLOUDS[typed.kind].apiBaseUrl,
    tokenUrl: typed.tokenUrl.trim() || APPLE_TOKEN_URL,
  };
}

export const NEW_TENANT: TenantDraft = {
  cloud: 'global',
  tenantId: '',
  clientId: '',
  graphBaseUrl: '',
  authority: '',
  auth: { kind: 'delegated', flow: 'browser' },
};

export function draftOfTenant(tenant: Tenant): TenantDraft {
  const { authority, graphBaseUrl } = usualAddresses(tenant);
  return {
    ...tenant,
    graphBaseUrl: tenant.graphBaseUrl === graphBaseUrl ? '' : tenant.graphBaseUrl,
    authority: tenant.authority === authority ? '' : tenant.authority,
  };
}

export function tenantOf(draft: TenantDraft): Tenant {
  const trimmed = { ...draft, tenantId: draft.tenantId.trim(), clientId: draft.clientId.trim() };
  const usual = usualAddresses(trimmed);
  return {
    ...trimmed,
    graphBaseUrl: draft.graphBaseUrl.trim() || usual.graphBaseUrl,
    authority: draft.authority.trim() || usual.authority,
  };
}

export function usualAddresses({ cloud, tenantId }: Pick<TenantDraft, 'cloud' | 'tenantId'>) {
  const { graphBaseUrl, loginBaseUrl } = MICROSOFT_CLOUDS[cloud];
  return { graphBaseUrl, authority: `${loginBaseUrl}/${tenantId}` };
}

/** Empty means the usual address. */
export function isAddress(text: string): boolean {
  return text.trim() === '' || cloudAddress.safeParse(text.trim()).success;
}

/** A client id that was copied from the other kind of account (docs/protocol/apple-business.md#accounts). */
export function isOfOtherKind({ clientId, kind }: OrganizationDraft): boolean {
  const other = kind === 'business' ? 'SCHOOLAPI.' : 'BUSINESSAPI.';
  return clientId.trim().toUpperCase().startsWith(other);
}

/**
 * Neither kind's client id, nor the beginning of one. How they look is a belief
 * (docs/protocol/apple-business.md#accounts): a hint, no reason to refuse it.
 */
export function isOfUnknownShape({ clientId }: OrganizationDraft): boolean {
  const typed = clientId.trim().toUpperCase();
  return ['BUSINESSAPI.', 'SCHOOLAPI.'].every(
    (prefix) => !typed.startsWith(prefix) && !prefix.startsWith(typed),
  );
}

/** Entra's ids are GUIDs; a tenant may also be named by one of its domains. */
export function isTenantId(text: string): boolean {
  return isGuid(text) || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text.trim());
}

export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text.trim());
}

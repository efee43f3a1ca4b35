import { z } from 'zod';
import { policySchema } from './verdict/policy.ts';

/** Where Apple's two kinds of account answer, and the scope of a token (docs/protocol/apple-business.md#accounts). */
export const APPLE_CLOUDS = {
  business: { apiBaseUrl: 'https://api-business.apple.com', scope: 'business.api' },
  school: { apiBaseUrl: 'https://api-school.apple.com', scope: 'school.api' },
} as const;

/** Apple's token endpoint; the path without `v2` answers the same. */
export const APPLE_TOKEN_URL = 'https://account.apple.com/auth/oauth2/v2/token';

/** Microsoft's national clouds. Tokens of one are worth nothing elsewhere (docs/protocol/intune.md#national-clouds). */
export const MICROSOFT_CLOUDS = {
  global: {
    graphBaseUrl: 'https://graph.microsoft.com',
    loginBaseUrl: 'https://login.microsoftonline.com',
    portalUrl: 'https://intune.microsoft.com',
  },
  usGovL4: {
    graphBaseUrl: 'https://graph.microsoft.us',
    loginBaseUrl: 'https://login.microsoftonline.us',
    portalUrl: 'https://intune.microsoft.us',
  },
  usGovDoD: {
    graphBaseUrl: 'https://dod-graph.microsoft.us',
    loginBaseUrl: 'https://login.microsoftonline.us',
    portalUrl: 'https://intune.microsoft.us',
  },
  china: {
    graphBaseUrl: 'https://microsoftgraph.chinacloudapi.cn',
    loginBaseUrl: 'https://login.chinacloudapi.cn',
    portalUrl: 'https://intune.microsoftonline.cn',
  },
} as const;

/** A token travels to this address: encrypted, or never leaving this machine. */
export const cloudAddress = z.url().refine(isSafeAddress, 'must be https');

/** An Apple Business or School Manager account. URLs are settings so that a test can stand in for Apple. */
export const organizationSchema = z.object({
  /** Names its key in the secret store, which takes no longer names. */
  id: z.string().min(1).max(150),
  name: z.string().min(1),
  kind: z.enum(['business', 'school']),
  apiBaseUrl: cloudAddress,
  tokenUrl: cloudAddress,
  clientId: z.string(),
  keyId: z.string(),
});
export type Organization = z.infer<typeof organizationSchema>;

/**
 * Who signs in at Microsoft. `delegated`: a person, whose own rights then bound what the bench can do. `application`:
 * the bench itself, with a certificate or a secret. `givenToken`: a token that another tool has got.
 */
export const microsoftAuthSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delegated'), flow: z.enum(['browser', 'deviceCode']) }),
  z.object({ kind: z.literal('application'), credential: z.enum(['certificate', 'secret']) }),
  z.object({ kind: z.literal('givenToken') }),
]);
export type MicrosoftAuth = z.infer<typeof microsoftAuthSchema>;

/** The Intune tenant. `authority` is login host + tenant. */
export const tenantSchema = z.object({
  cloud: z.enum(['global', 'usGovL4', 'usGovDoD', 'china']),
  graphBaseUrl: cloudAddress,
  authority: cloudAddress,
  tenantId: z.string().min(1),
  clientId: z.string().min(1),
  auth: microsoftAuthSchema.default({ kind: 'delegated', flow: 'browser' }),
});
export type Tenant = z.infer<typeof tenantSchema>;

/**
 * Who proves itself to whom, and with which kind of credential, as a text to compare: a certificate or secret that is
 * for one of these is sent to no other.
 */
export function addresseeOf({ cloud, authority, tenantId, clientId, auth }: Tenant): string {
  const kind = auth.kind === 'application' ? auth.credential : auth.kind;
  return JSON.stringify([kind, cloud, authority, tenantId, clientId]);
}

/** What this bench is connected to and by which rules it decides. */
export const connectionsSchema = z.object({
  /** Key, sign-in and quota go by the id: two of the same would use each other's. */
  organizations: z.array(organizationSchema).refine(areDistinct, 'ids occur twice'),
  tenant: tenantSchema.nullable(),
  policy: policySchema,
});
export type Connections = z.infer<typeof connectionsSchema>;

export const NO_CONNECTIONS: Connections = connectionsSchema.parse({
  organizations: [],
  tenant: null,
  policy: {},
});

const KEY_DRAFT = 'apple-key-draft:';
const CREDENTIAL_DRAFT = 'microsoft-credential-draft:';

/** Is it one that nobody has kept yet? It lives as long as the window in which it was chosen, and is never on disk. */
export function isDraft(secretName: string): boolean {
  return secretName.startsWith(KEY_DRAFT) || secretName.startsWith(CREDENTIAL_DRAFT);
}

/** The names under which the secret store keeps what must never be seen. */
export const SECRET = {
  appleKey: (organizationId: string) => `apple-key:${organizationId}`,
  /** A key that was chosen for an organization and not kept with it yet: the bench goes on with the one it has. */
  appleKeyDraft: (organizationId: string) => `${KEY_DRAFT}${organizationId}`,
  /** A PEM with certificate and private key, or the secret's value. */
  microsoftCredential: 'microsoft-credential',
  /** One that was chosen and not kept with its tenant yet. Of each kind its own: a private key is sent to nobody. */
  microsoftCredentialDraft: (kind: 'certificate' | 'secret') => `${CREDENTIAL_DRAFT}${kind}`,
  /** What MSAL wants to find again: refresh tokens above all. */
  microsoftCache: 'microsoft-cache',
  /** Apple's answer to the enrollment token's key (.p7m, base64), on its way to Intune. */
  tokenFile: 'token-file',
} as const;

function areDistinct(all: readonly { readonly id: string }[]): boolean {
  return new Set(all.map(({ id }) => id)).size === all.length;
}

/** A name before an `@` would make the host another one than it looks. */
function isSafeAddress(text: string): boolean {
  const isLoopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(text);
  return !text.includes('@') && (text.startsWith('https://') || isLoopback);
}

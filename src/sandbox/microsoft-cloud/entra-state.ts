import type { Instant } from '../../core/time.ts';

/** A sign-in in the browser that has been granted and not yet been exchanged for tokens. */
export interface GrantedCode {
  readonly hash: string;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string | null;
  readonly until: Instant;
}

export interface DeviceCode {
  readonly hash: string;
  readonly userCode: string;
  readonly scopes: readonly string[];
  readonly until: Instant;
  answer: 'none' | 'approved' | 'declined';
}

/** What Entra remembers. Whatever opens something is kept as its hash, so that a saved world opens nothing. */
export interface EntraState {
  /** The permissions that were consented to, by their short names. */
  granted: string[];
  /** Those of the application itself. */
  roles: string[];
  /** How long an access token is said to be good, in seconds. */
  tokenLife: number;
  /** Every sign-in and renewal is refused with this number of Entra's, until it is null again. */
  refusal: number | null;
  /** PEM of the certificate that was uploaded to the app registration. */
  certificate: string | null;
  bearers: { readonly hash: string; readonly until: Instant; readonly scopes: readonly string[] }[];
  codes: GrantedCode[];
  deviceCodes: DeviceCode[];
  refreshTokens: { readonly hash: string }[];
}

export function beginEntra(): EntraState {
  return {
    granted: [],
    roles: [
      'DeviceManagementServiceConfig.Read.All',
      'DeviceManagementServiceConfig.ReadWrite.All',
      'DeviceManagementManagedDevices.Read.All',
    ],
    tokenLife: 3_600,
    refusal: null,
    certificate: null,
    bearers: [],
    codes: [],
    deviceCodes: [],
    refreshTokens: [],
  };
}

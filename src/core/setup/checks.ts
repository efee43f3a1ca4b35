import { z } from 'zod';
import { instantSchema } from '../time.ts';

/**
 * What a live test of a connection looks at, in the order in which it is looked at. What each is called stands in
 * words/<language>.json under `check.<code>`.
 */
export const CHECK_CODES = [
  'appleKey',
  'appleSignIn',
  'appleServices',
  'appleDevices',
  'appleLock',
  'microsoftSignIn',
  'microsoftPermissions',
  'microsoftTokens',
  'microsoftDevices',
  'token',
  'tokenSync',
  'pushCertificate',
  'targetService',
  'targetProfiles',
] as const;

/**
 * Why a check failed, or what is odd about one that did not. Text and next step stand in words/<language>.json under
 * `cause.<code>`; a test walks them. `…Soon` and the like are warnings: the check holds all the same.
 */
export const CAUSE_CODES = [
  'keyMissing',
  'keyUnreadable',
  'keyEncrypted',
  'keyWrongCurve',
  'clientIdShape',
  'clientIdOtherKind',
  'invalidClient',
  'clockOff',
  'tooManySignIns',
  'roleLacksPermission',
  'termsUnsigned',
  'unreachable',
  'hostUnknown',
  'tlsFailed',
  'timedOut',
  'proxyInTheWay',
  'throttled',
  'cloudDown',
  'unexpectedAnswer',
  'featureMissing',
  'accountRefused',
  'nobodySignedIn',
  'signedOut',
  'signInCancelled',
  'signInTimedOut',
  'consentMissing',
  'appUnknown',
  'tenantUnknown',
  'publicClientOff',
  'redirectMissing',
  'conditionalAccess',
  'credentialWrong',
  'givenTokenExpired',
  'permissionMissing',
  'roleTooSmall',
  'licenceMissing',
  'approvalNeeded',
  'noToken',
  'tokenExpired',
  'tokenExpiresSoon',
  'tokenSyncFailing',
  'tokenNotSyncedLately',
  'tokenOtherAppleAccount',
  'noPushCertificate',
  'pushCertificateExpired',
  'pushCertificateExpiresSoon',
  'serviceMissing',
  'serviceInactive',
  'serviceNotConnectedLately',
  'profileMissing',
  'profileOtherToken',
  'profileOtherPlatform',
  'profileNotAwaiting',
  'profileRemovable',
  'profileShared',
  'profileWithoutUser',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];
export type CauseCode = (typeof CAUSE_CODES)[number];

const parameters = z.record(z.string(), z.union([z.string(), z.number()]));

export const causeSchema = z.object({ code: z.enum(CAUSE_CODES), params: parameters });
export type Cause = z.infer<typeof causeSchema>;

/** `warns`: it holds, and `causes` say what is odd. `skipped`: an earlier one failed, so it could not be asked. */
export const checkSchema = z.object({
  code: z.enum(CHECK_CODES),
  outcome: z.enum(['holds', 'warns', 'fails', 'skipped']),
  causes: z.array(causeSchema),
  /** The cloud's own words, for whoever is called for help; never a secret. */
  detail: z.string().optional(),
});
export type Check = z.infer<typeof checkSchema>;

export const testReportSchema = z.object({ testedAt: instantSchema, checks: z.array(checkSchema) });
export type TestReport = z.infer<typeof testReportSchema>;

export function holds(code: CheckCode, warnings: readonly Cause[] = []): Check {
  return { code, outcome: warnings.length > 0 ? 'warns' : 'holds', causes: [...warnings] };
}

export function fails(code: CheckCode, why: Cause, detail?: string): Check {
  return { code, outcome: 'fails', causes: [why], ...(detail !== undefined && { detail }) };
}

export function skipped(code: CheckCode): Check {
  return { code, outcome: 'skipped', causes: [] };
}

export function cause(code: CauseCode, params: Record<string, string | number> = {}): Cause {
  return { code, params };
}

import { z } from 'zod';
import {
  enrollmentStateSchema,
  type Enrollment,
  type Identity,
} from '../../../core/facts/device-facts.ts';
import type { Profile, Token } from '../../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import {
  flag,
  instant,
  parsed,
  present,
  serial,
  text,
  textOrEmpty,
  textOrNull,
  wholeNumber,
} from '../http/lenient.ts';
import { bareProfileId } from './profile-id.ts';

/*
 * What Microsoft Graph sends of Intune, read leniently: enrollment program objects are beta
 * (docs/protocol/intune.md#versions).
 */

export const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': text });

const tokenSchema = z.object({
  id: z.string().min(1),
  tokenName: text,
  tokenExpirationDateTime: instant,
  lastSyncTriggeredDateTime: instant,
  lastSuccessfulSyncDateTime: instant,
  lastSyncErrorCode: wholeNumber,
  appleIdentifier: text,
  syncedDeviceCount: z.number().int().optional().catch(undefined),
  lastModifiedDateTime: instant,
});

/** `#microsoft.graph.depMacOSEnrollmentProfile`; the new enrollment policies may come with other types. */
const platform = text.transform((type) => {
  const name = type?.match(/dep(\w+)EnrollmentProfile$/)?.[1]?.toLowerCase();
  return platformSchema.safeParse(name).data ?? 'unknown';
});
const platformSchema = z.enum(['ios', 'macos', 'tvos', 'visionos']);

const profileSchema = z.object({
  '@odata.type': platform,
  id: z.string().min(1),
  displayName: text,
  awaitDeviceConfiguredConfirmation: flag,
  waitForDeviceConfiguredConfirmation: flag,
  profileRemovalDisabled: flag,
  requiresUserAuthentication: flag,
  enableSharedIPad: flag,
  isDefault: flag,
});

const identitySchema = z.object({
  id: z.string(),
  serialNumber: serial,
  requestedEnrollmentProfileId: text,
  requestedEnrollmentProfileAssignmentDateTime: instant,
  enrollmentState: enrollmentStateSchema.catch('unknown'),
  isDeleted: flag,
  createdDateTime: instant,
  lastContactedDateTime: instant,
});

const enrollmentSchema = z.object({
  id: z.string(),
  serialNumber: serial,
  operatingSystem: textOrEmpty,
  enrolledDateTime: instant,
  managementState: textOrEmpty,
  managementAgent: textOrEmpty,
  deviceEnrollmentType: textOrEmpty,
  enrollmentProfileName: textOrNull,
  userPrincipalName: textOrNull,
  lastSyncDateTime: instant,
  osVersion: textOrNull,
});

/** The properties that `enrollmentSchema` needs; some are not sent unless they are asked for. */
export const ENROLLMENT_SELECT = Object.keys(enrollmentSchema.shape).join(',');

export const pushCertificateSchema = z
  .object({ expirationDateTime: instant })
  .transform(({ expirationDateTime }) => ({ expiresAt: expirationDateTime }));

export interface IdentityRow {
  readonly serial: SerialNumber;
  readonly identity: Identity;
}
export interface EnrollmentRow {
  readonly serial: SerialNumber;
  readonly enrollment: Enrollment;
}

export function readToken(row: unknown): Token | undefined {
  const token = parsed(tokenSchema, row);
  if (!token) return undefined;
  const { lastSuccessfulSyncDateTime: lastSync } = token;
  return {
    id: token.id,
    name: token.tokenName ?? token.id,
    expiresAt: token.tokenExpirationDateTime,
    lastSyncTriggeredAt: token.lastSyncTriggeredDateTime,
    recentSyncs: lastSync === null ? [] : [lastSync],
    lastSyncErrorCode: token.lastSyncErrorCode,
    modifiedAt: token.lastModifiedDateTime,
    ...present({ appleId: token.appleIdentifier, syncedDevices: token.syncedDeviceCount }),
  };
}

export function readProfile(row: unknown, tokenId: string): Profile | undefined {
  const profile = parsed(profileSchema, row);
  const id = bareProfileId(profile?.id);
  if (!profile || id === null) return undefined;
  return {
    id,
    tokenId,
    name: profile.displayName ?? id,
    platform: profile['@odata.type'],
    awaitsConfiguration:
      profile.awaitDeviceConfiguredConfirmation ?? profile.waitForDeviceConfiguredConfirmation,
    isRemovalDisabled: profile.profileRemovalDisabled,
    requiresUser: profile.requiresUserAuthentication,
    isShared: profile.enableSharedIPad,
    isDefault: profile.isDefault,
  };
}

export function readIdentity(row: unknown, tokenId: string): IdentityRow | undefined {
  const identity = parsed(identitySchema, row);
  if (!identity?.serialNumber) return undefined;
  return {
    serial: identity.serialNumber,
    identity: {
      id: identity.id,
      tokenId,
      profileId: bareProfileId(identity.requestedEnrollmentProfileId),
      profileAssignedAt: identity.requestedEnrollmentProfileAssignmentDateTime,
      enrollmentState: identity.enrollmentState,
      isDeleted: identity.isDeleted ?? false,
      createdAt: identity.createdDateTime,
      lastContactedAt: identity.lastContactedDateTime,
    },
  };
}

const APPLE_SYSTEMS = /^($|ios|ipados|macos|mac os|tvos|visionos)/i;

/** Undefined for devices of other makers: the tenant's Windows machines are none of ours. */
export function readEnrollment(row: unknown): EnrollmentRow | undefined {
  const device = parsed(enrollmentSchema, row);
  if (!device?.serialNumber) return undefined;
  if (!APPLE_SYSTEMS.test(device.operatingSystem)) return undefined;
  return {
    serial: device.serialNumber,
    enrollment: {
      id: device.id,
      enrolledAt: device.enrolledDateTime,
      managementState: device.managementState,
      managementAgent: device.managementAgent,
      enrollmentType: device.deviceEnrollmentType,
      profileName: device.enrollmentProfileName,
      userPrincipalName: device.userPrincipalName,
      lastSyncAt: device.lastSyncDateTime,
      osVersion: device.osVersion,
    },
  };
}

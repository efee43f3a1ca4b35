import { z } from 'zod';
import { serialNumberSchema } from '../identifiers/serial-number.ts';
import { instantSchema } from '../time.ts';
import { factSchema } from './fact.ts';

export const deviceFamilySchema = z.enum([
  'iPhone',
  'iPad',
  'Mac',
  'AppleTV',
  'Watch',
  'Vision',
  'unknown',
]);
export type DeviceFamily = z.infer<typeof deviceFamilySchema>;

/** What Apple's organization list says about the device itself. */
export const hardwareSchema = z.object({
  family: deviceFamilySchema,
  model: z.string(),
  productType: z.string().optional(),
  partNumber: z.string().optional(),
  wifiMacAddress: z.string().optional(),
  imei: z.array(z.string()),
  meid: z.array(z.string()),
  eid: z.string().optional(),
  addedAt: instantSchema.optional(),
  /** APPLE, RESELLER or MANUALLY_ADDED (Apple Configurator); other values are kept as they come. */
  purchaseSource: z.string().optional(),
});
export type Hardware = z.infer<typeof hardwareSchema>;

/** `absent` is only ever written after a live 404 of each connected organization. */
export const membershipSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('member'), organizationId: z.string() }),
  z.object({ state: z.literal('absent') }),
]);
export type Membership = z.infer<typeof membershipSchema>;

/** `assignedAt` (cloud clock) is the last assignment at Apple that we know of, if we know of one. */
export const assignmentSchema = z.object({
  organizationId: z.string(),
  serviceId: z.string().nullable(),
  assignedAt: instantSchema.optional(),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** What only Apple's GET of the single device says. */
export const deviceCheckSchema = z.object({
  releasedAt: instantSchema.nullable(),
  isMigrationCapable: z.boolean().nullable(),
  migrationStatus: z.enum(['REQUESTED', 'STARTED', 'SUCCESS', 'FAILED', 'unknown']).nullable(),
  migrationDeadline: instantSchema.nullable(),
});
export type DeviceCheck = z.infer<typeof deviceCheckSchema>;

/** `unreadable`: the lock endpoint failed so many times in a row. */
export const activationLockSchema = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['none', 'user', 'mdm', 'unknownKind']) }),
  z.object({ state: z.literal('unreadable'), failures: z.number().int().positive() }),
]);
export type ActivationLock = z.infer<typeof activationLockSchema>;

export const enrollmentStateSchema = z.enum([
  'unknown',
  'enrolled',
  'pendingReset',
  'failed',
  'notContacted',
  'blocked',
]);

/** A serial that Intune imported from Apple. `profileId` is the bare GUID in lower case, null for none. */
export const identitySchema = z.object({
  id: z.string(),
  tokenId: z.string(),
  profileId: z.string().nullable(),
  profileAssignedAt: instantSchema.nullable(),
  enrollmentState: enrollmentStateSchema,
  isDeleted: z.boolean(),
  createdAt: instantSchema.nullable(),
  lastContactedAt: instantSchema.nullable(),
});
export type Identity = z.infer<typeof identitySchema>;

/** A managedDevice row. Enum values of the cloud are kept as text: unknown ones must not break a scan. */
export const enrollmentSchema = z.object({
  id: z.string(),
  enrolledAt: instantSchema.nullable(),
  managementState: z.string(),
  managementAgent: z.string(),
  enrollmentType: z.string(),
  profileName: z.string().nullable(),
  userPrincipalName: z.string().nullable(),
  lastSyncAt: instantSchema.nullable(),
  osVersion: z.string().nullable(),
});
export type Enrollment = z.infer<typeof enrollmentSchema>;

/** Two live answers within two minutes that named different services. Removed when they agree again. */
export const contradictionSchema = z.object({ answers: z.tuple([z.string(), z.string()]) });

/** All we know about one serial. A missing field is missing knowledge. */
export const deviceFactsSchema = z.object({
  serial: serialNumberSchema,
  hardware: factSchema(hardwareSchema).optional(),
  membership: factSchema(membershipSchema).optional(),
  assignment: factSchema(assignmentSchema).optional(),
  deviceCheck: factSchema(deviceCheckSchema).optional(),
  lock: factSchema(activationLockSchema).optional(),
  identities: factSchema(z.array(identitySchema)).optional(),
  enrollments: factSchema(z.array(enrollmentSchema)).optional(),
  contradiction: factSchema(contradictionSchema).optional(),
});
export type DeviceFacts = z.infer<typeof deviceFactsSchema>;
export type DeviceFactKind = Exclude<keyof DeviceFacts, 'serial'>;

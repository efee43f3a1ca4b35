import { z } from 'zod';
import { instantSchema } from '../time.ts';
import { factSchema } from './fact.ts';

export const serviceSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  name: z.string(),
  /** MDM, APPLE_CONFIGURATOR, APPLE_MDM; other values are kept as they come. */
  type: z.string(),
  /** The rest comes from the single GET, which Apple School Manager does not have. ACTIVE, INACTIVE or DELETED. */
  status: z.string().optional(),
  deviceCount: z.number().int().optional(),
  /** May the service release devices from the organization by itself? */
  mayDisown: z.boolean().optional(),
  /** Families whose new purchases are assigned to it by Apple, as Apple writes them (IPHONE, MAC …). */
  defaultFamilies: z.array(z.string()).optional(),
  /** When it last talked to Apple (cloud clock). */
  lastConnectedAt: instantSchema.nullable().optional(),
});
export type Service = z.infer<typeof serviceSchema>;

/** `recentSyncs` are the distinct lastSuccessfulSyncDateTime values seen, newest first (cloud clock). */
export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  expiresAt: instantSchema.nullable(),
  lastSyncTriggeredAt: instantSchema.nullable(),
  recentSyncs: z.array(instantSchema),
  lastSyncErrorCode: z.number().int(),
  /** The Apple Account that the token was made with; a renewal must use the same. */
  appleId: z.string().optional(),
  syncedDevices: z.number().int().optional(),
  /** When it was made or renewed (cloud clock). */
  modifiedAt: instantSchema.nullable().optional(),
});
export type Token = z.infer<typeof tokenSchema>;

export const pushCertificateSchema = z.object({ expiresAt: instantSchema.nullable() });
export type PushCertificate = z.infer<typeof pushCertificateSchema>;

/** `id` is the bare profile GUID in lower case (Intune shows it in two shapes). */
export const profileSchema = z.object({
  id: z.string(),
  tokenId: z.string(),
  name: z.string(),
  platform: z.enum(['ios', 'macos', 'tvos', 'visionos', 'unknown']),
  awaitsConfiguration: z.boolean().nullable(),
  isRemovalDisabled: z.boolean().nullable(),
  requiresUser: z.boolean().nullable(),
  isShared: z.boolean().nullable().optional(),
  /** Given to serials that come in from now on; enrollment policies never say so. */
  isDefault: z.boolean().nullable().optional(),
  /** When this bench first read of it (cloud clock): Graph dates no profile. */
  firstSeenAt: instantSchema.optional(),
});
export type Profile = z.infer<typeof profileSchema>;

/** Kinds of device that an enrollment restriction of the tenant keeps out altogether, for everybody. */
export const restrictionsSchema = z.object({
  blockedPlatforms: z.array(z.enum(['ios', 'macos', 'tvos', 'visionos'])),
});
export type Restrictions = z.infer<typeof restrictionsSchema>;

/** What is true for the whole bench. `isOnline`: the clouds can be asked now. */
export const tenantFactsSchema = z.object({
  isOnline: z.boolean(),
  services: factSchema(z.array(serviceSchema)).optional(),
  tokens: factSchema(z.array(tokenSchema)).optional(),
  pushCertificate: factSchema(pushCertificateSchema).optional(),
  profiles: factSchema(z.array(profileSchema)).optional(),
  restrictions: factSchema(restrictionsSchema).optional(),
});
export type TenantFacts = z.infer<typeof tenantFactsSchema>;
export type TenantFactKind = Exclude<keyof TenantFacts, 'isOnline'>;

import { z } from 'zod';
import { instantSchema } from '../time.ts';
import { factSchema } from './fact.ts';

export const serviceSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  name: z.string(),
  /** MDM, APPLE_CONFIGURATOR, APPLE_MDM; other values are kept as they come. */
  type: z.string(),
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
});
export type Profile = z.infer<typeof profileSchema>;

/** What is true for the whole bench. `isOnline`: the clouds can be asked now. */
export const tenantFactsSchema = z.object({
  isOnline: z.boolean(),
  services: factSchema(z.array(serviceSchema)).optional(),
  tokens: factSchema(z.array(tokenSchema)).optional(),
  pushCertificate: factSchema(pushCertificateSchema).optional(),
  profiles: factSchema(z.array(profileSchema)).optional(),
});
export type TenantFacts = z.infer<typeof tenantFactsSchema>;
export type TenantFactKind = Exclude<keyof TenantFacts, 'isOnline'>;

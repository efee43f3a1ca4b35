import { z } from 'zod';
import { policySchema } from './verdict/policy.ts';

/** An Apple Business or School Manager account. URLs are settings so that a test can stand in for Apple. */
export const organizationSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(['business', 'school']),
  apiBaseUrl: z.url(),
  tokenUrl: z.url(),
  clientId: z.string(),
  keyId: z.string(),
});
export type Organization = z.infer<typeof organizationSchema>;

/** The Intune tenant; hosts per cloud: facts/intune.md §3.4. */
export const tenantSchema = z.object({
  cloud: z.enum(['global', 'usGovL4', 'usGovDoD', 'china']),
  graphBaseUrl: z.url(),
  authority: z.url(),
  tenantId: z.string(),
  clientId: z.string(),
});
export type Tenant = z.infer<typeof tenantSchema>;

/** What this bench is connected to and by which rules it decides. */
export const connectionsSchema = z.object({
  organizations: z.array(organizationSchema),
  tenant: tenantSchema.nullable(),
  policy: policySchema,
});
export type Connections = z.infer<typeof connectionsSchema>;

import { z } from 'zod';
import {
  APPLE_CLOUDS,
  APPLE_TOKEN_URL,
  cloudAddress,
  MICROSOFT_CLOUDS,
  organizationSchema,
  tenantSchema,
} from '../connections.ts';
import { deviceFamilySchema } from '../facts/device-facts.ts';
import { authEntry } from './auth-entry.ts';
import { allowedProfilesEntry } from './policy-entry.ts';

const text = z.string().trim().min(1);

/** An organization as the file writes it: what its kind implies may be left out. */
export const organizationEntry = z
  .strictObject({
    id: text.pipe(organizationSchema.shape.id),
    name: text.optional(),
    kind: organizationSchema.shape.kind,
    apiBaseUrl: cloudAddress.optional(),
    tokenUrl: cloudAddress.default(APPLE_TOKEN_URL),
    clientId: text,
    keyId: text,
    privateKeyFile: text,
  })
  .transform((entry) => ({
    ...entry,
    name: entry.name ?? entry.id,
    apiBaseUrl: entry.apiBaseUrl ?? APPLE_CLOUDS[entry.kind].apiBaseUrl,
  }));

/** Nobody signs in with it when a token is given, so that it may then be left out. */
const NO_CLIENT = '00000000-0000-0000-0000-000000000000';

/** The tenant as the file writes it: what its cloud implies may be left out. */
export const tenantEntry = z
  .strictObject({
    cloud: tenantSchema.shape.cloud.default('global'),
    graphBaseUrl: cloudAddress.optional(),
    authority: cloudAddress.optional(),
    tenantId: text,
    clientId: text.optional(),
    auth: authEntry,
  })
  .superRefine(({ clientId, auth }, context) => {
    if (clientId !== undefined || auth.how.kind === 'givenToken') return;
    context.addIssue({ code: 'custom', path: ['clientId'], params: { problem: 'missing' } });
  })
  .transform((entry) => {
    const { graphBaseUrl, loginBaseUrl } = MICROSOFT_CLOUDS[entry.cloud];
    return {
      ...entry,
      clientId: entry.clientId ?? NO_CLIENT,
      graphBaseUrl: entry.graphBaseUrl ?? graphBaseUrl,
      authority: entry.authority ?? `${loginBaseUrl}/${encodeURIComponent(entry.tenantId)}`,
    };
  });

/** A target as the file writes it. Its id outlives a run in the jobs, so it comes from what the target is. */
export const targetEntry = z
  .strictObject({
    id: text.optional(),
    name: text.optional(),
    organizationId: text,
    serviceId: text,
    tokenId: text,
    families: z.array(deviceFamilySchema).min(1).optional(),
    allowedProfileIds: allowedProfilesEntry,
  })
  .transform(({ id, ...entry }) => ({
    ...entry,
    id: id ?? targetIdFrom(entry),
  }));

interface TargetParts {
  readonly organizationId: string;
  readonly serviceId: string;
  readonly tokenId: string;
}

/** The id of a target that gives none itself: the same for the same target in every run. */
export function targetIdFrom({ organizationId, serviceId, tokenId }: TargetParts): string {
  return `${organizationId}:${serviceId}:${tokenId}`;
}

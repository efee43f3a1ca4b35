import { z } from 'zod';
import { connectionsSchema, organizationSchema, tenantSchema } from '../core/connections.ts';
import { profileSchema, serviceSchema, tokenSchema } from '../core/facts/tenant-facts.ts';
import { causeSchema, testReportSchema } from '../core/setup/checks.ts';
import { instantSchema } from '../core/time.ts';
import { policySchema, targetSchema } from '../core/verdict/policy.ts';
import { call, nothing, typedName } from './protocol.ts';

/** How far the sign-in at Microsoft is. `deviceCode`: type this code at that address, before then. */
export const signInSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signedOut') }),
  z.object({ kind: z.literal('browser') }),
  z.object({
    kind: z.literal('deviceCode'),
    userCode: z.string(),
    address: z.string(),
    expiresAt: instantSchema,
  }),
  z.object({ kind: z.literal('signedIn'), account: z.string(), scopes: z.array(z.string()) }),
  z.object({ kind: z.literal('failed'), cause: causeSchema, detail: z.string().optional() }),
]);
export type SignIn = z.infer<typeof signInSchema>;

export const taskSchema = z.enum(['watch', 'move', 'approve', 'erase']);

/** What one task needs of Graph, and what of it was not granted. `isNeeded`: the policy makes use of it. */
const permissionSchema = z.object({
  task: taskSchema,
  scopes: z.array(z.string()),
  missing: z.array(z.string()),
  isNeeded: z.boolean(),
});

/** Everything about the connections but their secrets. */
export const connectionsViewSchema = z.object({
  connections: connectionsSchema,
  /** They come from a settings file: here they can be read, not changed. */
  isManaged: z.boolean(),
  /** Ids of the organizations whose private key is there. */
  keysOf: z.array(z.string()),
  /** A certificate or secret of the kind that is kept is there, for the tenant that is kept. */
  hasCredential: z.boolean(),
  signIn: signInSchema,
  permissions: z.array(permissionSchema),
  /** For sending to somebody who may consent for the whole tenant. */
  consentUrl: z.string().nullable(),
});
export type ConnectionsView = z.infer<typeof connectionsViewSchema>;

/** What was seen that speaks for this pair: serials that Apple lists for the service and Intune for the token. */
export const suggestionSchema = z.object({
  organizationId: z.string(),
  serviceId: z.string(),
  tokenId: z.string(),
  shared: z.number().int(),
  onService: z.number().int(),
  underToken: z.number().int(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** What there is to choose from, as the mirror knows it, with its age. */
export const choicesSchema = z.object({
  services: z.array(serviceSchema),
  tokens: z.array(tokenSchema),
  profiles: z.array(profileSchema),
  suggestions: z.array(suggestionSchema),
  readAt: instantSchema.nullable(),
});
export type Choices = z.infer<typeof choicesSchema>;

/** Nothing that a person sets up is larger: it is written to the disk whole, and sent around with every change. */
const LARGEST = 1_000_000;

function small<Schema extends z.ZodType>(schema: Schema) {
  return schema.refine((value) => JSON.stringify(value).length <= LARGEST, 'too large');
}

const byOrganization = z.object({ organizationId: z.string() });
const byToken = z.object({ tokenId: z.string() });

export const connectionsCalls = {
  'connections.read': call(nothing, connectionsViewSchema),
  /**
   * Takes along the private key that was chosen before, in the shell, under the same id; without one it goes on with the
   * key it has. `settingsNotKept` also when the key holds for this run only.
   */
  'connections.keepOrganization': call(
    small(organizationSchema.extend({ name: typedName(80) })),
    connectionsViewSchema,
  ),
  /** Gives up the key that was chosen since the organization was kept. Nothing is connected anew. */
  'connections.discardKey': call(byOrganization, nothing),
  /** `secretNotRemoved`: it is gone from the connections, and its key still in the store. So too with a tenant. */
  'connections.removeOrganization': call(byOrganization, connectionsViewSchema),
  /** Signs in at Apple and reads what the bench will read: one check after the other, with the cause of a failure. */
  'connections.testOrganization': call(byOrganization, testReportSchema),
  /**
   * Takes along the certificate or secret that was chosen before, in the shell, if it is of the kind that is asked for.
   * Without one, what was there for another account or kind is given up. `formerSecretNotRemoved`: all of this is kept,
   * and the sign-in, certificate or secret from before still in the store.
   */
  'connections.keepTenant': call(small(tenantSchema), connectionsViewSchema),
  /** Gives up the certificate or secret that was chosen since the tenant was kept. Nothing is connected anew. */
  'connections.discardCredential': call(nothing, nothing),
  'connections.removeTenant': call(nothing, connectionsViewSchema),
  /** Begins; how it goes comes as `connections.changed`. `deviceCode` where no browser can be opened here. */
  'connections.signIn': call(
    z.object({ flow: z.enum(['browser', 'deviceCode']), tasks: z.array(taskSchema).min(1) }),
    connectionsViewSchema,
  ),
  'connections.cancelSignIn': call(nothing, connectionsViewSchema),
  'connections.signOut': call(nothing, connectionsViewSchema),
  'connections.testTenant': call(nothing, testReportSchema),
  /** Reads services, tokens, profiles, and lists both clouds in the background for the suggestions. */
  'connections.refreshChoices': call(nothing, choicesSchema),
  'connections.choices': call(nothing, choicesSchema),
  /** Checks one pair and its profiles as they stand in the mirror, without keeping it. */
  'connections.testTarget': call(small(targetSchema), testReportSchema),
  'connections.keepPolicy': call(small(policySchema), connectionsViewSchema),
  /** Intune's public key (PEM) for Apple's service; made anew when a token is to be made. */
  'connections.tokenKey': call(
    z.object({ tokenId: z.string().nullable() }),
    z.object({ pem: z.string(), tokenId: z.string() }),
  ),
  /** Hands Apple's answer, chosen before in the shell, to Intune, and reads back what came of it. */
  'connections.uploadToken': call(
    byToken.extend({ appleId: typedName(200), isRenewal: z.boolean() }),
    testReportSchema,
  ),
  'connections.testToken': call(byToken, testReportSchema),
  /** New serials of this token arrive with that profile from now on. */
  'connections.setDefaultProfile': call(byToken.extend({ profileId: z.string() }), nothing),
};

export const connectionsNews = { 'connections.changed': connectionsViewSchema };

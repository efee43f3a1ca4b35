import type { ConnectionsView } from '../../contract/connections.ts';
import type { Tenant } from '../../core/connections.ts';
import type { SecretStore } from '../../core/ports.ts';
import { readKey } from '../clouds/apple/kept-key.ts';
import { readCredential } from '../clouds/microsoft/credential.ts';
import { readKeptCredential } from '../clouds/microsoft/kept-credential.ts';
import { consentUrl, permissionsOf } from '../clouds/microsoft/permissions.ts';
import type { ConnectionHolder } from '../connected.ts';
import type { Desk } from '../desk/desk.ts';

export interface ConnectionParts {
  readonly desk: Desk;
  readonly connections: ConnectionHolder;
  readonly secrets: SecretStore;
}

/** What may be known of the connections outside of the engine: everything but their secrets. */
export async function connectionsView(parts: ConnectionParts): Promise<ConnectionsView> {
  const { desk, connections, secrets } = parts;
  const { connections: known, clouds } = connections.current();
  const signIn = clouds.signIns.microsoft?.state() ?? { kind: 'signedOut' };
  const granted = signIn.kind === 'signedIn' ? signIn.scopes : [];
  const hasMetApproval = desk.jobs.views().some(({ waiting }) => waiting === 'approval');
  const keys = await Promise.all(
    known.organizations.map(async (organization) =>
      (await isThere(readKey(secrets, organization))) ? organization.id : [],
    ),
  );
  return {
    connections: known,
    isManaged: connections.store.isManaged,
    keysOf: keys.flat(),
    hasCredential: await hasCredential(secrets, known.tenant),
    signIn,
    permissions: permissionsOf(granted, known.policy, hasMetApproval),
    consentUrl: known.tenant && consentUrl(known.tenant),
  };
}

/** One of another kind, or for another account, is of no use and is never sent. */
async function hasCredential(secrets: SecretStore, tenant: Tenant | null): Promise<boolean> {
  if (tenant?.auth.kind !== 'application') return false;
  const kept = await readKeptCredential(secrets, tenant).catch(() => undefined);
  return readCredential(tenant.auth.credential, kept).ok;
}

/** What cannot be read is not there for anybody who needs it. */
async function isThere(secret: Promise<string | undefined>): Promise<boolean> {
  return (await secret.catch(() => undefined)) !== undefined;
}

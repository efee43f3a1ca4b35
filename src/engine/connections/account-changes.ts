import type { ConnectionsView } from '../../contract/connections.ts';
import type { Organization, Tenant } from '../../core/connections.ts';
import { failure, success } from '../../core/result.ts';
import type { Clouds } from '../clouds/connect.ts';
import type { Connected, ConnectionHolder } from '../connected.ts';
import type { Reply } from '../engine.ts';
import { areForgotten } from './are-forgotten.ts';
import { forgetOtherCredential, keepChosenCredential } from './chosen-credential.ts';
import { keepAlone, keepChosenKey, prepareKey } from './chosen-key.ts';
import { withOrganization, withTenant } from './connection-edits.ts';
import { connectionsView, type ConnectionParts } from './connections-view.ts';

type Change = Parameters<ConnectionHolder['change']>;

/** Keeps a change, connects anew, and tells it. */
export async function changed(
  parts: ConnectionParts,
  ...asked: Change
): Promise<Reply<ConnectionsView>> {
  const { desk, connections } = parts;
  const reply: Reply<Connected> = await connections.change(...asked);
  if (!reply.ok) return reply;
  const view = await connectionsView(parts);
  desk.publish('connections.changed', view);
  return success(view);
}

type Forgetting = [Change[0], (before: Connected) => readonly Promise<void>[]];

/** The change is in force also where the store refuses to forget a secret: it is told, since nothing else shows it. */
export async function changedAndForgotten(
  parts: ConnectionParts,
  ...[edit, forget]: Forgetting
): Promise<Reply<ConnectionsView>> {
  let areGone = true;
  const reply = await changed(parts, edit, async (before) => {
    areGone = await areForgotten(forget(before));
  });
  return reply.ok && !areGone ? failure({ code: 'secretNotRemoved' }) : reply;
}

/** Key and key ID change together: no sign-in may happen with the one of now and the other of before. */
export async function keepOrganization(
  parts: ConnectionParts,
  organization: Organization,
): Promise<Reply<ConnectionsView>> {
  const { secrets, connections } = parts;
  const { organizations } = connections.current().connections;
  const known = organizations.find(({ id }) => id === organization.id);
  if (!(await prepareKey(secrets, known, organization)))
    return failure({ code: 'settingsNotKept' });
  let isKeyKept = true;
  const reply = await changed(
    parts,
    (before) => withOrganization(before, organization),
    async () => {
      isKeyKept = await keepChosenKey(secrets, organization);
    },
  );
  if (!reply.ok && known) await keepAlone(secrets, known);
  return isKeyKept ? reply : failure({ code: 'settingsNotKept' });
}

/**
 * A credential and the account that it is for change together: that of the account before is given up, and so is one
 * that was chosen and is not of the kind that is kept.
 */
export async function keepTenant(
  parts: ConnectionParts,
  tenant: Tenant,
): Promise<Reply<ConnectionsView>> {
  const { secrets, connections } = parts;
  let [isKept, areGone] = [true, true];
  const reply = await changed(
    parts,
    (known) => withTenant(known, tenant),
    async (before) => {
      const { tenant: known } = before.connections;
      const forgetting = [
        forgetOtherSignIn(before, tenant),
        forgetOtherCredential(secrets, known, tenant),
      ];
      areGone = await areForgotten(forgetting);
      isKept = await keepChosenCredential(secrets, tenant);
    },
  );
  if (!isKept) return failure({ code: 'settingsNotKept' });
  // It signs in by itself, and would go on with the credential that it began with.
  if (reply.ok && tenant.auth.kind === 'application')
    void connections.current().clouds.signIns.microsoft?.begin('browser', ['watch']);
  return reply.ok && !areGone ? failure({ code: 'formerSecretNotRemoved' }) : reply;
}

/** What was signed in elsewhere is good for nothing here, and must not lie around. */
async function forgetOtherSignIn(before: Connected, next: Tenant): Promise<void> {
  const known = before.connections.tenant;
  const isSame = known?.tenantId === next.tenantId && known.clientId === next.clientId;
  if (known && !isSame) await signOutOf(before.clouds);
}

export async function signOutOf({ signIns }: Clouds): Promise<void> {
  await signIns.microsoft?.signOut();
}

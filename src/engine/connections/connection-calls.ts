import type { ConnectionsView } from '../../contract/connections.ts';
import { SECRET, type Organization, type Tenant } from '../../core/connections.ts';
import type { SecretStore } from '../../core/ports.ts';
import { failure, success } from '../../core/result.ts';
import type { Clouds } from '../clouds/connect.ts';
import { consentUrl, permissionsOf } from '../clouds/microsoft/permissions.ts';
import type { Connected, ConnectionHolder } from '../connected.ts';
import { nowOf, type Desk } from '../desk/desk.ts';
import type { Handlers, Reply } from '../engine.ts';
import { areForgotten } from './are-forgotten.ts';
import { choicesOf, refreshChoices } from './choices.ts';
import { keepAlone, keepChosenKey, prepareKey, readKey } from './chosen-key.ts';
import { tidy, withOrganization, withoutOrganization, withTenant } from './connection-edits.ts';
import { testOrganization } from './test-organization.ts';
import { testTarget } from './test-target.ts';
import { testTenant } from './test-tenant.ts';
import { tokenCalls } from './token-calls.ts';

export interface ConnectionParts {
  readonly desk: Desk;
  readonly connections: ConnectionHolder;
  readonly secrets: SecretStore;
}

type Calls = Pick<Handlers, Extract<keyof Handlers, `connections.${string}`>>;

/** What the wizard asks for. Every change is on disk before it is connected. */
export function connectionCalls(parts: ConnectionParts): Calls {
  return {
    ...accountCalls(parts),
    ...signInCalls(parts),
    ...choiceCalls(parts),
    ...tokenCalls(parts),
  };
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
    hasCredential: await isThere(secrets.read(SECRET.microsoftCredential)),
    signIn,
    permissions: permissionsOf(granted, known.policy, hasMetApproval),
    consentUrl: known.tenant && consentUrl(known.tenant),
  };
}

function accountCalls(parts: ConnectionParts) {
  const { desk, connections, secrets } = parts;
  const change = (...asked: Change) => changed(parts, ...asked);
  const forget = (...asked: Forgetting) => changedAndForgotten(parts, ...asked);
  return {
    'connections.read': async () => success(await connectionsView(parts)),
    'connections.keepOrganization': (organization) => keepOrganization(parts, organization),
    'connections.discardKey': async ({ organizationId }) => {
      await secrets.remove(SECRET.appleKeyDraft(organizationId));
      return success({});
    },
    'connections.removeOrganization': ({ organizationId }) =>
      forget(
        (known) => withoutOrganization(known, organizationId),
        () => [
          secrets.remove(SECRET.appleKeyDraft(organizationId)),
          secrets.remove(SECRET.appleKey(organizationId)),
        ],
      ),
    'connections.testOrganization': async ({ organizationId }) => {
      const { clouds, connections: known } = connections.current();
      const organization = known.organizations.find(({ id }) => id === organizationId);
      const cloud = clouds.apple.find((each) => each.organizationId === organizationId);
      const signIn = clouds.signIns.apple(organizationId);
      if (!organization || !cloud || !signIn) return failure({ code: 'notConnected' });
      return success(await testOrganization({ organization, cloud, signIn, clock: desk.clock }));
    },
    'connections.keepTenant': (tenant) =>
      forget(
        (known) => withTenant(known, tenant),
        (before) => [forgetOtherSignIn(before, tenant)],
      ),
    'connections.removeTenant': () =>
      forget(
        (known) => withTenant(known, null),
        ({ clouds }) => [signOutOf(clouds), secrets.remove(SECRET.microsoftCredential)],
      ),
    'connections.testTenant': async () => {
      const { clouds, connections: known } = connections.current();
      const { microsoft: cloud, signIns } = clouds;
      if (!cloud || !signIns.microsoft) return failure({ code: 'notConnected' });
      const { policy } = known;
      const asked = { cloud, signIn: signIns.microsoft, policy, clock: desk.clock };
      return success(await testTenant(asked));
    },
    'connections.keepPolicy': (policy) => change((known) => ({ ...known, policy: tidy(policy) })),
  } satisfies Partial<Calls>;
}

function signInCalls(parts: ConnectionParts) {
  const { connections } = parts;
  const signIn = () => connections.current().clouds.signIns.microsoft;
  const view = async () => success(await connectionsView(parts));
  return {
    'connections.signIn': async ({ flow, tasks }) => {
      const microsoft = signIn();
      if (!microsoft) return failure({ code: 'notConnected' });
      void microsoft.begin(flow, tasks);
      return view();
    },
    'connections.cancelSignIn': () => {
      signIn()?.cancel();
      return view();
    },
    'connections.signOut': async () => {
      const isForgotten = await areForgotten([signOutOf(connections.current().clouds)]);
      return isForgotten ? view() : failure({ code: 'secretNotRemoved' });
    },
  } satisfies Partial<Calls>;
}

function choiceCalls({ desk, connections }: ConnectionParts) {
  return {
    'connections.choices': () => success(choicesOf(desk)),
    'connections.refreshChoices': async () =>
      success(await refreshChoices(desk, connections.current())),
    'connections.testTarget': (target) =>
      success(testTarget({ target, tenantFacts: desk.mirror.tenant(), now: nowOf(desk) })),
  } satisfies Partial<Calls>;
}

type Change = Parameters<ConnectionHolder['change']>;

async function changed(parts: ConnectionParts, ...asked: Change): Promise<Reply<ConnectionsView>> {
  const { desk, connections } = parts;
  const reply: Reply<Connected> = await connections.change(...asked);
  if (!reply.ok) return reply;
  const view = await connectionsView(parts);
  desk.publish('connections.changed', view);
  return success(view);
}

type Forgetting = [Change[0], (before: Connected) => readonly Promise<void>[]];

/** The change is in force also where the store refuses to forget a secret: it is told, since nothing else shows it. */
async function changedAndForgotten(
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
async function keepOrganization(
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

/** What was signed in elsewhere is good for nothing here, and must not lie around. */
async function forgetOtherSignIn(before: Connected, next: Tenant): Promise<void> {
  const known = before.connections.tenant;
  const isSame = known?.tenantId === next.tenantId && known.clientId === next.clientId;
  if (known && !isSame) await signOutOf(before.clouds);
}

async function signOutOf({ signIns }: Clouds): Promise<void> {
  await signIns.microsoft?.signOut();
}

/** What cannot be read is not there for anybody who needs it. */
async function isThere(secret: Promise<string | undefined>): Promise<boolean> {
  return (await secret.catch(() => undefined)) !== undefined;
}

import { SECRET } from '../../core/connections.ts';
import { failure, success } from '../../core/result.ts';
import { nowOf } from '../desk/desk.ts';
import type { Handlers } from '../engine.ts';
import {
  changed,
  changedAndForgotten,
  keepOrganization,
  keepTenant,
  signOutOf,
} from './account-changes.ts';
import { areForgotten } from './are-forgotten.ts';
import { choicesOf, refreshChoices } from './choices.ts';
import { discardCredentials } from './chosen-credential.ts';
import { tidy, withoutOrganization, withTenant } from './connection-edits.ts';
import { connectionsView, type ConnectionParts } from './connections-view.ts';
import { testOrganization } from './test-organization.ts';
import { testTarget } from './test-target.ts';
import { testTenant } from './test-tenant.ts';
import { tokenCalls } from './token-calls.ts';

type Calls = Pick<Handlers, Extract<keyof Handlers, `connections.${string}`>>;

/** What the wizard asks for. Every change is on disk before it is connected. */
export function connectionCalls(parts: ConnectionParts): Calls {
  return {
    'connections.read': async () => success(await connectionsView(parts)),
    ...organizationCalls(parts),
    ...tenantCalls(parts),
    ...signInCalls(parts),
    ...choiceCalls(parts),
    ...tokenCalls(parts),
  };
}

function organizationCalls(parts: ConnectionParts) {
  const { desk, connections, secrets } = parts;
  return {
    'connections.keepOrganization': (organization) => keepOrganization(parts, organization),
    'connections.discardKey': async ({ organizationId }) => {
      await secrets.remove(SECRET.appleKeyDraft(organizationId));
      return success({});
    },
    'connections.removeOrganization': ({ organizationId }) =>
      changedAndForgotten(
        parts,
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
  } satisfies Partial<Calls>;
}

function tenantCalls(parts: ConnectionParts) {
  const { desk, connections, secrets } = parts;
  return {
    'connections.keepTenant': (tenant) => keepTenant(parts, tenant),
    'connections.discardCredential': async () => {
      await Promise.all(discardCredentials(secrets));
      return success({});
    },
    'connections.removeTenant': () =>
      changedAndForgotten(
        parts,
        (known) => withTenant(known, null),
        ({ clouds }) => [
          signOutOf(clouds),
          secrets.remove(SECRET.microsoftCredential),
          ...discardCredentials(secrets),
        ],
      ),
    'connections.testTenant': async () => {
      const { clouds, connections: known } = connections.current();
      const { microsoft: cloud, signIns } = clouds;
      if (!cloud || !signIns.microsoft) return failure({ code: 'notConnected' });
      const { policy } = known;
      const asked = { cloud, signIn: signIns.microsoft, policy, clock: desk.clock };
      return success(await testTenant(asked));
    },
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

function choiceCalls(parts: ConnectionParts) {
  const { desk, connections } = parts;
  return {
    'connections.choices': () => success(choicesOf(desk)),
    'connections.refreshChoices': async () =>
      success(await refreshChoices(desk, connections.current())),
    'connections.testTarget': (target) =>
      success(testTarget({ target, tenantFacts: desk.mirror.tenant(), now: nowOf(desk) })),
    'connections.keepPolicy': (policy) =>
      changed(parts, (known) => ({ ...known, policy: tidy(policy) })),
  } satisfies Partial<Calls>;
}

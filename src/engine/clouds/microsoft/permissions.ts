import type { ConnectionsView } from '../../../contract/connections.ts';
import { MICROSOFT_CLOUDS, type Tenant } from '../../../core/connections.ts';
import { missingFor, TASKS, type Task } from '../../../core/setup/permissions.ts';
import type { Policy } from '../../../core/verdict/policy.ts';

type Permission = ConnectionsView['permissions'][number];

const ALL = Object.keys(TASKS) as readonly Task[];

/**
 * What each task needs and what of it is missing, in the order in which it is asked for. `hasMetApproval`: the tenant
 * has once wanted a second administrator; Intune's own wipe is what tenants protect so most of all.
 */
export function permissionsOf(
  granted: readonly string[],
  policy: Policy,
  hasMetApproval = false,
): Permission[] {
  const needed: Readonly<Record<Task, boolean>> = {
    watch: true,
    move: true,
    approve: hasMetApproval || policy.intuneWipe,
    erase: policy.intuneWipe,
  };
  return ALL.map((task) => ({
    task,
    scopes: [...TASKS[task]],
    missing: missingFor(task, granted),
    isNeeded: needed[task],
  }));
}

/** The permissions of these tasks as Entra wants them named: with the Graph of this cloud before each. */
export function scopesOf(tenant: Tenant, tasks: readonly Task[]): string[] {
  const names = tasks.flatMap((task): readonly string[] => TASKS[task]);
  return [...new Set(names)].map((name) => `${graphOrigin(tenant)}/${name}`);
}

/** What an application asks for: all that was consented to it. */
export function everyScopeOf(tenant: Tenant): string {
  return `${graphOrigin(tenant)}/.default`;
}

/**
 * Where somebody with the right to do so consents for the whole tenant. Applications ask for what their registration
 * lists; for people the scopes of the everyday tasks stand in the address.
 */
export function consentUrl(tenant: Tenant): string {
  const isApplication = tenant.auth.kind === 'application';
  const scope = isApplication
    ? everyScopeOf(tenant)
    : scopesOf(tenant, ['watch', 'move']).join(' ');
  const url = new URL(`${tenant.authority.replace(/\/+$/, '')}/v2.0/adminconsent`);
  url.search = new URLSearchParams({
    client_id: tenant.clientId,
    scope,
    redirect_uri: 'http://localhost',
  }).toString();
  return url.href;
}

/** Permissions are named after the real Graph, wherever the requests go. */
function graphOrigin(tenant: Tenant): string {
  return MICROSOFT_CLOUDS[tenant.cloud].graphBaseUrl;
}

import type { Connections, Organization, Tenant } from '../../core/connections.ts';
import type { Policy } from '../../core/verdict/policy.ts';
import { bareProfileId } from '../clouds/microsoft/profile-id.ts';

/** In the place of the one with its id, else beside the others. */
export function withOrganization(known: Connections, organization: Organization): Connections {
  const others = known.organizations.filter(({ id }) => id !== organization.id);
  return { ...known, organizations: [...others, organization] };
}

/** Its targets go with it: a target that leads nowhere would hold up every device. */
export function withoutOrganization(known: Connections, organizationId: string): Connections {
  const organizations = known.organizations.filter(({ id }) => id !== organizationId);
  const targets = known.policy.targets.filter((each) => each.organizationId !== organizationId);
  return { ...known, organizations, policy: { ...known.policy, targets } };
}

/**
 * The tokens of its targets are of the tenant before. Work for them that is under way must not go on in another one,
 * which would answer of every device that it is gone.
 */
export function withTenant(known: Connections, tenant: Tenant | null): Connections {
  const isSame = known.tenant === null || known.tenant.tenantId === tenant?.tenantId;
  const policy = isSame ? known.policy : { ...known.policy, targets: [] };
  return { ...known, tenant, policy };
}

/** Intune writes the ids of profiles in two shapes: the bare one is kept. */
export function tidy(policy: Policy): Policy {
  const bare = (ids: readonly string[]) => [
    ...new Set(ids.flatMap((id) => bareProfileId(id) ?? [])),
  ];
  const targets = policy.targets.map((target) => {
    const lists = Object.entries(target.allowedProfileIds);
    const allowedProfileIds = Object.fromEntries(lists.map(([family, ids]) => [family, bare(ids)]));
    return { ...target, allowedProfileIds };
  });
  const groups = Object.entries(policy.groups).map(
    ([name, group]) =>
      [name, { ...group, allowedProfileIds: bare(group.allowedProfileIds) }] as const,
  );
  return { ...policy, targets, groups: Object.fromEntries(groups) };
}

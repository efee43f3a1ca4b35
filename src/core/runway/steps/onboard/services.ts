import { familyName } from '../../../facts/family-name.ts';
import type { Service } from '../../../facts/tenant-facts.ts';
import { DAY } from '../../../time.ts';
import type { Target } from '../../../verdict/policy.ts';
import { found, foundIf } from '../../found.ts';
import type { RunwayInput } from '../../input.ts';
import type { RunwayFinding } from '../../runway.ts';

/** Intune asks Apple at least twice a day. */
const SILENT = 2 * DAY;

/** Status and last contact come from Apple Business only; where they are absent they say nothing. */
export function targetServiceFindings(target: Target, input: RunwayInput): RunwayFinding[] {
  const { tenant, connections, now } = input;
  const { organizationId, serviceId, name } = target;
  if (!connections.organizations.some(({ id }) => id === organizationId)) {
    return [found('targetServiceMissing', { target: name })];
  }
  const ofOrganization = (tenant.services?.value ?? []).filter(
    (each) => each.organizationId === organizationId,
  );
  // Services are read per organization: without any of this one they were not read yet.
  if (ofOrganization.length === 0) return [];
  const service = ofOrganization.find(({ id }) => id === serviceId);
  if (!service) return [found('targetServiceMissing', { target: name })];
  const isInactive = service.status === 'INACTIVE' || service.status === 'DELETED';
  if (isInactive) return [found('targetServiceInactive', { service: service.name })];
  const { lastConnectedAt } = service;
  const isSilent = lastConnectedAt !== undefined && (lastConnectedAt ?? 0) < now.cloud - SILENT;
  return foundIf(isSilent, 'targetServiceSilent', { service: service.name });
}

/** What the old services may still do to the campaign. */
export function formerFindings({ tenant, connections }: RunwayInput): RunwayFinding[] {
  const { formerServiceIds, targets } = connections.policy;
  const services = tenant.services?.value ?? [];
  const former = services.filter(({ id }) => formerServiceIds.includes(id));
  const ours = new Set([...formerServiceIds, ...targets.map(({ serviceId }) => serviceId)]);
  const others = services.filter(({ id, type }) => type === 'MDM' && !ours.has(id));
  return [
    ...former.flatMap(stillDefault),
    ...services
      .filter(({ id, mayDisown }) => ours.has(id) && mayDisown === true)
      .map(({ name }) => found('serviceMayDisown', { service: name })),
    ...foundIf(formerServiceIds.length === 0 && others.length > 0, 'noFormerService'),
  ];
}

function stillDefault({ name, defaultFamilies = [] }: Service): RunwayFinding[] {
  const families = defaultFamilies.map((family) => familyName(family)).join(', ');
  return foundIf(defaultFamilies.length > 0, 'formerIsDefault', { service: name, families });
}

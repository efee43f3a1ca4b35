import type { Service } from '../../../core/facts/tenant-facts.ts';
import { present } from '../http/lenient.ts';
import type { ServiceResource } from './shapes.ts';

export function serviceOf({ id, attributes }: ServiceResource, organizationId: string): Service {
  const { serverName, serverType } = attributes;
  return { id, organizationId, name: serverName ?? id, type: serverType ?? '' };
}

/** What only the answer about one service says, as far as it does. */
export function serviceDetailOf({ attributes }: ServiceResource) {
  return present({
    status: attributes.status,
    deviceCount: attributes.deviceCount,
    mayDisown: attributes.enableMdmDisownFlag,
    defaultFamilies: attributes.defaultProductFamilies,
    lastConnectedAt: attributes.lastConnectedDateTime,
  });
}

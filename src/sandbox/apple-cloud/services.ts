import { HOSTS, SERVICES } from '../campaign/organization.ts';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../http/exchange.ts';
import { members, type World } from '../world/world.ts';
import { notFound } from './errors.ts';
import { pageOf } from './paging.ts';
import { visibleService } from './visible-service.ts';

const BASE = `https://${HOSTS.appleApi}/v1/mdmServers`;

export function listServices(world: World, request: SimulatedRequest): SimulatedAnswer {
  return jsonAnswer(
    200,
    pageOf(world, request, SERVICES, ({ id }) => serviceResource(world, id)),
  );
}

/** Business 2.1 and later; it says more than the list does. */
export function readService(world: World, id: string): SimulatedAnswer {
  const resource = serviceResource(world, id);
  const attributes = {
    ...resource.attributes,
    status: 'ACTIVE',
    deviceCount: assignedTo(world, id).length,
    enableMdmDisownFlag: false,
    defaultProductFamilies: [],
    lastConnectedDateTime: new Date(world.now() - (world.now() % 3_600_000)).toISOString(),
    lastConnectedIp: '203.0.113.5',
  };
  return jsonAnswer(200, { data: { ...resource, attributes }, links: { self: `${BASE}/${id}` } });
}

export function listDevicesOfService(
  world: World,
  request: SimulatedRequest,
  id: string,
): SimulatedAnswer {
  serviceResource(world, id);
  const page = pageOf(world, request, assignedTo(world, id), ({ hardware }) => ({
    type: 'orgDevices',
    id: hardware.serial,
  }));
  return jsonAnswer(200, page);
}

/** The resource of a service, or 404. */
export function serviceResource(world: World, id: string) {
  const service = SERVICES.find((each) => each.id === id);
  if (!service) throw notFound(world, 'mdmServers', id);
  return {
    type: 'mdmServers',
    id: service.id,
    attributes: {
      serverName: service.name,
      serverType: service.type,
      createdDateTime: `${service.created}T08:00:00.000Z`,
      updatedDateTime: '2026-11-01T08:00:00.000Z',
    },
    relationships: { devices: { links: { self: `${BASE}/${id}/relationships/devices` } } },
  };
}

function assignedTo(world: World, id: string) {
  return members(world).filter((device) => visibleService(world, device, 'list') === id);
}

import { DAY, HOUR, MINUTE } from '../../core/time.ts';
import { HOSTS, SERVICE, SERVICES } from '../campaign/organization.ts';
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

interface Detail {
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly mayDisown: boolean;
  /** Whose new purchases go there, in Apple's own words. */
  readonly families: readonly string[];
  /** How long ago it last talked to Apple; null: never. */
  readonly silentFor: number | null;
}

/** Half moved: new iPads still go to the old MDM, which may also release devices; the carrier's was switched off. */
const DETAILS: Readonly<Record<string, Detail>> = {
  [SERVICE.offices]: detail({ families: ['IPHONE', 'MAC'] }),
  [SERVICE.stores]: detail({ families: ['APPLE_TV'] }),
  [SERVICE.oldMdm]: detail({ families: ['IPAD'], mayDisown: true, silentFor: 40 * MINUTE }),
  [SERVICE.carrier]: detail({ status: 'INACTIVE', silentFor: 210 * DAY }),
  [SERVICE.lab]: detail({ silentFor: 3 * HOUR }),
  [SERVICE.configurator]: detail({ silentFor: null }),
};

function detail(overrides: Partial<Detail>): Detail {
  const usual = {
    status: 'ACTIVE',
    mayDisown: false,
    families: [],
    silentFor: 5 * MINUTE,
  } as const;
  return { ...usual, ...overrides };
}

/** Business 2.1 and later; it says more than the list does. */
export function readService(world: World, id: string): SimulatedAnswer {
  const resource = serviceResource(world, id);
  const { status, mayDisown, families, silentFor } = DETAILS[id] ?? detail({});
  const attributes = {
    ...resource.attributes,
    status,
    deviceCount: assignedTo(world, id).length,
    enableMdmDisownFlag: mayDisown,
    defaultProductFamilies: families,
    lastConnectedDateTime:
      silentFor === null ? null : new Date(world.now() - silentFor).toISOString(),
    lastConnectedIp: silentFor === null ? null : '203.0.113.5',
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

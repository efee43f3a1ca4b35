import { hashOf } from '../../core/chance.ts';
import { HOSTS } from '../campaign/organization.ts';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../http/exchange.ts';
import type { SimulatedDevice } from '../world/device.ts';
import { members, type World } from '../world/world.ts';
import { notFound, refusal } from './errors.ts';
import { pageOf } from './paging.ts';
import { serviceResource } from './services.ts';
import { visibleService } from './visible-service.ts';

const BASE = `https://${HOSTS.appleApi}/v1/orgDevices`;

export function listDevices(world: World, request: SimulatedRequest): SimulatedAnswer {
  const fields = request.url.searchParams.get('fields[orgDevices]')?.split(',');
  const page = pageOf(world, request, members(world), (device) =>
    deviceResource(world, device, (attributes) => chosen(attributes, fields)),
  );
  return jsonAnswer(200, page);
}

/** Only here does Apple say whether a device was released and how its migration stands. */
export function readDevice(
  world: World,
  request: SimulatedRequest,
  serial: string,
): SimulatedAnswer {
  const device = memberOf(world, serial);
  const fields = request.url.searchParams.get('fields[orgDevices]')?.split(',');
  const data = deviceResource(world, device, (attributes) =>
    chosen({ ...attributes, ...singleAttributes(device) }, fields),
  );
  return jsonAnswer(200, { data, links: { self: `${BASE}/${serial}` } });
}

export function readLinkage(world: World, serial: string): SimulatedAnswer {
  const device = memberOf(world, serial);
  const serviceId = visibleService(world, device, 'single');
  const links = {
    self: `${BASE}/${serial}/relationships/assignedServer`,
    related: `${BASE}/${serial}/assignedServer`,
  };
  if (serviceId !== null)
    return jsonAnswer(200, { data: { type: 'mdmServers', id: serviceId }, links });
  return jsonAnswer(200, { data: unassignedLinkage(world, serial), links });
}

export function readAssignedServer(world: World, serial: string): SimulatedAnswer {
  const device = memberOf(world, serial);
  const serviceId = visibleService(world, device, 'single');
  if (serviceId === null) throw notFound(world, 'mdmServers', serial);
  const data = serviceResource(world, serviceId);
  return jsonAnswer(200, { data, links: { self: `${BASE}/${serial}/assignedServer` } });
}

export function readLock(world: World, serial: string): SimulatedAnswer {
  const { lock } = memberOf(world, serial);
  if (lock === 'unreadable') {
    throw refusal(world, {
      status: 500,
      code: 'UNEXPECTED_ERROR',
      title: 'An unexpected error occurred.',
      detail: 'An unexpected error occurred on the server side.',
    });
  }
  const data = {
    type: 'activationLockStatus',
    id: serial,
    attributes: { isLocked: lock !== 'NONE', lockType: lock },
  };
  return jsonAnswer(200, { data, links: { self: `${BASE}/${serial}/activationLockStatus` } });
}

/** The device when the organization has it; otherwise the answer is 404. */
function memberOf(world: World, serial: string): SimulatedDevice {
  const device = world.device(serial);
  if (!device?.isMember) throw notFound(world, 'orgDevices', serial);
  return device;
}

/**
 * Apple does not document what an unassigned device answers; three shapes were seen
 * (docs/protocol/apple-business.md#assigned-service).
 */
function unassignedLinkage(world: World, serial: string): null | { type: string; id: string } {
  const shape = hashOf(serial) % 3;
  if (shape === 0) throw notFound(world, 'mdmServers', serial);
  return shape === 1 ? null : { type: 'mdmServers', id: '' };
}

type Attributes = Readonly<Record<string, unknown>>;

function deviceResource(
  world: World,
  device: SimulatedDevice,
  choose: (attributes: Attributes) => Attributes,
) {
  const self = `${BASE}/${device.hardware.serial}`;
  return {
    type: 'orgDevices',
    id: device.hardware.serial,
    attributes: choose(listAttributes(world, device)),
    relationships: {
      assignedServer: {
        links: { self: `${self}/relationships/assignedServer`, related: `${self}/assignedServer` },
      },
      appleCareCoverage: { links: { related: `${self}/appleCareCoverage` } },
    },
    links: { self },
  };
}

function listAttributes(world: World, device: SimulatedDevice): Attributes {
  const { hardware } = device;
  const isAssigned = visibleService(world, device, 'list') !== null;
  return {
    serialNumber: hardware.serial,
    addedToOrgDateTime: dateTime(hardware.addedAt),
    releasedFromOrgDateTime: null,
    updatedDateTime: dateTime(Math.max(hardware.addedAt, device.assignedAt)),
    deviceModel: hardware.model,
    productFamily: hardware.family,
    productType: hardware.productType,
    deviceCapacity: hardware.capacity,
    partNumber: hardware.partNumber,
    orderNumber: hardware.orderNumber,
    color: hardware.color,
    status: isAssigned ? 'ASSIGNED' : 'UNASSIGNED',
    orderDateTime: dateTime(hardware.orderedAt),
    imei: hardware.imei,
    meid: hardware.meid,
    eid: hardware.eid,
    wifiMacAddress: textOrArray(hardware.serial, hardware.wifiMac),
    bluetoothMacAddress: textOrArray(hardware.serial, hardware.bluetoothMac),
    ...(hardware.ethernetMac ? { ethernetMacAddress: [hardware.ethernetMac] } : {}),
    purchaseSourceId: hardware.purchaseSource === 'MANUALLY_ADDED' ? '' : '1234567',
    purchaseSourceType: hardware.purchaseSource,
  };
}

function singleAttributes({
  releasedAt,
  isMigrationCapable,
  migration,
}: SimulatedDevice): Attributes {
  return {
    releasedFromOrgDateTime: releasedAt === null ? null : dateTime(releasedAt),
    isMdmMigrationCapable: isMigrationCapable,
    ...(migration
      ? {
          mdmMigrationStatus: migration.status,
          mdmMigrationDeadlineDateTime: dateTime(migration.deadlineAt),
        }
      : {}),
  };
}

function chosen(attributes: Attributes, fields: readonly string[] | undefined): Attributes {
  if (!fields) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => fields.includes(name)));
}

/**
 * Apple's own documents disagree about the shape of a MAC address; both occur
 * (docs/protocol/apple-business.md#device-attributes).
 */
function textOrArray(serial: string, address: string): string | string[] {
  return hashOf(`mac/${serial}`) % 4 === 0 ? [address] : address;
}

function dateTime(instant: number): string {
  return new Date(instant).toISOString();
}

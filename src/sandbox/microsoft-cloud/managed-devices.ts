import type { SimulatedAnswer } from '../http/exchange.ts';
import type { SimulatedDevice } from '../world/device.ts';
import type { World } from '../world/world.ts';
import { candidates } from './candidates.ts';
import { collectionAnswer, entityAnswer } from './collection.ts';
import { resourceNotFound, type GraphRequest } from './graph-request.ts';
import { managedDeviceRow } from './managed-device-row.ts';

const CONTEXT = 'deviceManagement/managedDevices';
const FILTERABLE = [
  'serialNumber',
  'enrolledDateTime',
  'lastSyncDateTime',
  'managementState',
  'deviceName',
  'operatingSystem',
];

export function listManagedDevices(world: World, request: GraphRequest): SimulatedAnswer {
  return collectionAnswer(world, request, {
    context: CONTEXT,
    rows: managedRows(candidates(world, request)),
    filterable: FILTERABLE,
    defaultPage: 1_000,
    highestPage: 1_000,
  });
}

export function readManagedDevice(
  world: World,
  request: GraphRequest,
  id: string,
): SimulatedAnswer {
  const row = managedRows(world.state.devices.values()).find((each) => each['id'] === id);
  if (!row) throw resourceNotFound(world, request);
  return entityAnswer(request, CONTEXT, row);
}

function managedRows(devices: Iterable<SimulatedDevice>) {
  return [...devices].flatMap((device) =>
    device.enrollments.map((enrollment) => managedDeviceRow(device, enrollment)),
  );
}

import { HOUR, MINUTE } from '../../core/time.ts';
import { orRefusal, type SimulatedAnswer, type SimulatedRequest } from '../http/exchange.ts';
import { spend } from '../http/quota.ts';
import type { World } from '../world/world.ts';
import { createActivity, readActivity } from './activities.ts';
import { isSignedIn } from './bearers.ts';
import { listDevices, readAssignedServer, readDevice, readLinkage, readLock } from './devices.ts';
import { appleErrors, notAcceptable, notFound, tooManyRequests } from './errors.ts';
import { listDevicesOfService, listServices, readService } from './services.ts';

/** Undocumented; measured by others (docs/protocol/apple-business.md#limits). */
const READS = { name: 'apple/read', limit: 20, window: MINUTE } as const;
const WRITES = { name: 'apple/write', limit: 10, window: HOUR } as const;

/** Apple Business Manager's API as one function of the world. */
export function appleCloud(world: World, request: SimulatedRequest): SimulatedAnswer {
  if (!isSignedIn(world, request.headers.get('authorization'))) return unauthorized(world);
  if (!request.headers.get('accept')?.includes('application/json')) return notAcceptable;
  const quota = request.method === 'GET' ? READS : WRITES;
  const wait = spend(world, quota);
  if (wait > 0)
    return tooManyRequests(world, isDeviceList(request) ? Math.max(wait, MINUTE) : wait);
  return orRefusal(() => route(world, request));
}

function route(world: World, request: SimulatedRequest): SimulatedAnswer {
  const [version, collection, id, ...rest] = request.url.pathname.slice(1).split('/');
  const place = `${request.method} ${version}/${collection}/${id ? '*' : ''}/${rest.join('/')}`;
  const handler = HANDLERS[place];
  if (!handler) throw notFound(world, String(collection), String(id));
  return handler(world, request, decodeURIComponent(id ?? ''));
}

type Handler = (world: World, request: SimulatedRequest, id: string) => SimulatedAnswer;

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET v1/orgDevices//': listDevices,
  'GET v1/orgDevices/*/': readDevice,
  'GET v1/orgDevices/*/relationships/assignedServer': (world, _, id) => readLinkage(world, id),
  'GET v1/orgDevices/*/assignedServer': (world, _, id) => readAssignedServer(world, id),
  'GET v1/orgDevices/*/activationLockStatus': (world, _, id) => readLock(world, id),
  'GET v1/mdmServers//': listServices,
  'GET v1/mdmServers/*/': (world, _, id) => readService(world, id),
  'GET v1/mdmServers/*/relationships/devices': listDevicesOfService,
  'POST v1/orgDeviceActivities//': createActivity,
  'GET v1/orgDeviceActivities/*/': (world, _, id) => readActivity(world, id),
};

/** The list of all devices is the one that tells callers to wait a full minute. */
function isDeviceList({ url }: SimulatedRequest): boolean {
  return url.pathname === '/v1/orgDevices';
}

function unauthorized(world: World): SimulatedAnswer {
  return appleErrors(world, [
    {
      status: 401,
      code: 'NOT_AUTHORIZED',
      title: 'Authentication credentials are missing or invalid.',
      detail: 'Provide a properly configured and signed bearer token.',
    },
  ]);
}

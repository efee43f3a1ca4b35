import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { SERVICES } from '../campaign/organization.ts';
import { readJson, Refusal, type SimulatedRequest } from '../http/exchange.ts';
import type { SimulatedActivity } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { appleErrors, refusal, type AppleError } from './errors.ts';

type Order = Pick<SimulatedActivity, 'type' | 'serviceId' | 'serials'>;

interface Resource {
  readonly id?: unknown;
}
interface OrderBody {
  readonly data?: {
    readonly attributes?: { readonly activityType?: unknown };
    readonly relationships?: {
      readonly mdmServer?: { readonly data?: Resource };
      readonly devices?: { readonly data?: readonly Resource[] };
    };
  };
}

/** What the body asks for; a refusal (409 or 422) that names each part that is wrong. */
export function readOrder(world: World, request: SimulatedRequest): Order {
  const { data } = (readJson(request.body) ?? {}) as OrderBody;
  const { mdmServer, devices } = data?.relationships ?? {};
  const type = readType(world, data?.attributes?.activityType);
  const serviceId = readService(world, type, mdmServer?.data);
  const serials = readSerials(world, devices?.data ?? []);
  return { type, serviceId: type === 'ASSIGN_DEVICES' ? serviceId : null, serials };
}

function readType(world: World, type: unknown): Order['type'] {
  if (type === 'ASSIGN_DEVICES' || type === 'UNASSIGN_DEVICES') return type;
  throw refusal(world, wrong(422, '/data/attributes/activityType', 'not an activity type'));
}

/** Taking a device off its service need not name one. */
function readService(world: World, type: Order['type'], named: Resource = {}): string | null {
  const { id } = named;
  if (id === undefined && type === 'UNASSIGN_DEVICES') return null;
  const service = SERVICES.find((each) => each.id === id);
  if (service) return service.id;
  throw refusal(world, wrong(409, '/data/relationships/mdmServer/data', 'not a valid mdmServer'));
}

function readSerials(world: World, devices: readonly Resource[]): SerialNumber[] {
  const ids = devices.map(({ id }) => String(id));
  if (ids.length === 0) {
    throw refusal(world, wrong(422, '/data/relationships/devices/data', 'no devices are given'));
  }
  const [first, ...others] = unknownSerials(world, ids);
  if (first) throw new Refusal(appleErrors(world, [first, ...others]));
  return ids as SerialNumber[];
}

function unknownSerials(world: World, ids: readonly string[]): AppleError[] {
  return ids.flatMap((id, index) => {
    if (world.device(id)?.isMember) return [];
    const pointer = `/data/relationships/devices/data/${index}/id`;
    return [wrong(409, pointer, `'${id}' is an invalid device serial number`)];
  });
}

function wrong(status: number, pointer: string, detail: string): AppleError {
  const title = status === 409 ? 'Conflict' : 'Unprocessable Entity';
  return { status, code: 'ENTITY_ERROR.ATTRIBUTE.INVALID', title, detail, source: { pointer } };
}

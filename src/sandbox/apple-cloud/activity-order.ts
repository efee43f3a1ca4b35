import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { DAY } from '../../core/time.ts';
import { SERVICES } from '../campaign/organization.ts';
import { readJson, Refusal, type SimulatedRequest } from '../http/exchange.ts';
import type { SimulatedActivity } from '../world/world-state.ts';
import type { World } from '../world/world.ts';
import { appleErrors, refusal, type AppleError } from './errors.ts';

type Order = Pick<SimulatedActivity, 'type' | 'serviceId' | 'serials' | 'deadlineAt'>;
/** Apple plans no further ahead (docs/protocol/apple-business.md#activities). */
const LATEST_DEADLINE = 90 * DAY;
const SCHEDULE = 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE';
const CHANGE = 'UPDATE_MDM_MIGRATION_DEADLINE';
/** Leaving the organization cannot be undone, and is not even rehearsed: `RELEASE_DEVICES` is no type here. */
const TYPES = [
  'ASSIGN_DEVICES',
  'UNASSIGN_DEVICES',
  SCHEDULE,
  CHANGE,
  'CANCEL_MDM_MIGRATION',
] as const;

interface Resource {
  readonly id?: unknown;
}
interface Metadata {
  readonly mdmMigrationDeadlineDateTime?: unknown;
}
interface OrderBody {
  readonly data?: {
    readonly attributes?: {
      readonly activityType?: unknown;
      readonly activityTypeMetadata?: Metadata;
    };
    readonly relationships?: {
      readonly mdmServer?: { readonly data?: Resource };
      readonly devices?: { readonly data?: readonly Resource[] };
    };
  };
}

/** What the body asks for; a refusal (409 or 422) that names each part that is wrong. */
export function readOrder(world: World, request: SimulatedRequest): Order {
  const { data = {} } = (readJson(request.body) ?? {}) as OrderBody;
  const { attributes = {}, relationships = {} } = data;
  const type = readType(world, attributes.activityType);
  const serviceId = readServiceFor(world, type, relationships.mdmServer?.data);
  const deadlineAt = readDeadline(world, type, attributes.activityTypeMetadata);
  const serials = readSerials(world, relationships.devices?.data ?? []);
  if (type === SCHEDULE) refuseIncapable(world, serials);
  return { type, serviceId, serials, ...(deadlineAt !== undefined && { deadlineAt }) };
}

/** Taking a device off its service need not name one, and a migration that exists has one. */
function readServiceFor(world: World, type: Order['type'], named?: Resource): string | null {
  if (type === 'ASSIGN_DEVICES' || type === SCHEDULE) return readService(world, named);
  if (type === 'UNASSIGN_DEVICES' && named?.id !== undefined) readService(world, named);
  return null;
}

/** A time that has passed leaves its user no choice, but only of a migration that exists. */
function readDeadline(
  world: World,
  type: Order['type'],
  metadata: Metadata | undefined,
): number | undefined {
  if (type !== SCHEDULE && type !== CHANGE) return undefined;
  const pointer = '/data/attributes/activityTypeMetadata/mdmMigrationDeadlineDateTime';
  const deadlineAt = Date.parse(String(metadata?.mdmMigrationDeadlineDateTime));
  if (Number.isNaN(deadlineAt)) throw refusal(world, wrong(422, pointer, 'no migration deadline'));
  const ahead = deadlineAt - world.now();
  if (ahead <= LATEST_DEADLINE && (type === CHANGE || ahead > 0)) return deadlineAt;
  throw refusal(world, wrong(409, pointer, 'migration deadline outside the allowed range'));
}

function refuseIncapable(world: World, serials: readonly SerialNumber[]): void {
  const [first, ...others] = serials.flatMap((serial, index) => {
    if (world.device(serial)?.isMigrationCapable) return [];
    const pointer = `/data/relationships/devices/data/${index}/id`;
    return [wrong(409, pointer, `'${serial}' is not eligible for migration`)];
  });
  if (first) throw new Refusal(appleErrors(world, [first, ...others]));
}

function readType(world: World, type: unknown): Order['type'] {
  const known = TYPES.find((each) => each === type);
  if (known) return known;
  throw refusal(world, wrong(422, '/data/attributes/activityType', 'not an activity type'));
}

function readService(world: World, named: Resource = {}): string {
  const { id } = named;
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

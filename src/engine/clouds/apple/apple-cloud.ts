import { z } from 'zod';
import type { Organization } from '../../../core/connections.ts';
import type { ActivationLock, DeviceCheck, Hardware } from '../../../core/facts/device-facts.ts';
import type { Service } from '../../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Clock, Fetch } from '../../../core/ports.ts';
import { success } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import { mapAnswer, type Answer, type CallOptions, type Page } from '../http/cloud-failure.ts';
import { createExchange, type Bearer, type CloudRequest, type Exchange } from '../http/exchange.ts';
import { parsed } from '../http/lenient.ts';
import { readRows, readWhole } from '../http/paging.ts';
import type { Limiter, Purpose } from '../quota/limiter.ts';
import { assignmentOf, migrationOf } from './activity-body.ts';
import { parseActivityLog, type ActivityLogRow } from './activity-log.ts';
import { deviceCheckOf, hardwareOf, readDeviceRow, type OrganizationDevice } from './device.ts';
import { createPostMemory } from './post-memory.ts';
import { readAppleProblem } from './problem.ts';
import { serviceDetailOf, serviceOf } from './service.ts';
import * as shapes from './shapes.ts';

export interface DeviceReading {
  readonly hardware: Hardware;
  readonly deviceCheck: DeviceCheck;
}

/** `status` COMPLETED is not success: `subStatus` and a re-read say what happened. `logUrl` expires in a minute. */
export interface ActivityReading {
  readonly status: string;
  readonly subStatus: string;
  readonly completedAt: Instant | null;
  readonly logUrl: string | null;
}

/** What becomes of a migration without a reset (docs/protocol/apple-business.md#activities). Deadlines: cloud clock. */
export type MigrationOrder =
  | { readonly kind: 'schedule'; readonly serviceId: string; readonly cloudDeadlineAt: Instant }
  | { readonly kind: 'changeDeadline'; readonly cloudDeadlineAt: Instant }
  | { readonly kind: 'cancel' };

/** One organization at Apple. Every method answers with a value; a page is asked for by the `next` of the one before. */
export interface AppleCloud {
  readonly organizationId: string;
  listServices(options?: CallOptions): Promise<Answer<readonly Service[]>>;
  /** The list's words and more; Apple School Manager, and a role that may not, answer 404 or 403. */
  readService(serviceId: string, options?: CallOptions): Promise<Answer<Service>>;
  listDevices(page?: string, options?: CallOptions): Promise<Answer<Page<OrganizationDevice>>>;
  listServiceDevices(
    serviceId: string,
    page?: string,
    options?: CallOptions,
  ): Promise<Answer<Page<SerialNumber>>>;
  /** `absent` only after Apple's own 404. */
  readDevice(
    serial: SerialNumber,
    options?: CallOptions,
  ): Promise<Answer<DeviceReading | 'absent'>>;
  /** Null for "on no service"; of a serial that is not in the organization Apple says the same. */
  readAssignment(serial: SerialNumber, options?: CallOptions): Promise<Answer<string | null>>;
  /** Not repeated on a server error: Apple answers so for some locks, and each try costs quota. */
  readLock(
    serial: SerialNumber,
    options?: CallOptions,
  ): Promise<Answer<Exclude<ActivationLock['state'], 'unreadable'>>>;
  /** Gives the id of the activity. Repeated only when Apple refused it for now (429) or asked for a new bearer. */
  assign(
    serviceId: string,
    serials: readonly SerialNumber[],
    options?: CallOptions,
  ): Promise<Answer<string>>;
  /** Migration without a reset; gives the id of the activity, and is repeated as seldom as `assign`. */
  migrate(
    order: MigrationOrder,
    serials: readonly SerialNumber[],
    options?: CallOptions,
  ): Promise<Answer<string>>;
  readActivity(id: string, options?: CallOptions): Promise<Answer<ActivityReading>>;
  readLog(url: string, options?: CallOptions): Promise<Answer<readonly ActivityLogRow[]>>;
  /** When this run last posted an assignment of that serial (bench clock): a change of service is then no surprise. */
  postedAt(serial: SerialNumber): Instant | undefined;
}

export interface AppleCloudOptions {
  readonly organization: Organization;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly limiter: Limiter;
  readonly bearer: Bearer;
  readonly isOver?: (() => boolean) | undefined;
}

/** The adapter of one organization's API (docs/protocol/apple-business.md#calls). */
export function createAppleCloud(options: AppleCloudOptions): AppleCloud {
  const { organization } = options;
  const baseUrl = organization.apiBaseUrl.replace(/\/+$/, '');
  const exchange = createExchange({ ...options, baseUrl, readProblem: readAppleProblem });
  const connection: Connection = {
    exchange,
    root: `${baseUrl}/v1`,
    organizationId: organization.id,
  };
  return {
    organizationId: organization.id,
    ...lists(connection),
    ...readings(connection),
    ...activities(connection, options.clock),
  };
}

interface Connection {
  readonly exchange: Exchange;
  readonly root: string;
  readonly organizationId: string;
}

const PAGE = 1_000;

function lists({ exchange, root, organizationId }: Connection) {
  async function page<Row>(
    url: string,
    readRow: (row: unknown) => Row | undefined,
    options?: CallOptions,
  ): Promise<Answer<Page<Row>>> {
    const answer = await exchange.send(get(url, shapes.pageSchema, options, 'list'));
    if (!answer.ok) return answer;
    const { data, links } = answer.value.value;
    const rows = await readRows(data, readRow);
    const value = { rows, ...(links.next !== undefined && { next: links.next }) };
    return success({ ...answer.value, value });
  }
  const servicesFrom = (options?: CallOptions) => (next?: string) =>
    page(
      next ?? `${root}/mdmServers?limit=${PAGE}`,
      (row) => readService(row, organizationId),
      options,
    );
  return {
    listServices: (options) => readWhole(servicesFrom(options)),
    readService: (serviceId, options) => {
      const fields = `${encodeURIComponent('fields[mdmServers]')}=${shapes.SERVICE_FIELDS}`;
      const url = `${root}/mdmServers/${encodeURIComponent(serviceId)}?${fields}`;
      const schema = shapes.oneServiceSchema.transform(({ data }) => ({
        ...serviceOf(data, organizationId),
        ...serviceDetailOf(data),
      }));
      return exchange.send({ ...get(url, schema, options, 'list'), isExtra: true });
    },
    listDevices: (next, options) =>
      page(next ?? `${root}/orgDevices?limit=${PAGE}`, readDeviceRow, options),
    listServiceDevices: (serviceId, next, options) => {
      const path = `mdmServers/${encodeURIComponent(serviceId)}/relationships/devices`;
      return page(next ?? `${root}/${path}?limit=${PAGE}`, readLinkage, options);
    },
  } satisfies Partial<AppleCloud>;
}

function readings({ exchange, root }: Connection) {
  const device = (serial: SerialNumber) => `${root}/orgDevices/${encodeURIComponent(serial)}`;
  return {
    readDevice: (serial, options) =>
      exchange.send<DeviceReading | 'absent'>({
        ...get(
          device(serial),
          shapes.oneDeviceSchema.transform(({ data }) => readingOf(data)),
          options,
          'device',
        ),
        topic: 'device',
        whenMissing: { value: 'absent' },
      }),
    readAssignment: (serial, options) =>
      exchange.send<string | null>({
        ...get(
          `${device(serial)}/relationships/assignedServer`,
          shapes.linkageSchema,
          options,
          'device',
        ),
        topic: 'assignment',
        whenMissing: { value: null },
      }),
    readLock: (serial, options) =>
      exchange.send({
        ...get(`${device(serial)}/activationLockStatus`, shapes.lockSchema, options, 'lock'),
        isSingle: true,
      }),
  } satisfies Partial<AppleCloud>;
}

function activities({ exchange, root }: Connection, clock: Clock) {
  const posts = createPostMemory(clock);
  async function post(
    body: unknown,
    serials: readonly SerialNumber[],
    options?: CallOptions,
  ): Promise<Answer<string>> {
    posts.remember(serials);
    const answer = await exchange.send({
      method: 'POST',
      url: `${root}/orgDeviceActivities`,
      kind: 'write',
      purpose: 'work',
      schema: shapes.activitySchema,
      body,
      sentSerials: serials,
      options,
    });
    return mapAnswer(answer, ({ id }) => id);
  }
  return {
    assign: (serviceId, serials, options) =>
      post(assignmentOf(serviceId, serials), serials, options),
    migrate: (order, serials, options) => post(migrationOf(order, serials), serials, options),
    async readActivity(id, options) {
      const url = `${root}/orgDeviceActivities/${encodeURIComponent(id)}`;
      const answer = await exchange.send(get(url, shapes.activitySchema, options, 'work'));
      return mapAnswer(answer, ({ reading }) => reading);
    },
    readLog: (url, options) =>
      exchange.send({ ...get(url, activityLogSchema, options, 'work'), isPresigned: true }),
    postedAt: posts.postedAt,
  } satisfies Partial<AppleCloud>;
}

function get<T>(
  url: string,
  schema: z.ZodType<T>,
  options: CallOptions | undefined,
  purpose: Purpose,
): CloudRequest<T> {
  return { method: 'GET', url, kind: 'read', purpose, schema, options };
}

function readService(row: unknown, organizationId: string): Service | undefined {
  const service = parsed(shapes.serviceSchema, row);
  return service && serviceOf(service, organizationId);
}

function readLinkage(row: unknown): SerialNumber | undefined {
  return parsed(shapes.deviceLinkageSchema, row)?.id;
}

function readingOf(resource: shapes.DeviceResource): DeviceReading {
  return { hardware: hardwareOf(resource), deviceCheck: deviceCheckOf(resource) };
}

const activityLogSchema = z
  .string()
  .transform((csv) => parseActivityLog(csv))
  .refine((rows) => rows !== undefined)
  .transform((rows) => rows ?? []);

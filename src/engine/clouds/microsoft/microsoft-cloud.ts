import { randomUUID } from 'node:crypto';
import type { Tenant } from '../../../core/connections.ts';
import type { Profile, PushCertificate, Token } from '../../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Clock, Fetch } from '../../../core/ports.ts';
import type { Instant } from '../../../core/time.ts';
import type { Answer, CallOptions, Page } from '../cloud-failure.ts';
import { createExchange, type Bearer } from '../exchange.ts';
import type { Limiter } from '../limiter.ts';
import { readWhole } from '../paging.ts';
import { approvalHeaders } from './approval.ts';
import { act, get, readPage, type Graph } from './graph.ts';
import { readGraphProblem } from './problem.ts';
import { readSerial, type SerialReading } from './read-serial.ts';
import * as shapes from './shapes.ts';

/** Intune in one tenant, through Microsoft Graph. Every method answers with a value. */
export interface MicrosoftCloud {
  /** `recentSyncs` holds the last sync only; the mirror gathers them. */
  listTokens(options?: CallOptions): Promise<Answer<readonly Token[]>>;
  listIdentities(
    tokenId: string,
    page?: string,
    options?: CallOptions,
  ): Promise<Answer<Page<shapes.IdentityRow>>>;
  listProfiles(tokenId: string, options?: CallOptions): Promise<Answer<readonly Profile[]>>;
  /** Managed Apple devices; `enrolledAfter` on the cloud's clock. */
  listEnrollments(
    filter: { readonly enrolledAfter?: Instant | undefined },
    page?: string,
    options?: CallOptions,
  ): Promise<Answer<Page<shapes.EnrollmentRow>>>;
  readSerial(
    serial: SerialNumber,
    tokenIds: readonly string[],
    options?: CallOptions,
  ): Promise<Answer<SerialReading>>;
  /** `expiresAt` null when the tenant has none. */
  readPushCertificate(options?: CallOptions): Promise<Answer<PushCertificate>>;
  /** Never repeated: what Intune answers to a sync that comes too early is not documented, the caller keeps the time. */
  sync(tokenId: string, options?: CallOptions): Promise<Answer<undefined>>;
  /** Answered with nothing: only a re-read of the identities shows what happened. At most 100 serials a call. */
  assignProfile(
    tokenId: string,
    profileId: string,
    serials: readonly SerialNumber[],
    options?: CallOptions,
  ): Promise<Answer<undefined>>;
}

export interface MicrosoftCloudOptions {
  readonly tenant: Tenant;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly limiter: Limiter;
  readonly bearer: Bearer;
}

/** The adapter of one tenant (facts/intune.md §1 to §4). */
export function createMicrosoftCloud(options: MicrosoftCloudOptions): MicrosoftCloud {
  const baseUrl = options.tenant.graphBaseUrl.replace(/\/+$/, '');
  const exchange = createExchange({
    ...options,
    baseUrl,
    readProblem: readGraphProblem,
    headers: (request) => ({ 'client-request-id': randomUUID(), ...approvalHeaders(request) }),
  });
  const graph: Graph = { exchange, beta: `${baseUrl}/beta`, v1: `${baseUrl}/v1.0` };
  return { ...lists(graph), ...readings(graph), ...actions(graph) };
}

/** Works in public code; the documentation names no largest page (facts/intune.md §1.3). */
const PAGE = 999;

function lists(graph: Graph) {
  const tokens = `${graph.beta}/deviceManagement/depOnboardingSettings`;
  return {
    listTokens: (options) =>
      readWhole((next) => readPage(graph, next ?? tokens, shapes.readToken, options)),
    listProfiles: (tokenId, options) => {
      const url = `${tokenUrl(graph, tokenId)}/enrollmentProfiles`;
      const readRow = (row: unknown) => shapes.readProfile(row, tokenId);
      return readWhole((next) => readPage(graph, next ?? url, readRow, options));
    },
    listIdentities: (tokenId, next, options) => {
      const url = `${tokenUrl(graph, tokenId)}/importedAppleDeviceIdentities?$top=${PAGE}`;
      return readPage(graph, next ?? url, (row) => shapes.readIdentity(row, tokenId), options);
    },
    listEnrollments: ({ enrolledAfter }, next, options) =>
      readPage(graph, next ?? enrollmentsUrl(graph, enrolledAfter), shapes.readEnrollment, options),
  } satisfies Partial<MicrosoftCloud>;
}

function readings(graph: Graph) {
  const pushCertificate = `${graph.v1}/deviceManagement/applePushNotificationCertificate`;
  return {
    readSerial: (serial, tokenIds, options) => readSerial(graph, serial, tokenIds, options),
    readPushCertificate: (options) =>
      graph.exchange.send({
        ...get(pushCertificate, shapes.pushCertificateSchema, options),
        whenMissing: { value: { expiresAt: null } },
      }),
  } satisfies Partial<MicrosoftCloud>;
}

function actions(graph: Graph) {
  return {
    sync: (tokenId, options) => {
      const url = `${tokenUrl(graph, tokenId)}/syncWithAppleDeviceEnrollmentProgram`;
      return graph.exchange.send({ ...act(url, undefined, options), isSingle: true });
    },
    assignProfile: (tokenId, profileId, serials, options) => {
      // The form with slashes is the documented one; with ('id') one tenant answered 400.
      const profile = encodeURIComponent(`${tokenId}_${profileId}`);
      const url = `${tokenUrl(graph, tokenId)}/enrollmentProfiles/${profile}/updateDeviceProfileAssignment`;
      const request = act(url, { deviceIds: serials }, options);
      return graph.exchange.send({ ...request, sentSerials: serials });
    },
  } satisfies Partial<MicrosoftCloud>;
}

function tokenUrl(graph: Graph, tokenId: string): string {
  return `${graph.beta}/deviceManagement/depOnboardingSettings/${encodeURIComponent(tokenId)}`;
}

function enrollmentsUrl(graph: Graph, enrolledAfter: Instant | undefined): string {
  const url = `${graph.v1}/deviceManagement/managedDevices?$select=${shapes.ENROLLMENT_SELECT}`;
  if (enrolledAfter === undefined) return url;
  const filter = `enrolledDateTime gt ${new Date(enrolledAfter).toISOString()}`;
  return `${url}&$filter=${encodeURIComponent(filter)}`;
}

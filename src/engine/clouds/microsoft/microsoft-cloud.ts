import { randomUUID } from 'node:crypto';
import type { Tenant } from '../../../core/connections.ts';
import type {
  Profile,
  PushCertificate,
  Restrictions,
  Token,
} from '../../../core/facts/tenant-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Clock, Fetch } from '../../../core/ports.ts';
import type { Instant } from '../../../core/time.ts';
import { mapAnswer, type Answer, type CallOptions, type Page } from '../cloud-failure.ts';
import { createExchange, type Bearer } from '../exchange.ts';
import type { Limiter } from '../limiter.ts';
import { readWhole } from '../paging.ts';
import {
  approvalHeaders,
  approvalStatus,
  readApprovalRow,
  type ApprovalStatus,
} from './approval.ts';
import { act, ask, get, readPage, type Graph } from './graph.ts';
import { managedDeviceSchema, type ManagedDevice } from './managed-device.ts';
import { readGraphProblem } from './problem.ts';
import { createSerialReader, type ReadSerial, type SerialReading } from './read-serial.ts';
import { readDefaultRestriction } from './restrictions.ts';
import * as shapes from './shapes.ts';
import { tokenKeySchema } from './token-key.ts';

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
  /** The tenant's restriction for everybody; those for groups are not read. */
  readRestrictions(options?: CallOptions): Promise<Answer<Restrictions>>;
  /** One managed device by its id there, with what it was told to do; `absent` once its row is gone. */
  readManagedDevice(id: string, options?: CallOptions): Promise<Answer<ManagedDevice | 'absent'>>;
  /** How far a second administrator is with the request of an `approvalNeeded` failure. */
  readApproval(code: string, options?: CallOptions): Promise<Answer<ApprovalStatus>>;
  /** Intune's public key for this token as a PEM certificate; an error when it never made one. */
  readTokenKey(tokenId: string, options?: CallOptions): Promise<Answer<string>>;
  /** A new key: what Apple encrypts with the one before is worth nothing afterwards. */
  makeTokenKey(tokenId: string, options?: CallOptions): Promise<Answer<string>>;
  /** `depToken`: Apple's file (.p7m) in base64, made with the key of this token. `appleId`: whose account made it. */
  uploadToken(
    tokenId: string,
    upload: { readonly appleId: string; readonly depToken: string },
    options?: CallOptions,
  ): Promise<Answer<undefined>>;
  /** For serials that come in from now on; those that are there keep theirs. `profileId` bare. */
  setDefaultProfile(
    tokenId: string,
    profileId: string,
    options?: CallOptions,
  ): Promise<Answer<undefined>>;
  /** Erases an enrolled device, keeping its eSIM. The answer means ordered, not done. */
  wipe(managedDeviceId: string, options?: CallOptions): Promise<Answer<undefined>>;
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
  const readSerial = createSerialReader({ ...options, graph });
  return {
    ...lists(graph),
    ...readings(graph, readSerial),
    ...actions(graph),
    ...tokenKeys(graph),
  };
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

function readings(graph: Graph, readSerial: ReadSerial) {
  const pushCertificate = `${graph.v1}/deviceManagement/applePushNotificationCertificate`;
  return {
    readSerial,
    readPushCertificate: (options) =>
      graph.exchange.send({
        ...get(pushCertificate, shapes.pushCertificateSchema, options),
        purpose: 'list',
        whenMissing: { value: { expiresAt: null } },
      }),
    readRestrictions: async (options) => {
      const url = `${graph.v1}/deviceManagement/deviceEnrollmentConfigurations`;
      const answer = await readWhole((next) =>
        readPage(graph, next ?? url, readDefaultRestriction, options),
      );
      return mapAnswer(answer, (rows) => rows[0] ?? NO_RESTRICTIONS);
    },
    readManagedDevice: (id, options) => {
      const select = `${shapes.ENROLLMENT_SELECT},deviceActionResults`;
      const url = `${managedDeviceUrl(graph, id)}?$select=${select}`;
      return graph.exchange.send<ManagedDevice | 'absent'>({
        ...get(url, managedDeviceSchema, options),
        whenMissing: { value: 'absent' },
      });
    },
    readApproval: async (code, options) => {
      const filter = encodeURIComponent(`requestId eq '${code.replaceAll("'", "''")}'`);
      const url = `${graph.beta}/deviceManagement/operationApprovalRequests?$filter=${filter}`;
      const answer = await readPage(graph, url, readApprovalRow, options);
      return mapAnswer(answer, ({ rows }) => approvalStatus(rows, code));
    },
  } satisfies Partial<MicrosoftCloud>;
}

function actions(graph: Graph) {
  return {
    sync: (tokenId, options) => {
      const url = `${tokenUrl(graph, tokenId)}/syncWithAppleDeviceEnrollmentProgram`;
      return graph.exchange.send({ ...act(url, undefined, options), isSingle: true });
    },
    assignProfile: (tokenId, profileId, serials, options) => {
      const url = `${profileUrl(graph, tokenId, profileId)}/updateDeviceProfileAssignment`;
      const request = act(url, { deviceIds: serials }, options);
      return graph.exchange.send({ ...request, sentSerials: serials });
    },
    setDefaultProfile: (tokenId, profileId, options) => {
      const url = `${profileUrl(graph, tokenId, profileId)}/setDefaultProfile`;
      return graph.exchange.send(act(url, undefined, options));
    },
    wipe: (id, options) =>
      graph.exchange.send(act(`${managedDeviceUrl(graph, id)}/wipe`, WIPE, options)),
  } satisfies Partial<MicrosoftCloud>;
}

/** Apple hands its token out as a file for one key; the three calls of its yearly renewal (facts/intune.md §1.2). */
function tokenKeys(graph: Graph) {
  return {
    readTokenKey: (tokenId, options) => {
      const url = `${tokenUrl(graph, tokenId)}/getEncryptionPublicKey`;
      return graph.exchange.send(get(url, tokenKeySchema, options));
    },
    makeTokenKey: (tokenId, options) => {
      const url = `${tokenUrl(graph, tokenId)}/generateEncryptionPublicKey`;
      return graph.exchange.send(ask(url, tokenKeySchema, options));
    },
    uploadToken: (tokenId, { appleId, depToken }, options) => {
      const url = `${tokenUrl(graph, tokenId)}/uploadDepToken`;
      return graph.exchange.send(act(url, { appleId, depToken }, options));
    },
  } satisfies Partial<MicrosoftCloud>;
}

/** What stays is only what would otherwise be lost for good: the plan of an eSIM (facts/intune.md §1.5). */
const WIPE = { keepEnrollmentData: false, keepUserData: false, persistEsimDataPlan: true };

const NO_RESTRICTIONS: Restrictions = { blockedPlatforms: [] };

/** The form with slashes is the documented one; with ('id') one tenant answered 400. */
function profileUrl(graph: Graph, tokenId: string, profileId: string): string {
  const profile = encodeURIComponent(`${tokenId}_${profileId}`);
  return `${tokenUrl(graph, tokenId)}/enrollmentProfiles/${profile}`;
}

function managedDeviceUrl(graph: Graph, id: string): string {
  return `${graph.v1}/deviceManagement/managedDevices/${encodeURIComponent(id)}`;
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

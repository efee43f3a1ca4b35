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
import type { Answer, CallOptions, Page } from '../http/cloud-failure.ts';
import { createExchange, type Bearer } from '../http/exchange.ts';
import type { Limiter } from '../quota/limiter.ts';
import { approvalHeaders, type ApprovalStatus } from './approval.ts';
import { actions, lists, readings, tokenKeys } from './graph-calls.ts';
import type { Graph } from './graph.ts';
import type { ManagedDevice } from './managed-device.ts';
import { readGraphProblem } from './problem.ts';
import { createSerialReader, type SerialReading } from './read-serial.ts';
import type * as shapes from './shapes.ts';

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
  readonly isOver?: (() => boolean) | undefined;
}

/** The adapter of one tenant (docs/protocol/intune.md#versions and the rest of that page). */
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

import type { Restrictions } from '../../../core/facts/tenant-facts.ts';
import { failure } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import { mapAnswer, type CloudFailure } from '../http/cloud-failure.ts';
import { readWhole } from '../http/paging.ts';
import { approvalStatus, readApprovalRow } from './approval.ts';
import { act, ask, get, readPage, type Graph } from './graph.ts';
import { managedDeviceSchema, type ManagedDevice } from './managed-device.ts';
import type { MicrosoftCloud } from './microsoft-cloud.ts';
import type { ReadSerial } from './read-serial.ts';
import { readDefaultRestriction } from './restrictions.ts';
import * as shapes from './shapes.ts';
import { tokenKeySchema } from './token-key.ts';

/*
 * The calls of the adapter, each a request and what it is answered with (docs/protocol/intune.md#versions).
 */

/** Works in public code; the documentation names no largest page (docs/protocol/intune.md#identities). */
const PAGE = 999;

export function lists(graph: Graph) {
  const tokens = `${graph.beta}/deviceManagement/depOnboardingSettings`;
  return {
    listTokens: (options) => {
      const { readToken: readRow } = shapes;
      return readWhole((next) => readPage(graph, { url: next ?? tokens, readRow }, options));
    },
    listProfiles: (tokenId, options) => {
      const url = `${tokenUrl(graph, tokenId)}/enrollmentProfiles`;
      const readRow = (row: unknown) => shapes.readProfile(row, tokenId);
      return readWhole((next) => readPage(graph, { url: next ?? url, readRow }, options));
    },
    listIdentities: (tokenId, next, options) => {
      const url = `${tokenUrl(graph, tokenId)}/importedAppleDeviceIdentities?$top=${PAGE}`;
      const readRow = (row: unknown) => shapes.readIdentity(row, tokenId);
      return readPage(graph, { url: next ?? url, readRow }, options);
    },
    listEnrollments: ({ enrolledAfter }, next, options) => {
      const url = next ?? enrollmentsUrl(graph, enrolledAfter);
      return readPage(graph, { url, readRow: shapes.readEnrollment }, options);
    },
  } satisfies Partial<MicrosoftCloud>;
}

export function readings(graph: Graph, readSerial: ReadSerial) {
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
      const readRow = readDefaultRestriction;
      const answer = await readWhole((next) =>
        readPage(graph, { url: next ?? url, readRow, isExtra: true }, options),
      );
      return mapAnswer(answer, (rows) => rows[0] ?? NO_RESTRICTIONS);
    },
    readManagedDevice: (id, options) => {
      const select = `${shapes.ENROLLMENT_SELECT},deviceActionResults`;
      const url = `${managedDeviceUrl(graph, id)}?$select=${select}`;
      return graph.exchange.send<ManagedDevice | 'absent'>({
        ...get(url, managedDeviceSchema, options),
        purpose: 'work',
        whenMissing: { value: 'absent' },
      });
    },
    readApproval: async (code, options) => {
      const filter = encodeURIComponent(`requestId eq '${code.replaceAll("'", "''")}'`);
      const url = `${graph.beta}/deviceManagement/operationApprovalRequests?$filter=${filter}`;
      const request = { url, readRow: readApprovalRow, purpose: 'work' } as const;
      const answer = await readPage(graph, request, options);
      return mapAnswer(answer, ({ rows }) => approvalStatus(rows, code));
    },
  } satisfies Partial<MicrosoftCloud>;
}

export function actions(graph: Graph) {
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

/** Apple hands its token out for one key; the three calls of its yearly renewal (docs/protocol/intune.md#tokens). */
export function tokenKeys(graph: Graph) {
  return {
    readTokenKey: (tokenId, options) => {
      const url = `${tokenUrl(graph, tokenId)}/getEncryptionPublicKey`;
      return graph.exchange.send(get(url, tokenKeySchema, options));
    },
    makeTokenKey: (tokenId, options) => {
      const url = `${tokenUrl(graph, tokenId)}/generateEncryptionPublicKey`;
      return graph.exchange.send(ask(url, tokenKeySchema, options));
    },
    uploadToken: async (tokenId, { appleId, depToken }, options) => {
      const url = `${tokenUrl(graph, tokenId)}/uploadDepToken`;
      const answer = await graph.exchange.send(act(url, { appleId, depToken }, options));
      return answer.ok ? answer : failure(withoutEcho(answer.error, depToken));
    },
  } satisfies Partial<MicrosoftCloud>;
}

/** Should Graph show what it did not like: not even a part of the token may stand in an error. */
function withoutEcho(error: CloudFailure, depToken: string): CloudFailure {
  const isEcho = error.detail.includes(depToken.slice(0, 24));
  return isEcho ? { ...error, detail: 'Intune did not accept the token.' } : error;
}

/** What stays is only what would otherwise be lost for good: the plan of an eSIM (docs/protocol/intune.md#wipe). */
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

import { SECOND } from '../../core/time.ts';
import { orRefusal, type SimulatedAnswer, type SimulatedRequest } from '../http/exchange.ts';
import { answerOf, takeFault } from '../http/faults.ts';
import { spend } from '../http/quota.ts';
import type { World } from '../world/world.ts';
import { listApprovals } from './approvals.ts';
import { answerBatch } from './batch.ts';
import {
  badRequest,
  graphError,
  readGraphRequest,
  tooManyGraphRequests,
  type GraphRequest,
} from './graph-request.ts';
import { listIdentities, readIdentity } from './identities.ts';
import { listManagedDevices, readManagedDevice } from './managed-devices.ts';
import { permissionsBehind } from './microsoft-bearers.ts';
import { requirePermission, type Permissions } from './permissions.ts';
import { assignProfile, listProfiles, readProfile, setDefaultProfile } from './profiles.ts';
import { readPushCertificate } from './push-certificate.ts';
import { listRestrictions } from './restrictions.ts';
import { makeTokenKey, readTokenKey, uploadToken } from './token-renewal.ts';
import { listTokens, readToken, startSync } from './tokens.ts';
import { wipe } from './wipe.ts';

/** Intune's limits for enrollment calls, per app and tenant (docs/protocol/intune.md#limits). */
const ANY = { name: 'graph/any', limit: 1_000, window: 20 * SECOND } as const;
const WRITES = { name: 'graph/write', limit: 100, window: 20 * SECOND } as const;

/** Microsoft Graph, as far as enrollment with Intune goes, as one function of the world. */
export function microsoftCloud(world: World, request: SimulatedRequest): SimulatedAnswer {
  const graph = readGraphRequest(world, request);
  if (!graph) return { status: 404, headers: {}, body: '' };
  const answer = orRefusal(() => {
    const permissions = permissionsBehind(world, request.headers.get('authorization'));
    if (!permissions) return unauthorized(world, graph);
    const isBatch = graph.method === 'POST' && graph.path === '$batch';
    if (!isBatch) return answerOne(world, graph, permissions);
    return answerBatch(world, graph, (inner) => answerInner(world, inner, permissions));
  });
  const ids = { 'request-id': graph.requestId, 'client-request-id': graph.clientRequestId };
  return { ...answer, headers: { ...answer.headers, ...ids } };
}

/** Disturbances reach single items of a batch as well. */
function answerInner(
  world: World,
  request: GraphRequest,
  permissions: Permissions,
): SimulatedAnswer {
  const query = decodeURIComponent(request.query.toString());
  const place = `${request.method} /${request.version}/${request.path}?${query}`;
  const fault = takeFault(world.faults, place);
  return answerOf(fault) ?? orRefusal(() => answerOne(world, request, permissions));
}

function answerOne(world: World, request: GraphRequest, permissions: Permissions): SimulatedAnswer {
  requirePermission(world, request, permissions);
  const wait = Math.max(request.method === 'GET' ? 0 : spend(world, WRITES), spend(world, ANY));
  if (wait > 0) return tooManyGraphRequests(world, request, wait);
  for (const [pattern, handle] of ROUTES) {
    const found = pattern.exec(`${request.method} ${request.version} ${request.path}`);
    if (found) return handle(world, request, found[1] ?? '', found[2] ?? '');
  }
  const segment = request.path.split('/')[1] ?? request.path;
  throw badRequest(world, request, `Resource not found for the segment '${segment}'.`);
}

type Handler = (
  world: World,
  request: GraphRequest,
  id: string,
  childId: string,
) => SimulatedAnswer;

const TOKENS = 'beta deviceManagement/depOnboardingSettings';
const PROFILES = `${TOKENS}/([^/]+)/enrollmentProfiles`;
const IDENTITIES = `${TOKENS}/([^/]+)/importedAppleDeviceIdentities`;
const MANAGED = '(?:v1\\.0|beta) deviceManagement/managedDevices';

const ROUTES: readonly (readonly [RegExp, Handler])[] = [
  [route('GET', TOKENS), listTokens],
  [route('GET', `${TOKENS}/([^/]+)`), readToken],
  [route('POST', `${TOKENS}/([^/]+)/syncWithAppleDeviceEnrollmentProgram`), startSync],
  [route('GET', IDENTITIES), listIdentities],
  [route('GET', `${IDENTITIES}/([^/]+)`), readIdentity],
  [route('GET', PROFILES), listProfiles],
  [route('GET', `${PROFILES}/([^/]+)`), readProfile],
  [route('POST', `${PROFILES}/([^/]+)/updateDeviceProfileAssignment`), assignProfile],
  [route('POST', `${PROFILES}/([^/]+)/setDefaultProfile`), setDefaultProfile],
  [route('GET', `${TOKENS}/([^/]+)/getEncryptionPublicKey`), readTokenKey],
  [route('POST', `${TOKENS}/([^/]+)/generateEncryptionPublicKey`), makeTokenKey],
  [route('POST', `${TOKENS}/([^/]+)/uploadDepToken`), uploadToken],
  [
    route('GET', '(?:v1\\.0|beta) deviceManagement/deviceEnrollmentConfigurations'),
    listRestrictions,
  ],
  [route('GET', 'beta deviceManagement/operationApprovalRequests'), listApprovals],
  [route('POST', `${MANAGED}/([^/]+)/wipe`), wipe],
  [route('GET', MANAGED), listManagedDevices],
  [route('GET', `${MANAGED}/([^/]+)`), readManagedDevice],
  [
    route('GET', '(?:v1\\.0|beta) deviceManagement/applePushNotificationCertificate'),
    readPushCertificate,
  ],
];

function route(method: string, path: string): RegExp {
  return new RegExp(`^${method} ${path}$`);
}

function unauthorized(world: World, request: GraphRequest): SimulatedAnswer {
  return graphError(world, request, {
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: 'Access token is empty or not accepted.',
  });
}

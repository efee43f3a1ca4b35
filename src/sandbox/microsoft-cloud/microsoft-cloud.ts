import { SECOND } from '../../core/time.ts';
import { BEARERS } from '../campaign/organization.ts';
import { orRefusal, type SimulatedAnswer, type SimulatedRequest } from '../http/exchange.ts';
import { answerOf, takeFault } from '../http/faults.ts';
import { spend } from '../http/quota.ts';
import type { World } from '../world/world.ts';
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
import { assignProfile, listProfiles, readProfile, setDefaultProfile } from './profiles.ts';
import { readPushCertificate } from './push-certificate.ts';
import { listTokens, readToken, startSync } from './tokens.ts';

/** Intune's limits for enrollment calls, per app and tenant (facts/intune.md §4). */
const ANY = { name: 'graph/any', limit: 1_000, window: 20 * SECOND } as const;
const WRITES = { name: 'graph/write', limit: 100, window: 20 * SECOND } as const;

/** Microsoft Graph, as far as enrollment with Intune goes, as one function of the world. */
export function microsoftCloud(world: World, request: SimulatedRequest): SimulatedAnswer {
  const graph = readGraphRequest(world, request);
  if (!graph) return { status: 404, headers: {}, body: '' };
  const answer = orRefusal(() => {
    if (request.headers.get('authorization') !== `Bearer ${BEARERS.microsoft}`) {
      return unauthorized(world, graph);
    }
    if (graph.method !== 'POST' || graph.path !== '$batch') return answerOne(world, graph);
    return answerBatch(world, graph, (inner) => answerInner(world, inner));
  });
  const ids = { 'request-id': graph.requestId, 'client-request-id': graph.clientRequestId };
  return { ...answer, headers: { ...answer.headers, ...ids } };
}

/** Disturbances reach single items of a batch as well. */
function answerInner(world: World, request: GraphRequest): SimulatedAnswer {
  const query = decodeURIComponent(request.query.toString());
  const place = `${request.method} /${request.version}/${request.path}?${query}`;
  const fault = takeFault(world.faults, place);
  return answerOf(fault) ?? orRefusal(() => answerOne(world, request));
}

function answerOne(world: World, request: GraphRequest): SimulatedAnswer {
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

import { Refusal } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { graphError, intuneMessage, type GraphRequest } from './graph-request.ts';

export type Permissions = readonly string[] | 'all';

const CONFIG = 'DeviceManagementServiceConfig';
const DEVICES = 'DeviceManagementManagedDevices';
const POLICY = 'DeviceManagementConfiguration';

/** Per kind of call, the first that fits: of these permissions one is enough (docs/protocol/intune.md#permissions). */
const NEEDED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^POST \S+\/wipe$/, [`${DEVICES}.PrivilegedOperations.All`]],
  [/^GET \S*managedDevices/, [`${DEVICES}.Read.All`, `${DEVICES}.ReadWrite.All`]],
  [/^GET \S*operationApprovalRequests/, [`${POLICY}.Read.All`, `${POLICY}.ReadWrite.All`]],
  [
    /^GET \S*applePushNotificationCertificate/,
    [`${CONFIG}.ReadWrite.All`, `${POLICY}.Read.All`, `${DEVICES}.Read.All`],
  ],
  [/^GET /, [`${CONFIG}.Read.All`, `${CONFIG}.ReadWrite.All`]],
  [/^/, [`${CONFIG}.ReadWrite.All`]],
];

/** Lets the call pass, or refuses it and names the permissions that are missing, as Intune does. */
export function requirePermission(
  world: World,
  request: GraphRequest,
  permissions: Permissions,
): void {
  if (permissions === 'all') return;
  const call = `${request.method} ${request.path}`;
  const needed = NEEDED.find(([pattern]) => pattern.test(call))?.[1] ?? [];
  if (needed.some((name) => permissions.includes(name))) return;
  const words = `Application is not authorized to perform this operation. Application must have one of the following scopes: ${needed.join(', ')}`;
  const message = intuneMessage(words, request);
  throw new Refusal(graphError(world, request, { status: 403, code: 'Forbidden', message }));
}

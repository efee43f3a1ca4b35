import type { DeviceState } from '../device/state.ts';
import { mcInstallName } from '../mc-install/connection.ts';
import { type PlistDict, textOf } from '../plist.ts';

const known = new Set([mcInstallName]);
const firstPort = 49_152;

/** StartService: the service waits for one connection on a port of its own, which begins with TLS. */
export function startService(
  device: DeviceState,
  request: PlistDict,
  hostId: string | undefined,
): PlistDict {
  const service = textOf(request, 'Service');
  if (service === undefined) return { Error: 'MissingService' };
  if (hostId === undefined) return { Error: 'SessionInactive' };
  if (!known.has(service)) return { Error: 'InvalidService' };
  const port = firstPort + device.startedServices;
  device.startedServices += 1;
  device.ports.set(port, { service, hostId });
  return { Service: service, Port: port, EnableServiceSSL: true };
}

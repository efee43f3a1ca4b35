import { NO_CONNECTIONS } from '../core/connections.ts';
import type { Clock, DeviceProbe, Fetch } from '../core/ports.ts';
import { createNodeUsbBus } from './bench/node-usb-bus.ts';
import type { World } from './world.ts';

/** The real world: the wall clock, this machine's USB bus, the network as the host gives it. */
export async function liveWorld(
  log: (line: string) => void,
  fetch: Fetch = nodeFetch,
): Promise<World> {
  return {
    clock: wallClock,
    fetch,
    bus: await createNodeUsbBus({ log }),
    probe: silentProbe,
    connections: NO_CONNECTIONS,
    roster: {
      expectationOf: () => undefined,
      serialsOfAssetTag: () => [],
      nameOfBadge: () => undefined,
    },
    speed: () => undefined,
    hurry: () => () => undefined,
    close: () => undefined,
  };
}

export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Node's own fetch; redirects are refused, since a bearer token must not follow one to another host. */
export const nodeFetch: Fetch = (url, { timeoutMs, ...request }) =>
  fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });

/** Without a client for usbmux the bench sees the mode of a device and its recovery string, nothing more. */
const silentProbe: DeviceProbe = { ask: () => Promise.resolve(undefined) };

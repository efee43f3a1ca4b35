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

/** A timer of Node's that is longer (24.8 days) goes off at once; a migration may lie 90 days ahead. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((wakeUp) => void wallClock.after(milliseconds, wakeUp)),
  after(milliseconds, run) {
    let timer: NodeJS.Timeout;
    const arm = (left: number): void => {
      const isLast = left <= LONGEST_TIMER;
      timer = setTimeout(
        () => (isLast ? run() : arm(left - LONGEST_TIMER)),
        isLast ? left : LONGEST_TIMER,
      );
    };
    arm(milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Node's own fetch; redirects are refused, since a bearer token must not follow one to another host. */
export const nodeFetch: Fetch = (url, { timeoutMs, ...request }) =>
  fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });

/** Without a client for usbmux the bench sees the mode of a device and its recovery string, nothing more. */
const silentProbe: DeviceProbe = { ask: () => Promise.resolve(undefined) };

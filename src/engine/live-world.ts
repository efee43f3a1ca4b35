import { isDeepStrictEqual } from 'node:util';
import { NO_CONNECTIONS } from '../core/connections.ts';
import type { Clock, DeviceProbe, Fetch } from '../core/ports.ts';
import { createMux, muxAddressOf } from '../lockdown-client/index.ts';
import { createLockdownProbe } from './bench/asking/lockdown-probe.ts';
import { createNodeUsbBus } from './bench/bus/node-usb-bus.ts';
import { withMuxDevices } from './bench/usbmux/mux-bus.ts';
import { createMuxWatch } from './bench/usbmux/mux-watch.ts';
import { visitingMux } from './bench/usbmux/visiting-mux.ts';
import type { World } from './world.ts';

interface LiveOptions {
  readonly role: 'bench' | 'visitor';
  readonly fetch?: Fetch | undefined;
  readonly log: (line: string) => void;
}

/** The real world: the wall clock, this machine's USB bus, the network as the host gives it. */
export async function liveWorld(options: LiveOptions): Promise<World> {
  const { fetch = nodeFetch } = options;
  const { bus, probe, stop } = await liveBench(options);
  return {
    clock: wallClock,
    fetch,
    bus,
    probe,
    connections: NO_CONNECTIONS,
    roster: {
      expectationOf: () => undefined,
      serialsOfAssetTag: () => [],
      nameOfBadge: () => undefined,
    },
    speed: () => undefined,
    hurry: () => () => undefined,
    close: stop,
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

/** The bus of this machine, and usbmux beside it; without the one there is still what the other shows. */
async function liveBench({ role, log }: LiveOptions) {
  const bus = await createNodeUsbBus({ log });
  const address = muxAddressOf(process.env, process.platform);
  if (!address.ok) {
    log(`usbmux: USBMUXD_SOCKET_ADDRESS is no address: ${address.error.text}`);
    return { bus, probe: NO_PROBE, stop: () => undefined };
  }
  const own = createMux({ address: address.value, programName: 'Resetbench' });
  const mux = role === 'bench' ? own : visitingMux(own);
  const watch = createMuxWatch({ mux, clock: wallClock });
  const isElsewhere = isMuxElsewhere(process.env, process.platform);
  return {
    bus: bus.unavailable || isElsewhere ? withMuxDevices(bus, watch) : bus,
    probe: createLockdownProbe(mux, watch),
    stop: watch.stop,
  };
}

/** Whether usbmuxd is named at another place than the usual one, so that its devices may be on another machine's bus. */
export function isMuxElsewhere(
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform,
): boolean {
  return !isDeepStrictEqual(muxAddressOf(env, platform), muxAddressOf({}, platform));
}

const NO_PROBE: DeviceProbe = {
  ask: () => Promise.resolve({ symptom: 'noDaemon', hasTriedPairing: false, raw: {} }),
};

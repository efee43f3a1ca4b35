import type { UsbBus, UsbChange, UsbDevice } from '../../../core/ports.ts';
import type { MuxDevice } from '../../../lockdown-client/index.ts';
import { normaliseUdid } from '../identity/apple-ids.ts';
import type { MuxWatch } from './mux-watch.ts';

/**
 * The bus of this machine, and on ports of their own the devices that usbmuxd has and the bus does not show: in a
 * container without a bus, or from a usbmuxd that is somewhere else. Such a port is kept for its device, since
 * usbmuxd names no place that outlasts a plug (docs/protocol/apple-usb.md#usbmux).
 */
export function withMuxDevices(bus: UsbBus, mux: MuxWatch): UsbBus {
  const both: Both = { bus, mux, ports: createPorts(), onBus: new Map(), listeners: new Set() };
  return {
    ...bus,
    // Where usbmuxd tells of devices, the machine is not without them.
    get unavailable() {
      return mux.trouble() && bus.unavailable;
    },
    async list() {
      const [onBus, onMux] = await Promise.all([listBus(both), mux.list()]);
      const others = onMux.filter((device) => !isOn(both.onBus, device));
      return [...onBus, ...others.map((device) => usbDeviceOf(device, both.ports))];
    },
    watch: (listener) => watchBoth(both, listener),
  };
}

interface Both {
  readonly bus: UsbBus;
  readonly mux: MuxWatch;
  readonly ports: Ports;
  /** The UDIDs that the bus shows, by its ports. */
  readonly onBus: Map<string, string>;
  readonly listeners: Set<(change: UsbChange) => void>;
}

/** What was there before anybody watched makes no event, and usbmuxd may have told of it meanwhile. */
async function listBus(both: Both): Promise<readonly UsbDevice[]> {
  const devices = await both.bus.list();
  both.onBus.clear();
  for (const device of devices) show(both, device);
  return devices;
}

/** The bus knows where it is: from now on it is there and not on a port of usbmuxd. */
function show({ onBus, ports, listeners }: Both, device: UsbDevice): void {
  const udid = udidOf(device);
  if (!udid) return;
  onBus.set(device.port, udid);
  const borrowed = ports.leave(udid);
  if (!borrowed) return;
  for (const listener of listeners) listener({ kind: 'detached', port: borrowed });
}

function watchBoth(both: Both, listener: (change: UsbChange) => void): () => void {
  const { bus, mux, ports, onBus, listeners } = both;
  // The same function may be handed in twice.
  const own = (change: UsbChange): void => listener(change);
  listeners.add(own);
  const unwatch = bus.watch((change) => {
    onBus.delete(change.kind === 'attached' ? change.device.port : change.port);
    if (change.kind === 'attached') show(both, change.device);
    own(change);
  });
  const unsubscribe = mux.subscribe((change) => {
    if (change.kind === 'attached' && !isOn(onBus, change.device)) {
      own({ kind: 'attached', device: usbDeviceOf(change.device, ports) });
    }
    if (change.kind !== 'detached') return;
    const port = ports.leave(change.device.udid);
    if (port) own({ kind: 'detached', port });
  });
  return () => {
    listeners.delete(own);
    unwatch();
    unsubscribe();
  };
}

function isOn(onBus: ReadonlyMap<string, string>, { udid }: MuxDevice): boolean {
  return [...onBus.values()].includes(normaliseUdid(udid) ?? '');
}

function udidOf({ serialString }: UsbDevice): string | undefined {
  return normaliseUdid(serialString ?? '');
}

/** Whoever speaks usbmux is in normal mode, or restores itself under the same ids. */
const NORMAL = 0x12a8;

function usbDeviceOf({ udid, productId, locationId }: MuxDevice, ports: Ports): UsbDevice {
  return {
    port: ports.take(udid),
    productId: productId ?? NORMAL,
    serialString: udid,
    ...(locationId !== undefined && { locationId }),
  };
}

interface Ports {
  /** The port it has, or had last if that is free, or the first free one. */
  take(udid: string): string;
  /** Undefined when it had none. */
  leave(udid: string): string | undefined;
}

function createPorts(): Ports {
  const taken = new Map<string, number>();
  const last = new Map<number, string>();
  const isFree = (number: number) => ![...taken.values()].includes(number);
  const firstFree = (isGood: (number: number) => boolean) => {
    for (let number = 1; ; number += 1) if (isFree(number) && isGood(number)) return number;
  };
  function choose(udid: string): number {
    const before = [...last].find(([number, owner]) => owner === udid && isFree(number))?.[0];
    // A port that nobody had goes before one whose device may come back.
    return before ?? firstFree((number) => !last.has(number) || last.size >= MOST_KEPT);
  }
  return {
    take(udid) {
      const number = taken.get(udid) ?? choose(udid);
      taken.set(udid, number);
      last.set(number, udid);
      return portNamed(number);
    },
    leave(udid) {
      const number = taken.get(udid);
      taken.delete(udid);
      return number === undefined ? undefined : portNamed(number);
    },
  };
}

/** As many as a large bench has slots; beyond that the places of those that left are given away. */
const MOST_KEPT = 64;

function portNamed(number: number): string {
  return `usbmux-${number}`;
}

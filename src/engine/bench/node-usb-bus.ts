import { existsSync } from 'node:fs';
import type { UsbBus, UsbChange, UsbDevice } from '../../core/ports.ts';
import { APPLE_VENDOR_ID } from './product-id.ts';

/** The part of package `usb` 3 that is used here; a test hands in its own. */
export interface NodeUsb {
  getDevices(): Promise<readonly NodeUsbDevice[]>;
  addEventListener(type: 'connect' | 'disconnect', listener: (event: NodeUsbEvent) => void): void;
  removeEventListener(
    type: 'connect' | 'disconnect',
    listener: (event: NodeUsbEvent) => void,
  ): void;
}

export interface NodeUsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly bus: string;
  readonly address: number;
  readonly ports: readonly number[];
  /** Throws when the string is not cached and the device cannot be opened. */
  readonly serialNumber?: string | null | undefined;
}

export interface NodeUsbEvent {
  readonly device: NodeUsbDevice;
}

interface NodeUsbOptions {
  readonly platform?: NodeJS.Platform;
  readonly busFolder?: string;
  readonly load?: () => Promise<NodeUsb>;
  readonly log?: (line: string) => void;
}

/**
 * The real bus. Needs no driver and no rights. The native package is loaded on every machine, so that a build
 * without it is noticed on each, but used only where there is a bus: on Linux its watcher would end the process
 * when `/sys/bus/usb/devices` is missing, by a rejection that nobody can catch. The log says what came of it.
 */
export async function createNodeUsbBus(options: NodeUsbOptions = {}): Promise<UsbBus> {
  const { load = loadUsb, log = () => undefined } = options;
  let usb: NodeUsb;
  try {
    usb = await load();
  } catch (error) {
    log(`usb: package not loaded: ${messageOf(error)}`);
    return absentBus('notPermitted');
  }
  const bus = await openBus(usb, options);
  log(`usb: package loaded, ${bus.unavailable ?? 'watching'}`);
  return bus;
}

async function openBus(usb: NodeUsb, options: NodeUsbOptions): Promise<UsbBus> {
  const { platform = process.platform, busFolder = '/sys/bus/usb/devices' } = options;
  if (platform === 'linux' && !existsSync(busFolder)) return absentBus('noBus');
  try {
    await usb.getDevices();
    return busOf(usb);
  } catch {
    return absentBus('notPermitted');
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function loadUsb(): Promise<NodeUsb> {
  const { usb } = await import('usb');
  return usb;
}

function absentBus(unavailable: NonNullable<UsbBus['unavailable']>): UsbBus {
  return { unavailable, list: () => Promise.resolve([]), watch: () => () => undefined };
}

function busOf(usb: NodeUsb): UsbBus {
  return {
    list: async () => (await usb.getDevices()).filter(isApple).map(usbDeviceOf),
    watch: (listener) => watch(usb, listener),
  };
}

function watch(usb: NodeUsb, listener: (change: UsbChange) => void): () => void {
  const onConnect = ({ device }: NodeUsbEvent) => {
    if (isApple(device)) listener({ kind: 'attached', device: usbDeviceOf(device) });
  };
  const onDisconnect = ({ device }: NodeUsbEvent) => {
    if (isApple(device)) listener({ kind: 'detached', port: portOf(device) });
  };
  usb.addEventListener('connect', onConnect);
  usb.addEventListener('disconnect', onDisconnect);
  return () => {
    usb.removeEventListener('connect', onConnect);
    usb.removeEventListener('disconnect', onDisconnect);
  };
}

function isApple({ vendorId }: NodeUsbDevice): boolean {
  return vendorId === APPLE_VENDOR_ID;
}

function usbDeviceOf(device: NodeUsbDevice): UsbDevice {
  return {
    port: portOf(device),
    productId: device.productId,
    serialString: serialStringOf(device),
  };
}

/** Windows gives no ports for some controllers; the address then keeps devices apart, though not over a replug. */
function portOf({ bus, ports, address }: NodeUsbDevice): string {
  return ports.length > 0 ? `${bus}-${ports.join('.')}` : `${bus}@${address}`;
}

function serialStringOf(device: NodeUsbDevice): string | null {
  try {
    return device.serialNumber || null;
  } catch {
    return null;
  }
}

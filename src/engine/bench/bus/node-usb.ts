import type { UsbDevice } from '../../../core/ports.ts';
import { APPLE_VENDOR_ID } from '../identity/product-id.ts';
import type { Plugged } from './bus-picture.ts';
import { locationIdOf } from './location-id.ts';

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
  /** Of this plug alone, and the same in every list. */
  readonly handle: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly bus: string;
  readonly address: number;
  readonly ports: readonly number[];
  /** Throws when the string is not cached and the device cannot be opened, which it tries each time. */
  readonly serialNumber?: string | null | undefined;
  /** Null and a throw both leave it open which one is active. */
  readonly configuration?: { readonly configurationValue: number } | null | undefined;
  open(): Promise<void>;
  /** Leaves claimed interfaces claimed. */
  close(): Promise<void>;
  selectConfiguration(configurationValue: number): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  releaseInterface(interfaceNumber: number): Promise<void>;
  selectAlternateInterface(interfaceNumber: number, alternateSetting: number): Promise<void>;
  /** Its `controlTransferOut` knows no time limit of the caller's. Gives back how many bytes were written. */
  nativeControlTransferOut(
    setup: NodeUsbSetup,
    timeoutMs: number,
    data: Uint8Array,
  ): Promise<number>;
}

export interface NodeUsbSetup {
  readonly requestType: 'standard' | 'class' | 'vendor';
  readonly recipient: 'device' | 'interface' | 'endpoint' | 'other';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

export interface NodeUsbEvent {
  readonly device: NodeUsbDevice;
}

export function isApple({ vendorId }: NodeUsbDevice): boolean {
  return vendorId === APPLE_VENDOR_ID;
}

/** Another device, address or mode at the same port is another plug. */
export function pluggedOf(device: NodeUsbDevice, platform: NodeJS.Platform): Plugged {
  const { handle, productId, address } = device;
  return {
    key: `${handle} ${productId} ${address}`,
    port: portOf(device),
    read: () => usbDeviceOf(device, platform),
  };
}

function usbDeviceOf(device: NodeUsbDevice, platform: NodeJS.Platform): UsbDevice {
  const locationId = locationIdOf(device, platform);
  return {
    port: portOf(device),
    productId: device.productId,
    serialString: serialStringOf(device),
    ...(locationId !== undefined && { locationId }),
  };
}

/** Windows gives no ports for some controllers; the address then keeps devices apart, see `isPassing`. */
export function portOf({ bus, ports, address }: NodeUsbDevice): string {
  return ports.length > 0 ? `${bus}-${ports.join('.')}` : `${bus}@${address}`;
}

/** Null when it could not be read. */
export function serialStringOf(device: NodeUsbDevice): string | null {
  try {
    return device.serialNumber || null;
  } catch {
    return null;
  }
}

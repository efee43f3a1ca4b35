import { dictOf, numberOf, textOf } from '../plist/fields.ts';
import type { PlistDict } from '../plist/value.ts';
import { udidOf } from './udid.ts';

/** A device on the daemon's list. */
export interface MuxDevice {
  /** New at every attach. */
  readonly deviceId: number;
  readonly udid: string;
  readonly connection: 'usb' | 'network';
  /** USB's product id. */
  readonly productId?: number;
  /** docs/protocol/apple-usb.md#location-ids */
  readonly locationId?: number;
}

/** The device of an Attached message; `undefined` when it has no number, or no UDID that is one. */
export function deviceOf(attached: PlistDict): MuxDevice | undefined {
  const properties = dictOf(attached, 'Properties');
  const deviceId = numberOf(attached, 'DeviceID');
  const udid = udidOf((properties && textOf(properties, 'SerialNumber')) ?? '');
  if (properties === undefined || deviceId === undefined || udid === undefined) return undefined;
  const [productId, locationId] = ['ProductID', 'LocationID'].map((key) => wordOf(properties, key));
  return {
    deviceId,
    udid,
    connection: textOf(properties, 'ConnectionType') === 'Network' ? 'network' : 'usb',
    ...(productId === undefined ? {} : { productId }),
    ...(locationId === undefined ? {} : { locationId }),
  };
}

/** A device that syncs over Wi-Fi too is listed twice (docs/protocol/apple-usb.md#usbmux): the one on USB stays. */
export function withoutNetworkTwins(devices: readonly MuxDevice[]): MuxDevice[] {
  const onUsb = new Set(devices.filter(isOnUsb).map(({ udid }) => udid));
  return devices.filter((device) => isOnUsb(device) || !onUsb.has(device.udid));
}

function isOnUsb({ connection }: MuxDevice): boolean {
  return connection === 'usb';
}

// 32 bits; zero is what a daemon says that does not know.
function wordOf(dict: PlistDict, key: string): number | undefined {
  const value = numberOf(dict, key) ?? 0;
  return Number.isInteger(value) && value > 0 && value <= 0xffff_ffff ? value : undefined;
}

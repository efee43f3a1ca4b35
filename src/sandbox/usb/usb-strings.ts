import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { UsbDevice } from '../../core/ports.ts';
import type { SimulatedDevice } from '../world/device.ts';

/** Product ids by mode; in normal mode they tell only the class of device (docs/protocol/apple-usb.md#modes). */
const PRODUCT_IDS = { iPhone: 0x12a8, iPad: 0x12ab, recovery: 0x1281, dfu: 0x1227 } as const;

/** How the bus lists this device, or undefined when it would not show up there at all. */
export function usbFace(port: string, device: SimulatedDevice): UsbDevice | undefined {
  if (device.isAway || device.stage === 'sealed') return undefined;
  const { family, udid } = device.hardware;
  // The ramdisk that restores a device reports an id of the normal range.
  if (device.mode === 'normal' || device.mode === 'restoreRamdisk') {
    if (family !== 'iPhone' && family !== 'iPad') return undefined;
    return { port, productId: PRODUCT_IDS[family], serialString: udid.replace('-', '') };
  }
  if (!canEnter(device, device.mode)) return undefined;
  const serialString = device.mode === 'recovery' ? recoveryString(device) : dfuString(device);
  return { port, productId: PRODUCT_IDS[device.mode], serialString };
}

/** Apple TVs, watches and headsets of this campaign have no port for it. */
export function canEnter({ hardware }: SimulatedDevice, mode: SimulatedDevice['mode']): boolean {
  if (hardware.family === 'iPhone' || hardware.family === 'iPad') return true;
  return hardware.family === 'Mac' && mode !== 'restoreRamdisk';
}

/** It comes from the board, which may be another device's. */
export function serialTold({ hardware, quirk }: SimulatedDevice): SerialNumber {
  return quirk?.kind === 'saysOtherSerial' ? quirk.serial : hardware.serial;
}

/** iBoot names serial number and IMEI. */
function recoveryString(device: SimulatedDevice): string {
  const [first] = device.hardware.imei;
  const imei = first ? ` IMEI:[${first}]` : '';
  return `${boardTags(device)} IBFL:FD SRNM:[${serialTold(device)}]${imei}`;
}

/** The boot ROM knows no serial number. */
function dfuString(device: SimulatedDevice): string {
  return `${boardTags(device)} IBFL:3C SRTG:[iBoot-8419.0.151.0.1]`;
}

function boardTags({ hardware }: SimulatedDevice): string {
  return `CPID:${hardware.chip} CPRV:11 CPFM:03 SCEP:01 BDID:${hardware.board} ECID:${hardware.ecid}`;
}

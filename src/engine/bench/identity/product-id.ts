import type { DeviceMode } from '../../../core/facts/device-mode.ts';

/** Apple's USB vendor id. */
export const APPLE_VENDOR_ID = 0x05ac;

/**
 * What a device of Apple's vendor id is, by its product id (docs/protocol/apple-usb.md#modes).
 * `unknown` also covers keyboards, hubs and adapters, a HomePod, which no mux serves, and what runs after an exploit
 * (1338): its string tells more than its id. The restore ramdisk of an iPhone reports `normal`.
 */
export function classifyProductId(productId: number): DeviceMode {
  const range = RANGES.find(({ first, last }) => productId >= first && productId <= last);
  return range?.mode ?? 'unknown';
}

const RANGES: readonly { first: number; last: number; mode: DeviceMode }[] = [
  { first: 0x1290, last: 0x12af, mode: 'normal' },
  { first: 0x1280, last: 0x1283, mode: 'recovery' },
  { first: 0x1227, last: 0x1227, mode: 'dfu' },
  { first: 0x1222, last: 0x1222, mode: 'wtf' },
  { first: 0xf014, last: 0xf014, mode: 'portDfu' },
  { first: 0x1881, last: 0x1881, mode: 'kis' },
  { first: 0x1901, last: 0x1905, mode: 'restore' },
  { first: 0x8600, last: 0x8600, mode: 'iBridge' },
];

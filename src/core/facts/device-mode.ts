import { z } from 'zod';

/**
 * What a 05ac device on USB is, by its product id; only `restoreRamdisk` is told by the device itself
 * (docs/protocol/apple-usb.md#modes).
 */
export const deviceModeSchema = z.enum([
  'normal',
  'recovery',
  'dfu',
  'wtf',
  'portDfu',
  'kis',
  'restore',
  'restoreRamdisk',
  'iBridge',
  'unknown',
]);
export type DeviceMode = z.infer<typeof deviceModeSchema>;

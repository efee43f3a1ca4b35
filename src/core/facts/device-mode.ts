import { z } from 'zod';

/** What a 05ac device on USB is, by its product id (docs/protocol/apple-usb.md#modes). */
export const deviceModeSchema = z.enum([
  'normal',
  'recovery',
  'dfu',
  'wtf',
  'portDfu',
  'kis',
  'restore',
  'iBridge',
  'unknown',
]);
export type DeviceMode = z.infer<typeof deviceModeSchema>;

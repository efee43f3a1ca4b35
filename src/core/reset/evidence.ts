import { z } from 'zod';

/**
 * How well a reset is proven, weakest first. `ordered`: a management service was told to erase it, and it came up in
 * Intune afterwards. `attested`: the operator re-scanned the serial and said so. `observed`: the same ECID left and
 * came back in Setup Assistant. `dated`: the erase stamp, or silent pairing with its companions
 * (docs/protocol/apple-usb.md#evidence-of-a-reset).
 */
export const evidenceLevelSchema = z.enum(['ordered', 'attested', 'observed', 'dated']);
export type EvidenceLevel = z.infer<typeof evidenceLevelSchema>;

/**
 * What a device that came back shows besides Setup Assistant itself (docs/protocol/apple-usb.md#evidence-of-a-reset).
 * `pairedSilently`: it trusted at once a computer that it did not know. `trustLost`: it no longer knows a computer
 * that it knew before.
 */
export const resetSignSchema = z.enum([
  'pairedSilently',
  'unactivated',
  'setupStateAbsent',
  'cloudConfigurationOpen',
  'trustLost',
]);
export type ResetSign = z.infer<typeof resetSignSchema>;

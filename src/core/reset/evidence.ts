import { z } from 'zod';

/**
 * How well a reset is proven, weakest first. `ordered`: a management service was told to erase it, and it came up in
 * Intune afterwards. `attested`: the operator re-scanned the serial and said so. `observed`: the same ECID left and
 * came back in Setup Assistant. `dated`: the erase stamp, or silent pairing with its companions
 * (docs/protocol/apple-usb.md#evidence-of-a-reset).
 */
export const evidenceLevelSchema = z.enum(['ordered', 'attested', 'observed', 'dated']);
export type EvidenceLevel = z.infer<typeof evidenceLevelSchema>;

import { z } from 'zod';
import { deviceSymptomSchema } from '../core/facts/device-symptom.ts';
import { serialNumberSchema } from '../core/identifiers/serial-number.ts';
import { call, nothing } from './protocol.ts';

/** A barcode of the printable sheet: what it shows, and which story of the campaign it begins. */
export const barcodeSchema = z.object({
  code: z.string(),
  title: z.string(),
  story: z.string(),
});
export type Barcode = z.infer<typeof barcodeSchema>;

/** What the sandbox can do to its world; every call is refused in live mode (`sandboxOnly`). */
export const sandboxCalls = {
  'sandbox.setSpeed': call(
    z.object({ speed: z.union([z.literal(1), z.literal(60), z.literal(600)]) }),
    nothing,
  ),
  /** Takes the network away, or gives it back. */
  'sandbox.setOnline': call(z.object({ isOnline: z.boolean() }), nothing),
  'sandbox.plug': call(
    z.object({ serial: serialNumberSchema, port: z.string().optional() }),
    nothing,
  ),
  'sandbox.unplug': call(z.object({ port: z.string() }), nothing),
  'sandbox.enterMode': call(
    z.object({
      port: z.string(),
      mode: z.enum(['normal', 'recovery', 'dfu', 'restoreRamdisk']),
    }),
    nothing,
  ),
  /** The person at the device erases it by hand: it leaves, comes back, and shows Setup Assistant. */
  'sandbox.erase': call(z.object({ port: z.string() }), nothing),
  /** Somebody goes through Setup Assistant: joins Wi-Fi, sees Remote Management, enrolls where it is told. */
  'sandbox.setUp': call(z.object({ port: z.string() }), nothing),
  /** Makes the device tell less than it could, as from its next plug on, or ends that. */
  'sandbox.suffer': call(
    z.object({ port: z.string(), symptom: deviceSymptomSchema.nullable() }),
    nothing,
  ),
  /** The token file (.p7m, S/MIME text) that Apple's portal would hand out for this token of Intune's now. */
  'sandbox.tokenFile': call(
    z.object({ tokenId: z.string() }),
    z.object({ name: z.string(), text: z.string() }),
  ),
  'sandbox.barcodes': call(nothing, z.array(barcodeSchema)),
};

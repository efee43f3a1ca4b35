import { serialNumberSchema, type SerialNumber } from '../../core/identifiers/serial-number.ts';
import { normaliseEcid } from './apple-ids.ts';

/** What recovery and DFU say of themselves; every tag may be absent, in DFU the serial always is. */
interface IbootString {
  readonly ecid?: string;
  readonly serial?: SerialNumber;
}

/**
 * Reads `CPID:… ECID:001A… SRNM:[…]`. Each tag is looked for by itself, as libirecovery does, because order and
 * set differ between boot loaders. Windows paths carry `_` for blanks and lose the case
 * (docs/protocol/apple-usb.md#serial-strings).
 */
export function parseIbootString(text: string): IbootString {
  const tags = text.slice(0, LONGEST).replaceAll('_', ' ').toUpperCase();
  const ecid = normaliseEcid(/(?:^|\s)ECID:(\S+)/.exec(tags)?.[1] ?? '');
  const serial = serialNumberSchema.safeParse(/(?:^|\s)SRNM:\[(\S*)\]/.exec(tags)?.[1]);
  return { ...(ecid && { ecid }), ...(serial.success && { serial: serial.data }) };
}

/** A USB string descriptor ends at 126 UTF-16 units; anything longer is not one. */
const LONGEST = 512;

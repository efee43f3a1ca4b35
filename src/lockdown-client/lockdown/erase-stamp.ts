import { isDict, type PlistValue } from '../plist/value.ts';

/** What the device's eraser left in NVRAM: when it was done, that it was, or nothing. */
export type EraseStamp =
  | { readonly kind: 'dated'; readonly at: Date }
  | { readonly kind: 'undated' }
  | { readonly kind: 'none' };

const longest = 512;
// 10 digits: seconds from 2001 to 2286. Fewer or more are no time of an erase.
const done = /^EACS Done @(\d{10})(?!\d)/;
const older = /^handle_message: Obliteration Complete/;

/**
 * Reads `obliteration` out of lockdown's `NonVolatileRAM`, data or text (docs/protocol/apple-usb.md#evidence-of-a-reset).
 * Takes whatever a device may say.
 */
export function eraseStampOf(nonVolatileRam: PlistValue | undefined): EraseStamp {
  const text = isDict(nonVolatileRam) ? wordsIn(nonVolatileRam['obliteration']) : '';
  const [, seconds] = done.exec(text) ?? [];
  if (seconds !== undefined) return { kind: 'dated', at: new Date(Number(seconds) * 1000) };
  return { kind: older.test(text) || text.startsWith('EACS Done') ? 'undated' : 'none' };
}

function wordsIn(value: PlistValue | undefined): string {
  if (typeof value === 'string') return value.slice(0, longest);
  if (!(value instanceof Uint8Array)) return '';
  return Buffer.from(value.subarray(0, longest)).toString('latin1');
}

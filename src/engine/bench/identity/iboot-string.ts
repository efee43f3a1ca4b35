import { serialNumberSchema, type SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { normaliseEcid } from './apple-ids.ts';

/** What recovery and DFU say of themselves; any of it may be missing, in DFU the serial and IMEI always are. */
export interface IbootString {
  /** Chip, its revision and its fuses; the board (docs/protocol/apple-usb.md#boards). */
  readonly cpid: number | undefined;
  readonly cprv: number | undefined;
  readonly cpfm: number | undefined;
  readonly bdid: number | undefined;
  readonly ibfl: number | undefined;
  /** 64 bits, in the one form of `normaliseEcid`. */
  readonly ecid: string | undefined;
  readonly serial: SerialNumber | undefined;
  /** 15 digits, unchecked. */
  readonly imei: string | undefined;
  /** The version of the boot ROM, as `iBoot-2696.0.0.1.33`. */
  readonly srtg: string | undefined;
  /** An exploit has left its mark: nothing that the device does hereafter is Apple's alone. */
  readonly isPwned: boolean;
}

/**
 * Reads `CPID:… BDID:… ECID:001A… SRNM:[…]`. Tags are known by their four letters, because order and set differ
 * between boot loaders; of two alike the first counts. Windows paths carry `_` for blanks and lose the case
 * (docs/protocol/apple-usb.md#serial-strings).
 */
export function parseIbootString(text: string): IbootString {
  const values = valuesOf(text);
  const serial = serialNumberSchema.safeParse(inBrackets(values.get('SRNM'))?.toUpperCase());
  return {
    cpid: numberOf(values.get('CPID')),
    cprv: numberOf(values.get('CPRV')),
    cpfm: numberOf(values.get('CPFM')),
    bdid: numberOf(values.get('BDID')),
    ibfl: numberOf(values.get('IBFL')),
    ecid: normaliseEcid(values.get('ECID') ?? ''),
    serial: serial.data,
    imei: matching(IMEI, inBrackets(values.get('IMEI'))),
    srtg: matching(VERSION, inBrackets(values.get('SRTG'))),
    isPwned: values.has('PWND'),
  };
}

/** A USB string descriptor ends at 126 UTF-16 units; anything longer is not one. */
const LONGEST = 512;
const TAG = /(?:^|[ _])([A-Z]{4}):/gi;
const IMEI = /^\d{15}$/;
const VERSION = /^[A-Z]{2,12}-[\d.]{1,32}$/i;

/** Each tag's text, to where the next tag begins: a value in brackets may hold blanks. */
function valuesOf(text: string): ReadonlyMap<string, string> {
  const [string = ''] = text.slice(0, LONGEST).split('\0', 1);
  const tags = [...string.matchAll(TAG)];
  const values = new Map<string, string>();
  for (const [index, tag] of tags.entries()) {
    const name = (tag[1] ?? '').toUpperCase();
    const value = string.slice(tag.index + tag[0].length, tags[index + 1]?.index);
    if (!values.has(name)) values.set(name, value.replace(/[ _]+$/, ''));
  }
  return values;
}

/** The low 32 bits of up to 64, as libirecovery takes them. */
function numberOf(value: string | undefined): number | undefined {
  if (value === undefined || !/^[\dA-F]{1,16}$/i.test(value)) return undefined;
  return Number.parseInt(value.slice(-8), 16);
}

function inBrackets(value: string | undefined): string | undefined {
  return value?.startsWith('[') ? value.slice(1, Math.max(1, value.lastIndexOf(']'))) : undefined;
}

function matching(shape: RegExp, value: string | undefined): string | undefined {
  return value !== undefined && shape.test(value) ? value : undefined;
}

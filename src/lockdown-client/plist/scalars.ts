import { Refusal } from './refusal.ts';
import type { PlistValue } from './value.ts';

/** The value of an element that holds text alone. */
export function scalarOf(name: string, text: string): PlistValue {
  const read = readers.get(name);
  const value = read?.(text);
  if (value === undefined) throw new Refusal(read === undefined ? `element ${name}` : name);
  return value;
}

/** A number where it is exact, otherwise a bigint. */
export function integer(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

const readers = new Map<string, (text: string) => PlistValue | undefined>([
  ['string', (text) => text],
  ['true', (text) => (text.trim() === '' ? true : undefined)],
  ['false', (text) => (text.trim() === '' ? false : undefined)],
  ['integer', readInteger],
  ['real', readReal],
  ['date', readDate],
  ['data', readData],
]);

// 20 digits hold every integer of 64 bits; BigInt takes ever longer, the more there are.
function readInteger(text: string): number | bigint | undefined {
  const [, sign, digits] =
    /^\s*([+-]?)(\d{1,20}|0x[\da-f]{1,16})\s*$/i.exec(text.slice(0, 64)) ?? [];
  if (digits === undefined || text.length > 64) return undefined;
  return integer(sign === '-' ? -BigInt(digits) : BigInt(digits));
}

const words = new Map([
  ['nan', Number.NaN],
  ['inf', Infinity],
  ['infinity', Infinity],
]);

function readReal(text: string): number | undefined {
  const [, sign, digits] = /^\s*([+-]?)(\S+)\s*$/.exec(text.slice(0, 64)) ?? [];
  if (digits === undefined || text.length > 64) return undefined;
  const isNumber = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits);
  const value = isNumber ? Number(digits) : words.get(digits.toLowerCase());
  return value !== undefined && sign === '-' ? -value : value;
}

function readDate(text: string): Date | undefined {
  if (!/^\s*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\s*$/.test(text.slice(0, 64))) return undefined;
  const date = new Date(text.trim());
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function readData(text: string): Uint8Array | undefined {
  const base64 = text.replaceAll(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

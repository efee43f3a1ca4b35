import type { Chance } from '../../core/chance.ts';
import { serialNumberSchema, type SerialNumber } from '../../core/identifiers/serial-number.ts';

/** Letters and digits that occur in printed serial numbers; O and I do not. */
const SERIAL_LETTERS = 'CDFGHJKLMNPQRTVWXY';
const SERIAL_CHARACTERS = `${SERIAL_LETTERS}0123456789`;
const PLANTS = ['C39', 'DMP', 'F2L', 'DNP', 'FVF', 'C02', 'GG7', 'F9F', 'DX3'] as const;
/** Half-years since 2010 H1 (docs/protocol/apple-business.md#serial-numbers). */
const HALF_YEARS = 'CDFGHJKLMNPQRSTVWXYZ';
const WEEKS = '123456789CDFGHJKLMNPQRTVWX';
const HEXADECIMAL = '0123456789ABCDEF';

/** Twelve characters for what was made before 2021, ten at random since. */
export function makeSerial(chance: Chance, year: number): SerialNumber {
  return serialNumberSchema.parse(year < 2021 ? legacySerial(chance, year) : randomSerial(chance));
}

function legacySerial(chance: Chance, year: number): string {
  const half = HALF_YEARS.charAt(((year - 2010) * 2) % HALF_YEARS.length);
  const week = chance.text(1, WEEKS);
  const unit = chance.text(3, SERIAL_CHARACTERS);
  // A letter beyond F keeps it from looking like a MAC address, which has twelve characters as well.
  const configuration = chance.text(3, SERIAL_CHARACTERS) + chance.text(1, 'HJKLMNPQRTVWXY');
  return chance.pick(PLANTS) + half + week + unit + configuration;
}

function randomSerial(chance: Chance): string {
  return (
    chance.text(1, SERIAL_LETTERS) +
    chance.text(8, SERIAL_CHARACTERS) +
    chance.text(1, 'HJKLMNPQRTVWXY')
  );
}

/** Fifteen digits with a valid Luhn check digit. */
export function makeImei(chance: Chance): string {
  const digits = `35${chance.text(12, '0123456789')}`;
  return digits + luhnDigit(digits);
}

function luhnDigit(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, isDoubled = true; index >= 0; index -= 1) {
    const value = Number(digits[index]) * (isDoubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    isDoubled = !isDoubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** Thirty-two digits whose number leaves 1 when divided by 97. */
export function makeEid(chance: Chance): string {
  const body = `89049032${chance.text(22, '0123456789')}`;
  const rest = Number((BigInt(body) * 100n) % 97n);
  return body + String(98 - rest).padStart(2, '0');
}

/** Twelve hexadecimal digits; `place` makes it unlike any other of this campaign. */
export function makeMac(place: number, kind: 'wifi' | 'bluetooth' | 'ethernet'): string {
  const prefixes = { wifi: 'A4CF99', bluetooth: 'A4CF9A', ethernet: '3C22FB' } as const;
  // 0x5DEECF is odd, so the product runs through all 24-bit numbers without meeting one twice.
  const scattered = Math.imul(place + 1, 0x5deecf) & 0xffffff;
  return prefixes[kind] + scattered.toString(16).toUpperCase().padStart(6, '0');
}

/** Sixteen hexadecimal digits, as iBoot prints it. */
export function makeEcid(chance: Chance): string {
  return `00${chance.text(14, HEXADECIMAL)}`;
}

/** New devices: chip and ECID. Before 2018: forty digits that say nothing. */
export function makeUdid(chance: Chance, chip: string, ecid: string): string {
  if (Number.parseInt(chip, 16) < 0x8020) return chance.text(40, HEXADECIMAL).toLowerCase();
  return `0000${chip}-${ecid}`;
}

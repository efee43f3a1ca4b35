import { holdsGtin } from './check-digits.ts';
import { exactReading, type Reading } from './shapes.ts';

/**
 * What one compact text can mean. `sure`: its form leaves no doubt. `others`, best first: what else it may be,
 * or, without `sure`, everything it may be.
 */
export interface Meaning {
  readonly sure?: Reading;
  readonly others: readonly Reading[];
}

export const NO_MEANING: Meaning = { others: [] };

const LONGEST_SERIAL = 14;
// TAC prefixes of the bodies that number phones; a MEID of digits only is an IMEI without its check digit.
const PHONE_NUMBERING = /^(?:01|35|86|91|98|99)/;
// Plant, then the letter of the half-year, then the week (serials of 2010 to 2021).
const LEGACY_SERIAL = /^[A-Z0-9]{3}[CDF-HJ-NP-TV-Z][1-9CDF-HJ-NP-RTVWXY]/;

/** Every meaning of an upper-case text without blanks. Never guesses: what shares its form stays open. */
export function meaningOf(text: string): Meaning {
  const exact = exactReading(text);
  if (exact) return { sure: exact, others: [] };
  if (/[OI]/.test(text)) return lookAlikeMeaning(text);
  if (/^\d+$/.test(text)) return digitsMeaning(text);
  if (/^[0-9A-F]{12}$/.test(text)) return { others: addressOrSerial(text) };
  if (/^[0-9A-F]{14}$/.test(text))
    return { others: [reading('meid', text), reading('serial', text)] };
  return serialMeaning(text);
}

/** All readings of a meaning, best first. */
export function readingsOf(meaning: Meaning): readonly Reading[] {
  return meaning.sure ? [meaning.sure, ...meaning.others] : meaning.others;
}

/** The same readings once each. */
export function distinctReadings(readings: readonly Reading[]): readonly Reading[] {
  return readings.filter(
    ({ kind, value }, index) =>
      readings.findIndex((other) => other.kind === kind && other.value === value) === index,
  );
}

/**
 * Apple avoids the letters O and I (believed, docs/protocol/apple-business.md#serial-numbers), so the text with digits
 * for them comes first.
 */
function lookAlikeMeaning(text: string): Meaning {
  const swapped = text.replace(/O/g, '0').replace(/I/g, '1');
  const readings = [...readingsOf(meaningOf(swapped)), ...readingsOf(serialMeaning(text))];
  return { others: distinctReadings(readings) };
}

function digitsMeaning(text: string): Meaning {
  if (text.length === 14) return fourteenDigits(text);
  if (text.length === 12) return { others: addressOrSerial(text) };
  // A serial of digits only is rare, and has only been seen in these lengths.
  const canBeSerial = text.length === 10 || text.length === 11;
  return canBeSerial ? { others: [reading('serial', text)] } : NO_MEANING;
}

function fourteenDigits(text: string): Meaning {
  if (!holdsGtin(text)) return { sure: reading('meid', text), others: [] };
  if (!PHONE_NUMBERING.test(text)) return { sure: reading('gtin', text), others: [] };
  return { others: [reading('meid', text), reading('gtin', text)] };
}

function addressOrSerial(text: string): readonly Reading[] {
  const address = reading('mac', text);
  const serial = reading('serial', text);
  return LEGACY_SERIAL.test(text) ? [serial, address] : [address, serial];
}

/**
 * A serial, perhaps with the label's data identifier S in front: never stripped at 10 and 12 characters, always
 * tried without it at 11, 13 and 15, open in between (docs/protocol/apple-business.md#codes-on-boxes).
 */
function serialMeaning(text: string): Meaning {
  if (!/^[A-Z0-9]{8,15}$/.test(text)) return NO_MEANING;
  const asIs = text.length <= LONGEST_SERIAL ? [reading('serial', text)] : [];
  const isMarked = text.startsWith('S') && text.length > 8;
  if (!isMarked) return sureFirst(asIs);
  const stripped = reading('serial', text.slice(1));
  if (text.length === 10 || text.length === 12) return sureFirst(asIs);
  if (text.length % 2 === 1 && text.length > 9) return sureFirst([stripped, ...asIs]);
  return { others: [...asIs, stripped] };
}

function sureFirst(readings: readonly Reading[]): Meaning {
  const [sure, ...others] = readings;
  return sure ? { sure, others } : NO_MEANING;
}

function reading(kind: Reading['kind'], value: string): Reading {
  return { kind, value };
}

import { compactText, upperCase, withoutAimPrefix } from './clean-text.ts';
import { readLink } from './links.ts';
import { distinctReadings, meaningOf, NO_MEANING, readingsOf, type Meaning } from './meanings.ts';
import { isSerialNumber, type SerialNumber } from './serial-number.ts';
import type { Reading } from './shapes.ts';

export type IsKnownSerial = (serial: SerialNumber) => boolean;

/** The meaning of one field; `isMarked`: a label or a data identifier says that this is the serial. */
export interface FieldMeaning extends Meaning {
  readonly isMarked: boolean;
}

// What is printed before the barcode, for texts that were copied or typed with it.
const SERIAL_LABEL =
  /^(?:\(S\)(?:\s*SERIAL\s+NO\.?)?\s*:?|(?:SERIAL(?:\s+(?:NUMBER|NO\.?))?|SERIENNUMMER|SERIENNR\.?|S\/N|SN)(?:\s*:|\s))/;
const OTHER_LABEL =
  /^(?:\(1P\)(?:\s*PART\s+NO\.?)?\s*:?|(?:IMEI(?:\s*\/\s*MEID|\s?[12])?|MEID|EID|ICCID|UDID|UPC|EAN|PART\s+NO\.?)(?:\s*:|\s))/;

// The keys of a US scanner as a computer with a German layout types them.
const GERMAN_KEYS: Readonly<Record<string, string>> = {
  y: 'z',
  z: 'y',
  Y: 'Z',
  Z: 'Y',
  ß: '-',
  '´': '-',
  '-': '/',
  ö: ':',
  Ö: ':',
  '+': ']',
};

/** What one field means, without and then with the serials that are known. */
export function fieldMeaning(field: string, isKnown: IsKnownSerial | undefined): FieldMeaning {
  const plain = withoutAimPrefix(field);
  const upper = upperCase(plain);
  const unlabelled = upper.replace(SERIAL_LABEL, '');
  if (unlabelled !== upper) return { ...declaredSerial(compactText(unlabelled)), isMarked: true };
  const text = compactText(upper.replace(OTHER_LABEL, ''));
  const meaning = settled(undamaged(plain, text) ?? damaged(field), text, isKnown);
  const isStripped = meaning.sure?.kind === 'serial' && text === `S${meaning.sure.value}`;
  return { ...meaning, isMarked: isStripped };
}

/** One meaning for all fields of a text: the serial if there is one, several serials stay open. */
export function combinedMeaning(meanings: readonly FieldMeaning[]): Meaning {
  const [first] = meanings;
  if (first && meanings.length === 1) return first;
  const marked = meanings.filter(({ isMarked, sure }) => isMarked && sure);
  const sure = (marked.length > 0 ? marked : meanings).flatMap((meaning) => meaning.sure ?? []);
  const serials = distinctReadings(sure.filter(({ kind }) => kind === 'serial'));
  if (serials.length > 0) return oneOrOpen(serials);
  const readings = distinctReadings(meanings.flatMap(readingsOf).filter(namesDevice));
  const isOpen = meanings.some((meaning) => !meaning.sure && meaning.others.length > 0);
  return isOpen ? { others: readings } : oneOrOpen(readings);
}

function undamaged(plain: string, text: string): Meaning | undefined {
  const link = readLink(plain);
  if (link) return { sure: link, others: [] };
  const meaning = meaningOf(text);
  return readingsOf(meaning).length > 0 ? meaning : undefined;
}

/** A text that means nothing as it came may mean something with the right keyboard layout: never for sure. */
function damaged(field: string): Meaning {
  const repaired = field.replace(/[yzß´ö+-]/gi, (typed) => GERMAN_KEYS[typed] ?? typed);
  const plain = withoutAimPrefix(repaired);
  return { others: readingsOf(undamaged(plain, compactText(plain)) ?? NO_MEANING) };
}

function declaredSerial(text: string): Meaning {
  const swapped = text.replace(/O/g, '0').replace(/I/g, '1');
  if (!isSerialNumber(swapped)) return NO_MEANING;
  const readings = distinctReadings([serial(swapped), serial(text)]);
  return oneOrOpen(readings);
}

/** Lets the serials that are known decide among the readings; what nobody knows stays as it is. */
function settled(meaning: Meaning, text: string, isKnown: IsKnownSerial | undefined): Meaning {
  const isOther = meaning.sure !== undefined && meaning.sure.kind !== 'serial';
  if (!isKnown || isOther) return meaning;
  const readings = readingsOf(meaning);
  const all = readings.length > 0 ? readings : [serial(text)];
  const known = all.filter(({ kind, value }) => kind === 'serial' && knows(isKnown, value));
  if (known.length > 0) return oneOrOpen(known);
  const swapped = text.replace(/[YZ]/g, (letter) => (letter === 'Y' ? 'Z' : 'Y'));
  return knows(isKnown, swapped) ? { others: [serial(swapped), ...readings] } : meaning;
}

function knows(isKnown: IsKnownSerial, text: string): boolean {
  return isSerialNumber(text) && isKnown(text);
}

function oneOrOpen(readings: readonly Reading[]): Meaning {
  const [only, ...more] = readings;
  return only && more.length === 0 ? { sure: only, others: [] } : { others: readings };
}

function serial(value: string): Reading {
  return { kind: 'serial', value };
}

/** A text of several fields is never a badge or a command, and its links say nothing of the device. */
function namesDevice({ kind }: Reading): boolean {
  return kind !== 'operator' && kind !== 'command' && kind !== 'url';
}

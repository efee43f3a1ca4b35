import { z } from 'zod';
import { cleanText } from '../../../core/identifiers/clean-text.ts';
import { isSerialNumber, type SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Instant } from '../../../core/time.ts';

/*
 * Parsers for what the clouds send. Both add fields and enum values without notice, write "nothing" in several
 * ways, and change types between versions: a part that cannot be read is absent, never an error of the whole.
 */

/** The longest that a cloud has to say is the address of a next page; what is longer is cut off. */
const LONGEST = 8_192;

/** Undefined for null, blank text and anything that is no text; people chose many of these, so it is cleaned. */
export const text = z
  .string()
  .optional()
  .catch(undefined)
  .transform((value) => shortText(value ?? '') || undefined);

/** A text or a list of them (Apple's MAC addresses were both); blanks are dropped. */
export const texts = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .catch([])
  .transform((all) => all.map(shortText).filter((one) => one !== ''));

/** As `text`, for properties that are always there. */
export const textOrEmpty = text.transform((value) => value ?? '');
export const textOrNull = text.transform((value) => value ?? null);

export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const wholeNumber = z.number().int().catch(0);

/** Null for nothing, nonsense, and year 1, which is how Graph writes an unset date. */
export const instant = z
  .unknown()
  .optional()
  .transform((value) => parseInstant(value));

export const serial = z
  .unknown()
  .optional()
  .transform((value) => parseSerial(value));

function shortText(value: string): string {
  return cleanText(value).slice(0, LONGEST);
}

export function parseInstant(value: unknown): Instant | null {
  if (typeof value !== 'string') return null;
  const moment = Date.parse(value);
  return Number.isFinite(moment) && moment >= 0 ? moment : null;
}

/** Undefined for what cannot be a serial: such a row can be no device of ours. */
export function parseSerial(value: unknown): SerialNumber | undefined {
  const upper = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return isSerialNumber(upper) ? upper : undefined;
}

/** The object if it fits, without what nobody asked for; undefined otherwise. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

/** Leaves out what is undefined: an optional property is there with a value or not at all. */
export function present<T extends object>(
  parts: T,
): { readonly [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const kept = Object.entries(parts).filter(([, value]) => value !== undefined);
  // The same keys and values, only without the gaps.
  return Object.fromEntries(kept) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}

import { isSerialNumber, type SerialNumber } from '../../../../core/identifiers/serial-number.ts';

/** What stands in a pasted text. Each serial once, in the order of the text. */
export interface SerialList {
  readonly serials: readonly SerialNumber[];
  /** Words that have not the form of a serial. */
  readonly others: readonly string[];
}

/** As many as one call takes. */
export const MOST_SERIALS = 10_000;

/** Reads columns of a table, lines of a file, or a sentence: everything between blanks, commas and semicolons. */
export function serialsIn(text: string): SerialList {
  const words = text
    .split(/[\s,;"']+/)
    .filter((word) => word !== '')
    .map((word) => word.toUpperCase());
  const once = [...new Set(words)];
  return {
    serials: once.filter(isSerialNumber),
    others: once.filter((word) => !isSerialNumber(word)),
  };
}

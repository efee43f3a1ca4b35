/** Between the data fields of a 2D label (ISO 15434): group separator, record separator. */
const GROUP_SEPARATOR = '\u001D';
const RECORD_SEPARATOR = '\u001E';

const LINE_BREAKS = /[\t\n\r\u2028\u2029]+/;
/** What cannot be seen, bidi marks and halves of characters among it; the joiner of one emoji is seen. */
const INVISIBLE =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
/** Nearly every text of a cloud, which sends many. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
// The byte order mark counts as a blank in `\s`, but nobody sees it.
const BLANKS = /[^\S\uFEFF]+/g;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
// What scanners put before the code to name the symbology, e.g. ]C0 for Code 128.
const AIM_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;
const DASHES = /[\u2010-\u2015\u2212\uFE63]/g;
const SHOWN_CHARACTERS = 64;

/**
 * A text that somebody else wrote, as one line that looks like what it is: control, bidi and other invisible
 * characters gone, every run of blanks and line breaks one space.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return withoutInvisible(text.replace(BLANKS, ' ')).replace(BLANKS, ' ').trim();
}

/** A text cut into its fields: control and bidi characters gone, nothing empty. */
export interface ScannedText {
  readonly fields: readonly string[];
  /** The fields come from a 2D label, so they belong to one device; else they are lines of pasted text. */
  readonly isLabel: boolean;
}

/** Cuts a text at data separators, else at line breaks, and takes out everything that cannot be seen. */
export function readFields(text: string): ScannedText {
  const records = text.split(GROUP_SEPARATOR).flatMap((part) => part.split(RECORD_SEPARATOR));
  const isLabel = records.length > 1;
  const parts = isLabel ? records : text.split(LINE_BREAKS);
  return { fields: parts.map(visibleText).filter((part) => part !== ''), isLabel };
}

/** The field without the three characters by which a scanner names the symbology. */
export function withoutAimPrefix(field: string): string {
  return field.replace(AIM_PREFIX, '').trim();
}

/** Upper case (ASCII only: `ß` must not become `SS`), no blanks, every dash a plain one. */
export function compactText(field: string): string {
  return upperCase(field).replace(DASHES, '-').replace(/\s+/g, '');
}

/** ASCII upper case, dashes made plain, blanks kept. */
export function upperCase(field: string): string {
  return field.replace(/[a-z]+/g, (letters) => letters.toUpperCase()).replace(DASHES, '-');
}

/** The text as it may be shown: one line of at most 64 characters. */
export function shownText(fields: readonly string[]): string {
  const characters = Array.from(fields.join(' ').replace(/\s+/g, ' '));
  if (characters.length <= SHOWN_CHARACTERS) return characters.join('');
  return `${characters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`;
}

function visibleText(part: string): string {
  return withoutInvisible(part)
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .trim();
}

function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

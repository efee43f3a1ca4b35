import { LONGEST_CODE } from '../../../../contract/campaign.ts';
import { classifyCode } from '../../../../core/identifiers/classify-code.ts';
import type { CodeKind } from '../../../../core/identifiers/code.ts';
import { isSerialNumber, type SerialNumber } from '../../../../core/identifiers/serial-number.ts';

/** What the engine said of a code: the serial it names, or why it names none. */
export type Reading = { readonly serial: SerialNumber } | { readonly reason: string };
/** By the code as it stands in the list. */
export type Readings = ReadonlyMap<string, Reading>;

/** What stands in a pasted text. Each device once, in the order of the text, whichever of its codes is there. */
export interface SerialList {
  readonly serials: readonly SerialNumber[];
  /** Codes that name a serial in another way, such as an IMEI. */
  readonly resolved: readonly { readonly code: string; readonly serial: SerialNumber }[];
  /** Codes that name no device, or several. */
  readonly refused: readonly { readonly code: string; readonly reason: string }[];
  /** Codes that the engine has to be asked for. */
  readonly pending: readonly string[];
  /** Words that are no code of a device, or too long for one, as they may be shown. */
  readonly others: readonly string[];
}

export const NO_READINGS: Readings = new Map();

/** Reads columns of a table, lines of a file, or a sentence: everything between blanks, commas and semicolons. */
export function serialsIn(text: string, readings: Readings = NO_READINGS): SerialList {
  const list = { resolved: [], refused: [], pending: [], others: [] } as Growing;
  const serials = new Set<SerialNumber>();
  for (const word of new Set(wordsIn(text.toUpperCase()))) {
    const serial = serialOf(word, readings, list);
    if (serial) serials.add(serial);
  }
  return { ...list, serials: [...serials] };
}

type Growing = { [Key in Exclude<keyof SerialList, 'serials'>]: SerialList[Key][number][] };

function wordsIn(text: string): readonly string[] {
  const cells = text.split(/[\t\r\n,;"']+/).map((cell) => cell.trim().replaceAll(/\s+/g, ' '));
  return cells.flatMap((cell) => (isPartedCode(cell) ? [cell] : cell.split(' '))).filter(Boolean);
}

/** Phones and boxes show them in groups. */
function isPartedCode(cell: string): boolean {
  return /\s/.test(cell) && PARTED.has(classifyCode(cell).kind);
}
const PARTED: ReadonlySet<CodeKind> = new Set(['imei', 'meid', 'eid']);

/** The serial of this word if there is one; else it goes where it belongs. */
function serialOf(word: string, readings: Readings, list: Growing): SerialNumber | undefined {
  const code = classifyCode(word);
  const isCode = OF_DEVICES.has(code.kind) || code.candidates.length > 0;
  if (isCode && word.length <= LONGEST_CODE) return readingOf(word, readings, list);
  const text = code.kind === 'serial' ? code.value : word;
  if (!isCode && MAY_BE_SERIAL.has(code.kind) && isSerialNumber(text)) return text;
  list.others.push(code.input);
  return undefined;
}

/** More than one serial may stand behind them, or one that another scan would have to find. */
const OF_DEVICES: ReadonlySet<CodeKind> = new Set(['imei', 'meid', 'eid', 'mac', 'ambiguous']);
const MAY_BE_SERIAL: ReadonlySet<CodeKind> = new Set(['serial', 'unknown']);

function readingOf(code: string, readings: Readings, list: Growing): SerialNumber | undefined {
  const reading = readings.get(code);
  if (!reading) list.pending.push(code);
  else if ('reason' in reading) list.refused.push({ code, reason: reading.reason });
  else {
    // A serial that was only looked up to be sure is no other code.
    if (reading.serial !== code) list.resolved.push({ code, serial: reading.serial });
    return reading.serial;
  }
  return undefined;
}

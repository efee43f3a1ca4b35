import Papa from 'papaparse';
import { classifyCode } from '../../core/identifiers/classify-code.ts';
import { cleanText } from '../../core/identifiers/clean-text.ts';
import type { CodeKind } from '../../core/identifiers/code.ts';
import { columnsByContent, type LooksRight } from './serial-columns.ts';

/** One cell that is not empty, and the line of the file that it begins in (the first is 1). */
interface TableCell {
  readonly input: string;
  readonly line: number;
}

/**
 * The cells of a table's column with the serials, in their order: the one with the header `serial` (or `serial
 * number`, `Seriennummer` and the like), else every one that looks like serials, else the first. Commas, semicolons or
 * tabs part the columns, whichever the file uses.
 */
export function serialCells(table: string): readonly TableCell[] {
  return cellsOf(rowsIn(table), [looksLikeSerial]);
}

/**
 * The same for whoever can look up an IMEI: a column of those counts too, where none holds serials. Undefined when
 * there are more than `most`, and then hardly anything was looked at. The lines are those of the table without its
 * empty ones.
 */
export function deviceCells(table: string, most: number): readonly TableCell[] | undefined {
  const longest = most + BESIDE;
  const rows = rowsIn(table.trimEnd().replaceAll(EMPTY_LINES, '\n'), longest + 1);
  if (rows.length > longest) return undefined;
  const cells = cellsOf(rows, [looksLikeSerial, looksLikeDevice]);
  return cells.length > most ? undefined : cells;
}

/** A serial without any digit has not been seen; a word without one is a name or a header. */
export function looksLikeDevice(cell: string): boolean {
  return /\d/.test(cell) && OF_DEVICES.has(classifyCode(cell).kind);
}

const OF_DEVICES: ReadonlySet<CodeKind> = new Set(['serial', 'imei', 'meid', 'eid']);

export function looksLikeSerial(cell: string): boolean {
  return /\d/.test(cell) && classifyCode(cell).kind === 'serial';
}

const HEADERS = new Set([
  'serial',
  'serialno',
  'serialnumber',
  'sn',
  'deviceserial',
  'deviceserialnumber',
  'seriennr',
  'seriennummer',
]);

/** Lines that may stand beside those of the devices: a header, and an empty one at the start and at the end. */
const BESIDE = 3;

/** Excel writes many of them, with nothing but separators in them. */
const EMPTY_LINES = /[\r\n][\s,;]*[\r\n]/g;

/** So many characters tell the delimiter: each that may be one is tried on them. */
const START = 65_536;

/** A row of a table, and the line of the file that it begins in (the first is 1). */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Every row, each with the line that it begins in; no more than `most` of them, unless that is 0. */
export function rowsIn(table: string, most = 0): readonly Row[] {
  const csv = table.replace(/^\uFEFF/, '');
  // Empty rows would mislead the guess of the delimiter, and without them nobody could count the lines.
  const start = csv.slice(0, START);
  const { delimiter } = Papa.parse<string[]>(start, { skipEmptyLines: 'greedy' }).meta;
  const { data } = Papa.parse<string[]>(csv, { delimiter, preview: most });
  let next = 1;
  return data.map((cells) => {
    const line = next;
    next += cells.join('').split('\n').length; // a quoted cell may go on in the next line
    return { cells, line };
  });
}

function cellsOf(all: readonly Row[], kinds: readonly LooksRight[]): readonly TableCell[] {
  const rows = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const named = (rows[0]?.cells ?? []).findIndex((cell) => HEADERS.has(plain(cell)));
  if (named !== -1) return filled(rows.slice(1), (column) => column === named);
  return filled(
    rows,
    columnsByContent(
      rows.map(({ cells }) => cells),
      kinds,
    ),
  );
}

function filled(rows: readonly Row[], isTaken: (column: number) => boolean): readonly TableCell[] {
  return rows.flatMap(({ cells, line }) =>
    cells
      .filter((_, column) => isTaken(column))
      .map((cell) => ({ input: cleanText(cell), line }))
      .filter(({ input }) => input !== ''),
  );
}

function plain(header: string): string {
  return header.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

import Papa from 'papaparse';
import { classifyCode } from '../../core/identifiers/classify-code.ts';
import { cleanText } from '../../core/identifiers/clean-text.ts';
import type { CodeKind } from '../../core/identifiers/code.ts';

/** One cell that is not empty, and the line of the file that it begins in (the first is 1). */
interface TableCell {
  readonly input: string;
  readonly line: number;
}

/**
 * The cells of a table's column with the serials, in their order: the one with the header `serial` (or `serial
 * number`, `Seriennummer` and the like), else the one in which most look like a serial or an IMEI, else the first.
 * Commas, semicolons or tabs part the columns, whichever the file uses.
 */
export function serialCells(table: string): readonly TableCell[] {
  const rows = rowsIn(table.replace(/^\uFEFF/, ''));
  const named = (rows[0]?.cells ?? []).findIndex((cell) => HEADERS.has(plain(cell)));
  const column = named === -1 ? columnByContent(rows) : named;
  return rows
    .slice(named === -1 ? 0 : 1)
    .map(({ cells, line }) => ({ input: cleanText(cells[column] ?? ''), line }))
    .filter(({ input }) => input !== '');
}

/** A serial without any digit has not been seen; a word without one is a name or a header. */
export function looksLikeDevice(cell: string): boolean {
  return /\d/.test(cell) && OF_DEVICES.has(classifyCode(cell).kind);
}

const OF_DEVICES: ReadonlySet<CodeKind> = new Set(['serial', 'imei', 'meid', 'eid']);

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

/** So many lines tell the columns apart. */
const SAMPLE = 200;

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function columnByContent(rows: readonly Row[]): number {
  const sample = rows.slice(0, SAMPLE).map(({ cells }) => cells);
  const width = Math.max(0, ...sample.map((cells) => cells.length));
  const counts = Array.from(
    { length: width },
    (_, column) => sample.filter((cells) => looksLikeDevice(cells[column] ?? '')).length,
  );
  return Math.max(0, counts.indexOf(Math.max(...counts)));
}

/** The rows that hold anything, each with the line that it begins in. */
function rowsIn(csv: string): readonly Row[] {
  // Empty rows would mislead the guess of the delimiter, and without them nobody could count the lines.
  const { delimiter } = Papa.parse<string[]>(csv, { skipEmptyLines: 'greedy' }).meta;
  const { data } = Papa.parse<string[]>(csv, { delimiter });
  let next = 1;
  const rows = data.map((cells) => {
    const line = next;
    next += cells.join('').split('\n').length; // a quoted cell may go on in the next line
    return { cells, line };
  });
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

function plain(header: string): string {
  return header.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

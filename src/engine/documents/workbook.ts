import { setImmediate } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import type { Row } from './serial-table.ts';

/** What a cell of a workbook is read as; a number stays as it is written, since a serial may be one. */
type Cell = string | number | boolean | Date | null;

/**
 * The rows of the first sheet that has any, each with its number there; undefined for what is no workbook. Formulas
 * are never computed: what the workbook last showed is what counts.
 */
export async function workbookRows(bytes: Uint8Array): Promise<readonly Row[] | undefined> {
  const sheets = await readSheets(bytes);
  const filled = sheets
    ?.map(({ data }) => rowsOf(data as Cell[][]))
    .find(({ length }) => length > 0);
  return sheets && (filled ?? []);
}

/** A list of 100,000 devices takes a tenth of this; a small file may claim to be anything. */
const MOST_UNPACKED = 300_000_000;

/** What the archive says that its parts come to; throws for what is none. */
function unpackedSize(bytes: Uint8Array): number {
  let size = 0;
  unzipSync(bytes, {
    filter({ originalSize }) {
      size += originalSize;
      return false;
    },
  });
  return size;
}

/** A list of 100,000 devices with fifty columns. */
const MOST_CELLS = 5_000_000;
/** A few milliseconds of work. */
const IN_ONE_TURN = 2_000;

/** The reader fills every row up to the furthest column, so that one cell far out would fill the memory. */
async function isTooWide(bytes: Uint8Array): Promise<boolean> {
  const parts = unzipSync(bytes, { filter: ({ name }) => name.endsWith('.xml') });
  for (const part of Object.values(parts)) {
    const xml = Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
    if (xml.includes('<sheetData') && (await cellsIn(xml)) > MOST_CELLS) return true;
  }
  return false;
}

/** Where a row or a cell stands; then whether it is one without content: those of a whole column may be coloured. */
const PLACE = /(?<![\w:.-])r\s*=\s*["']([^"']*)["']((?:\s+s="\d+")?\s*\/>)?/g;
/** The last row of Excel. */
const LAST_ROW = 1_048_576;

/** How many cells the reader makes of a sheet. */
async function cellsIn(xml: string): Promise<number> {
  const rows = xml.split('<row');
  let height = rows.length;
  let width = 0;
  for (const [index, row] of rows.entries()) {
    if (index % IN_ONE_TURN === 0) await setImmediate();
    const places = [...row.matchAll(PLACE)].map(([, place = '', end]) => placeOf(place, end));
    // A row without cells makes none, wherever it stands.
    const columns = places.reduce((most, { column }) => Math.max(most, column), 0);
    const last = places.reduce((most, place) => Math.max(most, place.row), 0);
    if (last > LAST_ROW) return Infinity;
    width = Math.max(width, columns);
    if (columns > 0) height = Math.max(height, last);
  }
  return height * width;
}

function placeOf(text: string, end?: string): { readonly row: number; readonly column: number } {
  const [, letters = '', digits] = /^([A-Z]{0,3})(\d+)$/.exec(text) ?? [];
  if (digits === undefined) return { row: Infinity, column: 0 };
  return { row: Number(digits), column: end === undefined ? columnOf(letters) : 0 };
}

/** A is 1, Z is 26, AA is 27. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

async function readSheets(bytes: Uint8Array) {
  try {
    if (unpackedSize(bytes) > MOST_UNPACKED || (await isTooWide(bytes))) return undefined;
    return await readWorkbook(new Blob([new Uint8Array(bytes)]), { parseNumber: (text) => text });
  } catch {
    return undefined;
  }
}

function rowsOf(data: readonly (readonly Cell[])[]): readonly Row[] {
  return data
    .map((cells, index) => ({ cells: cells.map(textOf), line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

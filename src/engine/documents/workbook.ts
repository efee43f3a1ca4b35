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

async function readSheets(bytes: Uint8Array) {
  try {
    if (unpackedSize(bytes) > MOST_UNPACKED) return undefined;
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

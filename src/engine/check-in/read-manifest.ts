import { setImmediate } from 'node:timers/promises';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success, type Result } from '../../core/result.ts';
import { fieldsOf } from '../../core/sessions/manifest-columns.ts';
import type { ManifestField, ManifestRow } from '../../core/sessions/manifest-row.ts';
import { readManifestRow, type RowProblem } from '../../core/sessions/read-manifest-row.ts';
import { columnsByContent } from '../documents/serial-columns.ts';
import { looksLikeSerial, type Row } from '../documents/serial-table.ts';

/** A table as it was understood; nothing of it counts yet. */
export interface ReadManifest {
  readonly columns: readonly { readonly header: string; readonly field: ManifestField | null }[];
  readonly rows: readonly ManifestRow[];
  readonly problems: readonly LineProblem[];
}

export type LineProblem = Omit<RowProblem, 'code'> & {
  readonly code: RowProblem['code'] | 'sameSerial';
  readonly line: number;
};

const MOST_MANIFEST_ROWS = 100_000;
/** As many as a spreadsheet has; most of them may be empty. */
export const MOST_LINES = 1_048_576;
/** A few milliseconds of work. */
const IN_ONE_TURN = 500;
/** Titles and remarks may stand above the header. */
const HEADER_WITHIN = 10;

/**
 * Reads a table as a manifest. Each line is taken whole or not at all; one that names a serial again is a problem of
 * that line, since nobody knows which of the two is right.
 */
export async function readManifest(
  all: readonly Row[],
): Promise<Result<ReadManifest, 'manifestWithoutSerials' | 'manifestTooLong'>> {
  const rows = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const isTooLong = all.length > MOST_LINES || rows.length > MOST_MANIFEST_ROWS + HEADER_WITHIN;
  if (isTooLong) return failure('manifestTooLong');
  const layout = layoutOf(rows);
  if (!layout) return failure('manifestWithoutSerials');
  const read = await readRows(rows.slice(layout.from), layout.fields);
  if (read.rows.length === 0) return failure('manifestWithoutSerials');
  const columns = layout.fields.map((field, index) => ({
    header: layout.header[index] ?? '',
    field: field ?? null,
  }));
  return success({ columns, ...read });
}

interface Layout {
  readonly header: readonly string[];
  readonly fields: readonly (ManifestField | undefined)[];
  /** The first row of devices. */
  readonly from: number;
}

function layoutOf(rows: readonly Row[]): Layout | undefined {
  for (const [index, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const fields = fieldsOf(cells);
    if (fields) return { header: cells, fields, from: index + 1 };
  }
  return layoutByContent(rows);
}

/** A list without a header: the column that looks like serials, and nothing else of it is understood. */
function layoutByContent(rows: readonly Row[]): Layout | undefined {
  const cells = rows.map((row) => row.cells);
  const isSerials = columnsByContent(cells, [looksLikeSerial]);
  const width = cells.reduce((most, { length }) => Math.max(most, length), 0);
  const column = Array.from({ length: width }, (_, index) => index).find(isSerials);
  if (column === undefined || !cells.some((each) => looksLikeSerial(each[column] ?? ''))) {
    return undefined;
  }
  const fields = Array.from({ length: width }, (_, index) =>
    index === column ? ('serial' as const) : undefined,
  );
  return { header: [], fields, from: 0 };
}

async function readRows(
  rows: readonly Row[],
  fields: Layout['fields'],
): Promise<Pick<ReadManifest, 'rows' | 'problems'>> {
  const taken = new Map<SerialNumber, ManifestRow>();
  const problems: LineProblem[] = [];
  for (const [index, { cells, line }] of rows.entries()) {
    // Scans go on meanwhile.
    if (index % IN_ONE_TURN === 0) await setImmediate();
    const read = readManifestRow(cells, fields);
    if (!read.ok) problems.push({ ...read.error, line });
    else if (taken.has(read.value.serial)) {
      problems.push({ code: 'sameSerial', field: 'serial', cell: read.value.serial, line });
    } else taken.set(read.value.serial, read.value);
  }
  return { rows: [...taken.values()], problems };
}

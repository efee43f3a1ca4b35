import { cleanText } from './identifiers/clean-text.ts';

export type Rows = readonly (readonly string[])[];

/** A table as a file (RFC 4180): CRLF after each row, quotes where a cell needs them, no cell a formula. */
export function csvOf(rows: Rows): string {
  return rows.map((row) => `${row.map(safeCell).map(quoted).join(',')}\r\n`).join('');
}

/** The same table for the clipboard: a spreadsheet puts what stands between tabs into columns. */
export function tabbedText(rows: Rows): string {
  return rows.map((row) => row.map(safeCell).join('\t')).join('\n');
}

/** What a spreadsheet would take for a formula is text here; what cannot be seen is left out. */
function safeCell(text: string): string {
  const clean = cleanText(text);
  return FORMULA.test(clean) ? `'${clean}` : clean;
}

/** The wide forms too: some spreadsheets take them for the plain ones. */
const FORMULA = /^\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/;

function quoted(cell: string): string {
  return /[",;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

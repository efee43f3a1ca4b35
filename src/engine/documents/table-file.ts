import writeWorkbook from 'write-excel-file/universal';
import type { MadeFile, TableFormat } from '../../contract/documents.ts';
import { csvOf, type Rows } from '../../core/csv.ts';

interface Table<Column extends string> {
  /** Without the ending. */
  readonly name: string;
  readonly format: TableFormat;
  readonly columns: readonly Column[];
  /** What the columns are called for people. */
  readonly header: readonly string[];
  readonly told: readonly Readonly<Record<Column, string>>[];
}

/** A table as the file that somebody asked for; JSON Lines keep the names of the columns, in every language. */
export async function tableFile<Column extends string>(table: Table<Column>): Promise<MadeFile> {
  const { format, columns, header, told } = table;
  const name = `${table.name}.${format}`;
  if (format === 'jsonl') {
    return { name, text: told.map((row) => `${JSON.stringify(row)}\n`).join('') };
  }
  const rows = [header, ...told.map((row) => columns.map((column) => row[column]))];
  if (format === 'csv') return { name, text: `\uFEFF${csvOf(rows)}` };
  return { name, bytes: await workbookOf(rows) };
}

/** Every cell is text: a spreadsheet takes no serial for a number and nothing for a formula. */
async function workbookOf(rows: Rows): Promise<string> {
  const sheet = rows.map((row, index) =>
    row.map((value) => ({
      value,
      type: String,
      ...(index === 0 && { fontWeight: 'bold' as const }),
    })),
  );
  const blob = await writeWorkbook(sheet).toBlob();
  return Buffer.from(await blob.arrayBuffer()).toString('base64');
}

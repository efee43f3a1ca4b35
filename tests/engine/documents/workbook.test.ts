import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeWorkbook, { type SheetData } from 'write-excel-file/universal';
import { workbookRows } from '../../../src/engine/documents/workbook.ts';

const text = (value: string) => ({ value, type: String });

describe('a workbook', () => {
  it('is read as the text of its cells, numbers as they are written', async () => {
    const bytes = await aWorkbook([
      [text('Serial'), text('Count')],
      [text('F2LT0001ZZZ1'), { value: 12345678901, type: Number }],
    ]);
    expect(await workbookRows(bytes)).toEqual([
      { cells: ['Serial', 'Count'], line: 1 },
      { cells: ['F2LT0001ZZZ1', '12345678901'], line: 2 },
    ]);
  });

  it('is none where the file is something else', async () => {
    expect(await workbookRows(Buffer.from('serial\nF2LT0001ZZZ1\n'))).toBeUndefined();
  });

  it('that would fill the memory is none either', async () => {
    const bytes = Buffer.from(await aWorkbook([[text('Serial')]]));
    // The size that the archive's own list gives for its first part.
    bytes.writeUInt32LE(0xffff_fff0, bytes.indexOf('PK\u0001\u0002', 0, 'latin1') + 24);
    expect(await workbookRows(bytes)).toBeUndefined();
  });

  const far = (row: string, cell: string) => `<row${row}><c r="${cell}"><v>1</v></c></row>`;
  it.each([
    ['a cell', far('', 'XFD100000')],
    ['a row', far(' r="100000"', 'XFD1')],
    ['a row past the last one', '<row r="1e9"/>'],
    ['the number of rows', `${far('', 'XFD1')}${'<row/>'.repeat(100_000)}`],
  ])('that %s makes so large that it fills the memory is none', async (_, rows) => {
    expect(await workbookRows(await aSheet(rows))).toBeUndefined();
  });

  it('is read although its last row and its last column are coloured', async () => {
    const bytes = await aSheet(
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"></row>',
    );
    expect(await workbookRows(bytes)).toEqual([{ cells: ['1'], line: 1 }]);
  });
});

/** A workbook whose one sheet holds these rows. */
async function aSheet(rows: string): Promise<Uint8Array> {
  const parts = unzipSync(await aWorkbook([[text('Serial')]]));
  const name = 'xl/worksheets/sheet1.xml';
  const xml = strFromU8(parts[name] ?? new Uint8Array());
  const whole = xml.replace(/<sheetData>.*<\/sheetData>/, `<sheetData>${rows}</sheetData>`);
  return zipSync({ ...parts, [name]: strToU8(whole) });
}

async function aWorkbook(rows: SheetData): Promise<Uint8Array> {
  const blob = await writeWorkbook(rows).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

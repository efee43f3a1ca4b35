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
});

async function aWorkbook(rows: SheetData): Promise<Uint8Array> {
  const blob = await writeWorkbook(rows).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

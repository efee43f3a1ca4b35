import Papa from 'papaparse';
import readWorkbook from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import type { Redaction } from '../../../src/core/redaction.ts';
import { SESSION_COLUMNS } from '../../../src/engine/documents/session-table.ts';
import { aSession, serialsTo, type TestSession } from '../check-in/a-session.ts';

const [FIRST = '', SECOND = '', THIRD = ''] = serialsTo(3);

describe('the list of a session', () => {
  it('names who came and who did not, in a file of each format alike', async () => {
    const session = await aDelivery();
    const csv = Papa.parse<string[]>((await made(session, 'csv')).text?.slice(1).trim() ?? '').data;
    const bytes = Buffer.from((await made(session, 'xlsx')).bytes ?? '', 'base64');
    const [sheet] = await readWorkbook(new Blob([new Uint8Array(bytes)]));
    const lines = (await made(session, 'jsonl')).text?.trim().split('\n') ?? [];
    const objects = lines.map((line) => JSON.parse(line) as Record<string, string>);
    const rows = objects.map((row) => SESSION_COLUMNS.map((column) => row[column] ?? ''));
    expect(csv.slice(1)).toEqual(rows.map((row) => row.map((cell) => neutral(cell))));
    expect(sheet?.data.slice(1).map((row) => row.map((cell) => cell ?? ''))).toEqual(rows);
    expect(objects.map(({ serial, outcome, box }) => [serial, outcome, box])).toEqual([
      [FIRST, 'checked in', 'Box 1'],
      [SECOND, 'not expected', 'Box 1'],
      [THIRD, 'missing', ''],
    ]);
  });

  it('tells what was seen of a device and what else stood on its label', async () => {
    const session = await aDelivery();
    const { text = '' } = await made(session, 'jsonl');
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
      conditions: 'cracked',
      codes: 'imei 356938035643809',
      assetTag: 'MUC-1',
      user: '=HYPERLINK("http://x")',
      checkedInBy: 'Mira',
    });
  });

  it('has no cell that a spreadsheet would take for a formula', async () => {
    const { text = '' } = await made(await aDelivery(), 'csv');
    const cells = Papa.parse<string[]>(text.slice(1)).data.flat();
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.startsWith("'="))).toBe(true);
  });

  it.each<[Redaction, RegExp]>([
    ['lastFour', /^…[A-Z0-9]{4}$/],
    ['hashed', /^[0-9a-f]{16}$/],
  ])('says no serial, tag or person in full when it is %s', async (redaction, form) => {
    const session = await aDelivery();
    const { text = '' } = await made(session, 'jsonl', redaction);
    for (const secret of [FIRST, SECOND, THIRD, '356938035643809', 'MUC-1', 'Mira', 'HYPERLINK']) {
      expect(text).not.toContain(secret);
    }
    const { serial } = JSON.parse(text.split('\n')[0] ?? '') as { serial: string };
    expect(serial).toMatch(form);
  });
});

describe('the labels of a session', () => {
  it('are one for each device of the box', async () => {
    const session = await aDelivery();
    const { labels, zpl } = await labelsOf(session, 'devices');
    expect(labels).toBe(2);
    expect(zpl).toContain(`^FD${FIRST}^FS`);
  });

  it('are one for the box itself, with how many are in it', async () => {
    const { labels, zpl } = await labelsOf(await aDelivery(), 'box');
    expect([labels, zpl.includes('2 devices')]).toEqual([1, true]);
  });
});

/** One device as expected, one that nobody expects, one that did not come. */
async function aDelivery(): Promise<TestSession> {
  const session = await aSession();
  const { bench, sessionId } = session;
  const user = '"=HYPERLINK(""http://x"")"';
  await session.expect(`serial,asset tag,user\n${FIRST},MUC-1,${user}\n${THIRD},MUC-3,\n`);
  await bench.ask('checkIn.openBox', { sessionId, name: 'Box 1' });
  const { line } = await session.scan(FIRST);
  await session.scan('356938035643809');
  if (!line.serial) throw new Error('the scan named no device');
  await bench.ask('checkIn.note', { sessionId, serial: line.serial, condition: 'cracked' });
  await session.scan(SECOND);
  return session;
}

function made(
  { bench, sessionId }: TestSession,
  format: 'csv' | 'xlsx' | 'jsonl',
  redaction: Redaction = 'full',
) {
  return bench.ask('documents.session', { sessionId, format, redaction, language: 'en' });
}

async function labelsOf({ bench, sessionId, view }: TestSession, of: 'box' | 'devices') {
  const boxId = (await view()).tally.currentBoxId ?? '';
  const paper = { size: '57x32', density: 203, template: 'box' } as const;
  return bench.ask('documents.labels', { sessionId, boxId, of, ...paper, language: 'en' });
}

/** As the table writes what begins as a formula does. */
function neutral(cell: string): string {
  return /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
}

import { hash } from 'node:crypto';
import writeWorkbook from 'write-excel-file/universal';
import type { MadeFile, TableFormat } from '../../contract/documents.ts';
import { csvOf, type Rows } from '../../core/csv.ts';
import { redactor, type Redaction, type Redactor } from '../../core/redaction.ts';
import type { ReceivedDevice, Session } from '../../core/sessions/fold.ts';
import type { ManifestRow } from '../../core/sessions/manifest-row.ts';
import { say, type Language } from '../../core/words/words.ts';

/** What is told of each device of a session, in this order; the names are those of JSON Lines, in every language. */
export const SESSION_COLUMNS = [
  'serial',
  'outcome',
  'box',
  'destination',
  'assetTag',
  'user',
  'site',
  'conditions',
  'codes',
  'checkedInAt',
  'checkedInBy',
] as const;
type Column = (typeof SESSION_COLUMNS)[number];
type Told = Readonly<Record<Column, string>>;

interface Source {
  readonly session: Session;
  /** Everything that is expected, in the order of the manifests. */
  readonly expected: Iterable<ManifestRow>;
}

interface Wish {
  readonly format: TableFormat;
  readonly redaction: Redaction;
  readonly language: Language;
}

/** The table of a session: those who came, then those who were expected and did not. */
export async function sessionTable(source: Source, wish: Wish): Promise<MadeFile> {
  const told = rowsOf(source, wish);
  const name = `${source.session.name}.${wish.format}`;
  if (wish.format === 'jsonl') {
    return { name, text: told.map((row) => `${JSON.stringify(row)}\n`).join('') };
  }
  const header = SESSION_COLUMNS.map((column) => say(wish.language, `document.column.${column}`));
  const rows = [header, ...told.map((row) => SESSION_COLUMNS.map((column) => row[column]))];
  if (wish.format === 'csv') return { name, text: `\uFEFF${csvOf(rows)}` };
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

function rowsOf({ session, expected }: Source, { redaction, language }: Wish): readonly Told[] {
  const rows = new Map([...expected].map((row) => [row.serial, row]));
  const write = redactor(redaction, (text) => hash('sha256', text, 'hex').slice(0, 16));
  const came = [...session.devices.values()].map((device) =>
    toldOf(session, { device, row: rows.get(device.serial), write, language }),
  );
  const missing = [...rows.values()]
    .filter(({ serial }) => !session.devices.has(serial))
    .map((row) => ({
      ...toldByManifest(row, write),
      ...NOT_HERE,
      outcome: say(language, 'document.missing'),
    }));
  return [...came, ...missing];
}

const NOT_HERE = { conditions: '', codes: '', checkedInAt: '', checkedInBy: '' };

interface Known {
  readonly device: ReceivedDevice;
  readonly row: ManifestRow | undefined;
  readonly write: Redactor;
  readonly language: Language;
}

function toldOf({ boxes }: Session, { device, row, write, language }: Known): Told {
  const box = device.boxId === null ? undefined : boxes.get(device.boxId);
  return {
    ...toldByManifest(row ?? { serial: device.serial }, write),
    outcome: say(language, `ui.checkIn.count.${device.outcome}`),
    box: box?.name ?? '',
    destination: box?.destination ?? '',
    conditions: device.conditions
      .map(({ condition, note }) =>
        [say(language, `condition.${condition}`), note].filter(Boolean).join(': '),
      )
      .join('; '),
    codes: device.codes.map(({ kind, text }) => `${kind} ${write.code(text)}`).join('; '),
    checkedInAt: new Date(device.at).toISOString(),
    checkedInBy: write.person(device.operator),
  };
}

function toldByManifest(row: ManifestRow, write: Redactor) {
  return {
    serial: write.code(row.serial),
    assetTag: write.code(row.assetTag ?? ''),
    user: write.person(row.user ?? ''),
    site: row.site ?? '',
    box: row.box ?? '',
    destination: '',
  };
}

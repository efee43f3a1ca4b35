import { hash } from 'node:crypto';
import type { MadeFile, TableFormat } from '../../contract/documents.ts';
import { redactor, type Redaction, type Redactor } from '../../core/redaction.ts';
import type { ReceivedDevice, Session } from '../../core/sessions/fold.ts';
import type { ManifestRow } from '../../core/sessions/manifest-row.ts';
import { say, type Language } from '../../core/words/words.ts';
import { tableFile } from './table-file.ts';

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
  const header = SESSION_COLUMNS.map((column) => say(wish.language, `document.column.${column}`));
  const { name } = source.session;
  return tableFile({ name, format: wish.format, columns: SESSION_COLUMNS, header, told });
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

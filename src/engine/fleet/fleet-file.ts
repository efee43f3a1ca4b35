import { hash } from 'node:crypto';
import type { DeviceRow } from '../../contract/devices.ts';
import type { MadeFile, TableFormat } from '../../contract/documents.ts';
import { redactor, type Redaction } from '../../core/redaction.ts';
import { say, type Language } from '../../core/words/words.ts';
import { tableFile } from '../documents/table-file.ts';

/** What is told of each device, in this order; the names are those of JSON Lines, in every language. */
export const DEVICE_FILE_COLUMNS = [
  'serial',
  'model',
  'lane',
  'reason',
  'step',
  'service',
  'profile',
  'enrolledAt',
  'hereSince',
] as const;

interface Wish {
  readonly format: TableFormat;
  readonly redaction: Redaction;
  readonly language: Language;
}

/** The table of these devices as a file. */
export async function fleetFile(
  rows: readonly DeviceRow[],
  name: string,
  { format, redaction, language }: Wish,
): Promise<MadeFile> {
  const write = redactor(redaction, (text) => hash('sha256', text, 'hex').slice(0, 16));
  const told = rows.map((row) => ({
    serial: write.code(row.serial),
    model: row.model,
    lane: say(language, `lane.${row.lane}.word`),
    reason: say(language, `ui.reasonShort.${row.reason}`),
    step: say(language, `ui.devices.stepName.${row.step}`),
    service: row.service ?? '',
    profile: row.profile ?? '',
    enrolledAt: written(row.enrolledAt),
    hereSince: written(row.hereSince),
  }));
  const header = DEVICE_FILE_COLUMNS.map((column) => say(language, `ui.devices.${column}`));
  return tableFile({ name, format, columns: DEVICE_FILE_COLUMNS, header, told });
}

function written(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString();
}

import { classifyCode } from '../identifiers/classify-code.ts';
import { cleanText } from '../identifiers/clean-text.ts';
import { serialNumberSchema } from '../identifiers/serial-number.ts';
import { failure, success, type Result } from '../result.ts';
import type { ManifestField, ManifestRow } from './manifest-row.ts';

/** Why a line of a manifest is not taken. `cell` is what stands there, cleaned and shortened. */
export interface RowProblem {
  readonly code: 'noSerial' | 'notASerial' | 'ambiguousSerial' | 'neitherYesNorNo' | 'tooLong';
  readonly field: ManifestField;
  readonly cell: string;
}

/** More than this no cell of a manifest says; what is longer is a file that was read wrongly. */
const LONGEST_CELL = 200;
const SHOWN = 40;

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'j', 'wahr', 'new', 'neu', 'sealed']);
const NO = new Set(['no', 'n', 'false', '0', 'nein', 'falsch', 'used', 'gebraucht']);

const FLAGS = ['keepsData', 'isReleased', 'isSealedNew'] as const;
const TEXTS = ['assetTag', 'user', 'site', 'profile', 'box'] as const;

/** One line of a manifest, whole or not at all: a line that is half understood is a device that is half expected. */
export function readManifestRow(
  cells: readonly string[],
  fields: readonly (ManifestField | undefined)[],
): Result<ManifestRow, RowProblem> {
  const cellOf = (field: ManifestField) => cleanText(cells[fields.indexOf(field)] ?? '').trim();
  const long = TEXTS.find((field) => cellOf(field).length > LONGEST_CELL);
  if (long) return refused('tooLong', long, cellOf(long));
  const vague = FLAGS.find((field) => flagOf(cellOf(field)) === 'vague');
  if (vague) return refused('neitherYesNorNo', vague, cellOf(vague));
  const serial = readSerial(cellOf('serial'));
  if (!serial.ok) return serial;
  const texts = TEXTS.flatMap((field) => (cellOf(field) === '' ? [] : [[field, cellOf(field)]]));
  const flags = FLAGS.flatMap((field) => {
    const flag = flagOf(cellOf(field));
    return flag === undefined ? [] : [[field, flag]];
  });
  return success({
    serial: serial.value,
    ...(Object.fromEntries([...texts, ...flags]) as Omit<ManifestRow, 'serial'>),
  });
}

function readSerial(cell: string): Result<ManifestRow['serial'], RowProblem> {
  if (cell === '') return refused('noSerial', 'serial', cell);
  const code = classifyCode(cell);
  if (code.kind === 'ambiguous' && code.candidates.some(({ kind }) => kind === 'serial')) {
    return refused('ambiguousSerial', 'serial', cell);
  }
  const serial = code.kind === 'serial' ? serialNumberSchema.safeParse(code.value) : undefined;
  return serial?.success ? success(serial.data) : refused('notASerial', 'serial', code.input);
}

function flagOf(cell: string): boolean | 'vague' | undefined {
  const word = cell.toLowerCase();
  if (word === '') return undefined;
  if (YES.has(word)) return true;
  return NO.has(word) ? false : 'vague';
}

function refused(code: RowProblem['code'], field: ManifestField, cell: string) {
  return failure({ code, field, cell: cell.slice(0, SHOWN) });
}

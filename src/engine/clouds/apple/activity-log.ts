import Papa from 'papaparse';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { safeDetail } from '../http/cloud-failure.ts';
import { parseSerial } from '../http/lenient.ts';

/** What Apple's log says of one serial, in its words: `status` is SUCCESS or a problem, `subStatus` names it. */
export interface ActivityLogRow {
  readonly serial: SerialNumber;
  readonly status: string;
  readonly subStatus: string;
}

/**
 * The CSV of an activity: `KEY,VALUE` lines, then a header row that contains `serial_number`, then one row per
 * device (docs/protocol/apple-business.md#activity-log). Undefined when no such header was found.
 */
export function parseActivityLog(csv: string): readonly ActivityLogRow[] | undefined {
  const lines = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' }).data;
  const headerAt = lines.findIndex((line) => line.some((cell) => nameOf(cell) === 'serialnumber'));
  const header = lines[headerAt]?.map(nameOf);
  if (!header) return undefined;
  const at = (name: string) => header.indexOf(name);
  const places = [at('serialnumber'), at('operationstatus'), at('operationsubstatus')] as const;
  return lines.slice(headerAt + 1).flatMap((line) => readRow(line, places));
}

function readRow(
  line: readonly string[],
  [serialAt, statusAt, subStatusAt]: readonly [number, number, number],
): ActivityLogRow[] {
  const serial = parseSerial(line[serialAt]);
  if (!serial) return [];
  const cell = (place: number) => safeDetail(line[place] ?? '');
  return [{ serial, status: cell(statusAt), subStatus: cell(subStatusAt) }];
}

/** Spelling of the columns is only known from other people's logs: case, blanks and underscores do not count. */
function nameOf(cell: string): string {
  return cell.toLowerCase().replaceAll(/[^a-z]/g, '');
}

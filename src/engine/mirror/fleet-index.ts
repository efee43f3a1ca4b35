import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { createColumn, type Column } from './fleet-column.ts';
import type { FleetLine } from './fleet-table.ts';

/**
 * The searchable text of the whole fleet in one Latin-1 buffer (`serial imei imei\n`, in serial order) with the
 * place of each line; what many devices share are numbers into small lists. 200,000 devices need about
 * 12 MB, where as many JavaScript strings would need five times that.
 */
export interface FleetIndex {
  readonly size: number;
  readonly text: Buffer;
  /** Place of each line, and one more for the end. */
  readonly offsets: Uint32Array;
  readonly columns: Readonly<Record<NamedColumn, Column>>;
  /** Grows when lines are patched; a fleet with other lines or other texts is another index. */
  edition: number;
}

export const NAMED_COLUMNS = ['model', 'service', 'profile', 'family', 'token'] as const;
export type NamedColumn = (typeof NAMED_COLUMNS)[number];

/** What ids are called, for searching by name. */
export type Names = Readonly<Record<'service' | 'profile', ReadonlyMap<string, string>>>;

export interface FleetQuery {
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

export interface Matches {
  readonly matched: number;
  readonly serials: readonly SerialNumber[];
}

export interface FleetIndexBuilder {
  /** Takes lines in serial order, slice by slice; lines beyond `capacity` are left for the next building. */
  add(lines: readonly FleetLine[]): void;
  finish(): FleetIndex;
}

const BLANK = 0x20;

export function createFleetIndexBuilder(capacity: number): FleetIndexBuilder {
  const texts: Buffer[] = [];
  const offsets = new Uint32Array(capacity + 1);
  const column = () => createColumn(capacity);
  const columns = {
    model: column(),
    service: column(),
    profile: column(),
    family: column(),
    token: column(),
  };
  let size = 0;
  return {
    add(lines) {
      let end = offsets[size] ?? 0;
      const kept = lines.slice(0, capacity - size);
      for (const line of kept) {
        end += line.serial.length + line.imeis.length + 2;
        for (const name of NAMED_COLUMNS) columns[name].set(size, line[name]);
        size += 1;
        offsets[size] = end;
      }
      texts.push(Buffer.from(kept.map(textOf).join(''), 'latin1'));
    },
    finish: () => ({ size, text: Buffer.concat(texts), offsets, columns, edition: 0 }),
  };
}

/** Takes over what has changed of a device; false when that needs another index: a new line, or another text. */
export function patchIndex(index: FleetIndex, line: FleetLine): boolean {
  const at = lineOf(index, line.serial);
  if (at === -1) return false;
  const text = index.text.toString('latin1', index.offsets[at], index.offsets[at + 1]);
  if (text !== textOf(line)) return false;
  for (const name of NAMED_COLUMNS) index.columns[name].set(at, line[name]);
  index.edition += 1;
  return true;
}

function textOf({ serial, imeis }: FleetLine): string {
  return `${serial} ${imeis}\n`;
}

/** The lines that hold `search` in serial, IMEI, model, or the name of service or profile; case does not matter. */
export function searchFleet(index: FleetIndex, names: Names, query: FleetQuery): Matches {
  const isMatch = matcher(index, names, query.search.trim());
  const serials: SerialNumber[] = [];
  let matched = 0;
  for (let line = 0; line < index.size; line += 1) {
    if (!isMatch(line)) continue;
    if (matched >= query.offset && serials.length < query.limit)
      serials.push(serialAt(index, line));
    matched += 1;
  }
  return { matched, serials };
}

/** To be asked for ascending lines only: it walks through the buffer once. */
export function matcher(
  index: FleetIndex,
  names: Names,
  search: string,
): (line: number) => boolean {
  if (search === '') return () => true;
  const needle = Buffer.from(search.toUpperCase(), 'latin1');
  const { model, service, profile } = index.columns;
  const isModel = wantedLines(model, search, (value) => value);
  const isService = wantedLines(service, search, (id) => names.service.get(id) ?? '');
  const isProfile = wantedLines(profile, search, (id) => names.profile.get(id) ?? '');
  let hit = index.text.indexOf(needle);
  return (line) => {
    const start = index.offsets[line] ?? 0;
    if (hit !== -1 && hit < start) hit = index.text.indexOf(needle, start);
    const isInText = hit !== -1 && hit < (index.offsets[line + 1] ?? 0);
    return isInText || isModel(line) || isService(line) || isProfile(line);
  };
}

/** Few values, many lines: each value is compared once. */
function wantedLines(
  column: Column,
  search: string,
  nameOf: (value: string) => string,
): (line: number) => boolean {
  const needle = search.toLowerCase();
  return column.where((value) => nameOf(value).toLowerCase().includes(needle));
}

/** The serial of a line. */
export function serialAt(index: FleetIndex, line: number): SerialNumber {
  const start = index.offsets[line] ?? 0;
  // Every line begins with what was a serial number when it was written.
  return index.text.toString('latin1', start, index.text.indexOf(BLANK, start)) as SerialNumber;
}

/** The line of a serial, -1 when there is none. */
export function lineOf(index: FleetIndex, serial: string): number {
  const wanted = Buffer.from(`${serial} `, 'latin1');
  let [low, high] = [0, index.size - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const start = index.offsets[middle] ?? 0;
    const end = Math.min(start + wanted.length, index.offsets[middle + 1] ?? 0);
    const order = index.text.compare(wanted, 0, wanted.length, start, end);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

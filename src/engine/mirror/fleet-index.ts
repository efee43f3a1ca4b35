import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { FleetLine } from './fleet-table.ts';

/**
 * The searchable text of the whole fleet in one Latin-1 buffer (`serial imei imei\n`, in serial order) with the
 * place of each line; models, services and profiles are numbers into small lists. 200,000 devices need about
 * 10 MB, where as many JavaScript strings would need five times that.
 */
export interface FleetIndex {
  readonly size: number;
  readonly text: Buffer;
  /** Place of each line, and one more for the end. */
  readonly offsets: Uint32Array;
  readonly columns: Readonly<Record<NamedColumn, Column>>;
}

type NamedColumn = 'model' | 'service' | 'profile';
interface Column {
  readonly values: readonly string[];
  readonly ofLine: Uint16Array;
}

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
  const model = interning(capacity);
  const service = interning(capacity);
  const profile = interning(capacity);
  let size = 0;
  return {
    add(lines) {
      let end = offsets[size] ?? 0;
      const kept = lines.slice(0, capacity - size);
      for (const line of kept) {
        end += line.serial.length + line.imeis.length + 2;
        model.add(line.model, size);
        service.add(line.service, size);
        profile.add(line.profile, size);
        size += 1;
        offsets[size] = end;
      }
      const text = kept.map((line) => `${line.serial} ${line.imeis}\n`).join('');
      texts.push(Buffer.from(text, 'latin1'));
    },
    finish: () => ({
      size,
      text: Buffer.concat(texts),
      offsets,
      columns: { model: model.column(), service: service.column(), profile: profile.column() },
    }),
  };
}

/** The lines that hold `search` in serial, IMEI, model, or the name of service or profile; case does not matter. */
export function searchFleet(index: FleetIndex, names: Names, query: FleetQuery): Matches {
  const isMatch = matcher(index, names, query.search.trim());
  const serials: SerialNumber[] = [];
  let matched = 0;
  for (let line = 0; line < index.size; line += 1) {
    if (!isMatch(line)) continue;
    if (matched >= query.offset && serials.length < query.limit)
      serials.push(serialOf(index, line));
    matched += 1;
  }
  return { matched, serials };
}

/** To be asked for ascending lines only: it walks through the buffer once. */
function matcher(index: FleetIndex, names: Names, search: string): (line: number) => boolean {
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
  { values, ofLine }: Column,
  search: string,
  nameOf: (value: string) => string,
): (line: number) => boolean {
  const needle = search.toLowerCase();
  const isWanted = values.map((value) => nameOf(value).toLowerCase().includes(needle));
  if (!isWanted.includes(true)) return () => false;
  return (line) => isWanted[ofLine[line] ?? 0] === true;
}

function serialOf(index: FleetIndex, line: number): SerialNumber {
  const start = index.offsets[line] ?? 0;
  // Every line begins with what was a serial number when it was written.
  return index.text.toString('latin1', start, index.text.indexOf(BLANK, start)) as SerialNumber;
}

/** Numbers for texts that repeat; 65,536 different ones are more than any fleet has. */
function interning(capacity: number) {
  const numbers = new Map<string, number>();
  const ofLine = new Uint16Array(capacity);
  return {
    add(value: string, line: number): void {
      const number = numbers.get(value) ?? numbers.size;
      if (number === numbers.size) numbers.set(value, number);
      ofLine[line] = number;
    },
    column: (): Column => ({ values: [...numbers.keys()], ofLine }),
  };
}

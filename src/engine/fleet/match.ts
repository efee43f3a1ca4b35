import { DEVICE_STEPS, type DeviceFilter } from '../../contract/device-query.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { DAY, type Instant } from '../../core/time.ts';
import { REASON_CODES } from '../../core/verdict/reasons.ts';
import { nextTurn } from '../in-turns.ts';
import { lineOf, matcher, type FleetIndex, type Names } from '../mirror/fleet-index.ts';
import { NOT_JUDGED, numberOfLane, secondsOf, type JudgedColumns } from './judged-columns.ts';

/** The whole fleet as it is held in memory. */
export interface Held {
  readonly index: FleetIndex;
  readonly judged: JudgedColumns;
  readonly names: Names;
  /** The bench's clock. */
  readonly now: Instant;
}

export interface Wanted {
  readonly search: string;
  readonly filter: DeviceFilter;
  /** Beside the filter: nothing but these, for instance those in a box. */
  readonly among: readonly (readonly SerialNumber[])[];
}

type Is = (line: number) => boolean;

/** So many lines are looked at in one turn: a few milliseconds. */
const SLICE = 20_000;

/** The lines that are wanted, in serial order. What nobody has judged yet is in no lane, step or time. */
export async function matchingLines(held: Held, wanted: Wanted): Promise<Uint32Array> {
  const { index, names } = held;
  const lines = new Uint32Array(index.size);
  const conditions = [
    ...byFacts(held, wanted.filter),
    ...byVerdict(held, wanted.filter),
    ...wanted.among.map((serials) => isAmong(index, serials)),
    ...(wanted.search === '' ? [] : [matcher(index, names, wanted.search)]),
  ];
  let count = 0;
  for (let line = 0; line < index.size; line += 1) {
    if (conditions.every((is) => is(line))) {
      lines[count] = line;
      count += 1;
    }
    if (line % SLICE === SLICE - 1) await nextTurn();
  }
  return lines.subarray(0, count);
}

function byFacts({ index }: Held, filter: DeviceFilter): Is[] {
  const { model, service, profile, family, token } = index.columns;
  const any = (column: typeof model, wanted: readonly string[] | undefined): Is[] =>
    wanted ? [column.where((value) => wanted.includes(value))] : [];
  const { isInIntune } = filter;
  return [
    ...any(model, filter.models),
    ...any(service, filter.services),
    ...any(profile, filter.profiles),
    ...any(family, filter.families),
    ...(isInIntune === undefined ? [] : [token.where((value) => (value !== '') === isInIntune)]),
  ];
}

function byVerdict({ judged, now }: Held, filter: DeviceFilter): Is[] {
  const { lanes, reasons, steps, isSetAside, enrolledWithin, hereFor, readBefore } = filter;
  const ago = (days: number) => secondsOf(Math.max(0, now - days * DAY));
  const isJudged: Is = (line) => judged.lane[line] !== NOT_JUDGED;
  const all: (Is | undefined)[] = [
    lanes && isOneOf(judged.lane, lanes.map(numberOfLane)),
    reasons && isOneOf(judged.reason, reasons.map(numberOfReason)),
    steps && isOneOf(judged.step, steps.map(numberOfStep)),
    isSetAside === undefined ? undefined : isOneOf(judged.isSetAside, [isSetAside ? 1 : 0]),
    isSince(judged.enrolledAt, enrolledWithin, (at, days) => at >= ago(days)),
    isSince(judged.hereSince, hereFor, (at, days) => at <= ago(days)),
    isSince(judged.readAt, readBefore, (at, days) => at <= ago(days)),
  ];
  const conditions = all.filter((condition) => condition !== undefined);
  return conditions.length > 0 ? [isJudged, ...conditions] : [];
}

function numberOfReason(code: (typeof REASON_CODES)[number]): number {
  return REASON_CODES.indexOf(code);
}

function numberOfStep(step: (typeof DEVICE_STEPS)[number]): number {
  return DEVICE_STEPS.indexOf(step);
}

function isOneOf(column: Uint8Array | Uint16Array, numbers: readonly number[]): Is {
  const wanted = new Uint8Array(65_536);
  for (const number of numbers) if (number >= 0) wanted[number] = 1;
  return (line) => wanted[column[line] ?? 0] === 1;
}

function isSince(
  column: Uint32Array,
  days: number | undefined,
  isSo: (at: number, days: number) => boolean,
): Is | undefined {
  if (days === undefined) return undefined;
  return (line) => {
    const at = column[line] ?? 0;
    return at !== 0 && isSo(at, days);
  };
}

function isAmong(index: FleetIndex, serials: readonly SerialNumber[]): Is {
  const wanted = new Uint8Array(index.size);
  for (const serial of serials) {
    const line = lineOf(index, serial);
    if (line !== -1) wanted[line] = 1;
  }
  return (line) => wanted[line] === 1;
}

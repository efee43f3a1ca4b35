import { DEVICE_STEPS, type DeviceStep } from '../../contract/device-query.ts';
import { SECOND, type Instant } from '../../core/time.ts';
import { laneSchema, type Lane } from '../../core/verdict/lane.ts';
import { REASON_CODES, type ReasonCode } from '../../core/verdict/reasons.ts';
import { nextTurn } from '../in-turns.ts';
import type { FleetIndex } from '../mirror/fleet-index.ts';
import type { JudgedDevice } from './judge-device.ts';

/** What was judged of each line of an index, as numbers: 20 bytes for a device. */
export interface JudgedColumns {
  /** How many lines were judged at all. */
  readonly done: number;
  /** Grows with every line that is judged to be another than before. */
  readonly edition: number;
  readonly lane: Uint8Array;
  readonly reason: Uint16Array;
  readonly step: Uint8Array;
  readonly isSetAside: Uint8Array;
  /** In seconds; 0: none. */
  readonly enrolledAt: Uint32Array;
  readonly hereSince: Uint32Array;
  readonly readAt: Uint32Array;
  put(line: number, device: JudgedDevice): void;
  /** Takes over what these said of a line of theirs. */
  takeOver(line: number, from: JudgedColumns, fromLine: number): void;
}

export const LANES = laneSchema.options;
/** Of a line that nobody has judged yet. */
export const NOT_JUDGED = 255;

export function numberOfLane(lane: Lane): number {
  return LANES.indexOf(lane);
}

const STEP_NUMBERS = new Map<DeviceStep, number>(DEVICE_STEPS.map((step, index) => [step, index]));
const REASON_NUMBERS = new Map<ReasonCode, number>(REASON_CODES.map((code, at) => [code, at]));

export function createJudgedColumns(size: number): JudgedColumns {
  let done = 0;
  let edition = 0;
  const columns = {
    lane: new Uint8Array(size).fill(NOT_JUDGED),
    reason: new Uint16Array(size),
    step: new Uint8Array(size),
    isSetAside: new Uint8Array(size),
    enrolledAt: new Uint32Array(size),
    hereSince: new Uint32Array(size),
    readAt: new Uint32Array(size),
  };
  const set = (line: number, told: Readonly<Record<keyof typeof columns, number>>) => {
    if (columns.lane[line] === NOT_JUDGED) done += 1;
    for (const name of NAMES) {
      if (columns[name][line] === told[name]) continue;
      columns[name][line] = told[name];
      // A fact that was merely read again sorts nothing anew.
      if (name !== 'readAt') edition += 1;
    }
  };
  return {
    ...columns,
    get done() {
      return done;
    },
    get edition() {
      return edition;
    },
    put: (line, device) => set(line, numbersOf(device)),
    takeOver(line, from, fromLine) {
      const lane = from.lane[fromLine];
      if (lane === undefined || lane === NOT_JUDGED) return;
      done += 1;
      edition += 1;
      for (const name of NAMES) columns[name][line] = from[name][fromLine] ?? 0;
    },
  };
}

const NAMES = [
  'lane',
  'reason',
  'step',
  'isSetAside',
  'enrolledAt',
  'hereSince',
  'readAt',
] as const;

function numbersOf(device: JudgedDevice) {
  return {
    lane: numberOfLane(device.lane),
    reason: REASON_NUMBERS.get(device.reason) ?? 0,
    step: STEP_NUMBERS.get(device.step) ?? 0,
    isSetAside: device.isSetAside ? 1 : 0,
    enrolledAt: secondsOf(device.enrolledAt),
    hereSince: secondsOf(device.hereSince),
    readAt: secondsOf(device.readAt),
  };
}

/** As the columns hold them; never 0 for a moment that there is. */
export function secondsOf(at: Instant | undefined): number {
  return at === undefined ? 0 : Math.min(0xffff_ffff, Math.max(1, Math.round(at / SECOND)));
}

/** So many lines are compared in one turn: a few milliseconds. */
const SLICE = 20_000;

/** The columns for an index that took the place of another: what was judged goes with its serial. */
export async function carriedOver(
  from: { readonly index: FleetIndex; readonly judged: JudgedColumns },
  to: FleetIndex,
): Promise<JudgedColumns> {
  const judged = createJudgedColumns(to.size);
  let old = 0;
  for (let line = 0; line < to.size; line += 1) {
    while (old < from.index.size && comparedSerials(from.index, old, { index: to, line }) < 0) {
      old += 1;
    }
    const isSame =
      old < from.index.size && comparedSerials(from.index, old, { index: to, line }) === 0;
    if (isSame) judged.takeOver(line, from.judged, old);
    if (line % SLICE === SLICE - 1) await nextTurn();
  }
  return judged;
}

const BLANK = 0x20;

/** Both texts begin with the serial and a blank, which comes before every letter and digit. */
function comparedSerials(
  index: FleetIndex,
  line: number,
  other: { readonly index: FleetIndex; readonly line: number },
): number {
  let one = index.offsets[line] ?? 0;
  let two = other.index.offsets[other.line] ?? 0;
  for (;;) {
    const [left, right] = [index.text[one] ?? 0, other.index.text[two] ?? 0];
    if (left !== right) return left - right;
    if (left === BLANK) return 0;
    one += 1;
    two += 1;
  }
}

import { DEVICE_STEPS } from '../../contract/device-query.ts';
import type { DeviceChoices } from '../../contract/devices.ts';
import type { Session } from '../../core/sessions/fold.ts';
import type { Column } from '../mirror/fleet-column.ts';
import { LANES, NOT_JUDGED } from './judged-columns.ts';
import type { Held } from './match.ts';

/** More models, services or profiles than a person reads through; the others are found by the search. */
const MOST = 200;
const MOST_SESSIONS = 200;

/** What the fleet can be filtered by. A value that no device has is not offered, but for lanes and steps. */
export function choicesOf(held: Held, sessions: readonly Session[]): DeviceChoices {
  const { index, judged, names } = held;
  const { model, service, profile } = index.columns;
  const isJudged = (line: number) => judged.lane[line] !== NOT_JUDGED;
  const lanes = countsIn(judged.lane, LANES.length, isJudged);
  const steps = countsIn(judged.step, DEVICE_STEPS.length, isJudged);
  const byId = (column: Column, named: ReadonlyMap<string, string>) =>
    valuesOf(column, index.size).map(({ value, count }) => ({
      id: value,
      name: named.get(value) ?? value,
      count,
    }));
  return {
    total: index.size,
    judged: judged.done,
    lanes: LANES.map((value, number) => ({ value, count: lanes[number] ?? 0 })),
    steps: DEVICE_STEPS.map((value, number) => ({ value, count: steps[number] ?? 0 })),
    models: valuesOf(model, index.size).filter(({ value }) => value !== ''),
    services: byId(service, names.service),
    profiles: byId(profile, names.profile),
    sessions: sessions.slice(0, MOST_SESSIONS).map(({ sessionId, name, boxes }) => ({
      sessionId,
      name,
      boxes: Array.from(boxes.values(), (box) => ({ boxId: box.boxId, name: box.name })),
    })),
  };
}

function countsIn(
  column: Uint8Array | Uint16Array,
  size: number,
  isCounted: (line: number) => boolean = () => true,
  lines = column.length,
): Uint32Array {
  const counts = new Uint32Array(size);
  for (let line = 0; line < lines; line += 1) {
    const number = column[line] ?? 0;
    if (isCounted(line)) counts[number] = (counts[number] ?? 0) + 1;
  }
  return counts;
}

function valuesOf({ values, ofLine }: Column, lines: number) {
  const counts = countsIn(ofLine, values.length, undefined, lines);
  return values
    .map((value, number) => ({ value, count: counts[number] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST);
}

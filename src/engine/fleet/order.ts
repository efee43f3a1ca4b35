import type { DeviceSort } from '../../contract/device-query.ts';
import { DEVICE_STEPS } from '../../contract/device-query.ts';
import type { Lane } from '../../core/verdict/lane.ts';
import { REASON_CODES } from '../../core/verdict/reasons.ts';
import type { Column } from '../mirror/fleet-column.ts';
import { LANES } from './judged-columns.ts';
import type { Held } from './match.ts';

/** What needs a hand first. */
const LANES_IN_ORDER: readonly Lane[] = [
  'stop',
  'fix',
  'clear',
  'start',
  'migrate',
  'wait',
  'unknown',
  'done',
];

/**
 * The same lines in another order; those that are equal stay in the order of their serials, and what there is nothing
 * to say of comes last, whichever way it goes.
 */
export function orderedLines(held: Held, lines: Uint32Array, sort: DeviceSort): Uint32Array {
  if (sort.by === 'serial') return sort.isDescending ? lines.toReversed() : lines;
  const rank = rankOf(held, sort.by);
  const keys = new Float64Array(lines.length);
  for (let place = 0; place < lines.length; place += 1) {
    const found = rank(lines[place] ?? 0);
    const directed = sort.isDescending ? LAST - 1 - found : found;
    keys[place] = (found === LAST ? LAST : directed) * PLACES + place;
  }
  keys.sort();
  const ordered = new Uint32Array(lines.length);
  for (let place = 0; place < lines.length; place += 1) {
    ordered[place] = lines[(keys[place] ?? 0) % PLACES] ?? 0;
  }
  return ordered;
}

/** Rank and place share one number that a double holds exactly: a million devices, and seconds until 2106. */
const PLACES = 2 ** 20;
const LAST = 2 ** 32;

type Rank = (line: number) => number;

function rankOf({ index, judged, names }: Held, by: Exclude<DeviceSort['by'], 'serial'>): Rank {
  const { model, service, profile } = index.columns;
  switch (by) {
    case 'model':
      return byName(model, (value) => value);
    case 'service':
      return byName(service, (id) => names.service.get(id) ?? id);
    case 'profile':
      return byName(profile, (id) => names.profile.get(id) ?? id);
    case 'lane':
      return byNumber(
        judged.lane,
        LANES.map((lane) => LANES_IN_ORDER.indexOf(lane)),
      );
    case 'reason':
      return byNumber(judged.reason, inOrder(REASON_CODES), judged.lane);
    case 'step':
      return byNumber(judged.step, inOrder(DEVICE_STEPS), judged.lane);
    case 'enrolledAt':
    case 'hereSince':
      return byTime(judged[by]);
  }
}

function inOrder(all: readonly unknown[]): number[] {
  return all.map((_, index) => index);
}

/** Few names: each is compared once. */
function byName({ values, ofLine }: Column, nameOf: (value: string) => string): Rank {
  const named = values.map((value, number) => ({ number, name: nameOf(value) }));
  const sorted = named.toSorted((one, other) => collator.compare(one.name, other.name));
  const ranks = new Float64Array(values.length);
  for (const [rank, { number, name }] of sorted.entries()) ranks[number] = name ? rank : LAST;
  return (line) => ranks[ofLine[line] ?? 0] ?? LAST;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** `lane` tells who was judged at all. */
function byNumber(
  column: Uint8Array | Uint16Array,
  ranks: readonly number[],
  lane: Uint8Array | Uint16Array = column,
): Rank {
  return (line) => ((lane[line] ?? 255) < LANES.length ? (ranks[column[line] ?? 0] ?? LAST) : LAST);
}

function byTime(column: Uint32Array): Rank {
  return (line) => column[line] || LAST;
}

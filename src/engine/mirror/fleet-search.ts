import type { Clock } from '../../core/ports.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import { nextTurn } from '../in-turns.ts';
import {
  createFleetIndexBuilder,
  type FleetIndex,
  type FleetQuery,
  type Matches,
  type Names,
  patchIndex,
  searchFleet,
} from './fleet-index.ts';
import type { FleetTable } from './fleet-table.ts';

/** Searches the fleet; the index is built when it is first needed and dropped when nobody searches. */
export interface FleetSearch {
  find(query: FleetQuery, names: Names): Promise<Matches>;
  /** The index itself, as new as it can be had. Whoever holds it asks again: another may have taken its place. */
  index(): Promise<FleetIndex>;
  drop(): void;
}

const IDLE = 2 * MINUTE;
/** While a listing changes the fleet all the time, a large index is renewed no more often than this. */
const RENEWAL = 5 * SECOND;
/** Up to this size an index is built in a few milliseconds, so it is simply always up to date. */
const SMALL_FLEET = 5_000;
/** So many lines are patched in one turn, in a few milliseconds; more are built anew. */
const MOST_PATCHED = 500;
/** Small slices keep the rows out of V8's long-lived memory: with 1,000 the heap stayed 16 MB larger. */
const SLICE = 200;

interface Built {
  readonly index: FleetIndex;
  version: number;
  readonly builtAt: number;
}

export function createFleetSearch(fleet: FleetTable, clock: Clock): FleetSearch {
  let built: Built | undefined;
  let building: Promise<FleetIndex> | undefined;
  let isStale = false;
  let cancelDrop = (): void => undefined;

  async function build(): Promise<FleetIndex> {
    const version = fleet.version();
    // What changes from here on is patched into what is built now.
    fleet.takeChanged();
    try {
      const index = await buildIndex(fleet);
      built = { index, version, builtAt: clock.now() };
      isStale = false;
      return index;
    } finally {
      building = undefined;
    }
  }
  function currentIndex(): FleetIndex | Promise<FleetIndex> {
    const isCurrent = built !== undefined && (built.version === fleet.version() || patch(built));
    if (built && isCurrent) return built.index;
    if (!built || fleet.count() <= SMALL_FLEET) return (building ??= build());
    if (clock.now() - built.builtAt >= RENEWAL) building ??= build();
    return built.index;
  }
  /** Takes over what has changed since; a listing that has come to know a device needs another index. */
  function patch(old: Built): boolean {
    if (isStale || building) return false;
    const version = fleet.version();
    isStale = !isPatched(old.index, fleet);
    if (!isStale) old.version = version;
    return !isStale;
  }
  function drop(): void {
    cancelDrop();
    built = undefined;
  }
  async function used(): Promise<FleetIndex> {
    const index = await currentIndex();
    cancelDrop();
    cancelDrop = clock.after(IDLE, drop);
    return index;
  }
  return {
    find: async (query, names) => searchFleet(await used(), names, query),
    index: used,
    drop,
  };
}

/** False when what has changed needs another index. */
function isPatched(index: FleetIndex, fleet: FleetTable): boolean {
  const changed = fleet.takeChanged();
  if (!changed || changed.size > MOST_PATCHED) return false;
  const lines = Array.from(changed, (serial) => fleet.line(serial));
  return lines.every((line) => !line || patchIndex(index, line));
}

async function buildIndex(fleet: FleetTable): Promise<FleetIndex> {
  const builder = createFleetIndexBuilder(fleet.count());
  let lines = fleet.after('', SLICE);
  while (lines.length > 0) {
    builder.add(lines);
    await nextTurn();
    lines = fleet.after(lines.at(-1)?.serial ?? '', SLICE);
  }
  return builder.finish();
}

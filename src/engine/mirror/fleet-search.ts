import type { Clock } from '../../core/ports.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import { nextTurn } from '../in-turns.ts';
import {
  createFleetIndexBuilder,
  type FleetIndex,
  type FleetQuery,
  type Matches,
  type Names,
  searchFleet,
} from './fleet-index.ts';
import type { FleetTable } from './fleet-table.ts';

/** Searches the fleet; the index is built when it is first needed and dropped when nobody searches. */
export interface FleetSearch {
  find(query: FleetQuery, names: Names): Promise<Matches>;
  drop(): void;
}

const IDLE = 2 * MINUTE;
/** While a listing changes the fleet all the time, a large index is renewed no more often than this. */
const RENEWAL = 5 * SECOND;
/** Up to this size an index is built in a few milliseconds, so it is simply always up to date. */
const SMALL_FLEET = 5_000;
/** Small slices keep the rows out of V8's long-lived memory: with 1,000 the heap stayed 16 MB larger. */
const SLICE = 200;

interface Built {
  readonly index: FleetIndex;
  readonly version: number;
  readonly builtAt: number;
}

export function createFleetSearch(fleet: FleetTable, clock: Clock): FleetSearch {
  let built: Built | undefined;
  let building: Promise<FleetIndex> | undefined;
  let cancelDrop = (): void => undefined;

  async function build(): Promise<FleetIndex> {
    const version = fleet.version();
    try {
      const index = await buildIndex(fleet);
      built = { index, version, builtAt: clock.now() };
      return index;
    } finally {
      building = undefined;
    }
  }
  function currentIndex(): FleetIndex | Promise<FleetIndex> {
    const isCurrent = built?.version === fleet.version();
    if (built && isCurrent) return built.index;
    if (!built || fleet.count() <= SMALL_FLEET) return (building ??= build());
    if (clock.now() - built.builtAt >= RENEWAL) building ??= build();
    return built.index;
  }
  function drop(): void {
    cancelDrop();
    built = undefined;
  }
  return {
    async find(query, names) {
      const index = await currentIndex();
      cancelDrop();
      cancelDrop = clock.after(IDLE, drop);
      return searchFleet(index, names, query);
    },
    drop,
  };
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

import type { ListingView } from '../../contract/campaign.ts';
import type { Mode } from '../../contract/host.ts';
import type { Status } from '../../contract/status.ts';
import type { Instant } from '../../core/time.ts';
import type { ConnectionHolder } from '../connected.ts';
import type { World } from '../world.ts';
import type { Desk } from './desk.ts';

/** How often the bar at the bottom is compared with what it showed (wall clock: it is for eyes). */
const LOOK = 1_000;

/** The state of the bench as one line, and the news when it changed. */
export interface StatusLine {
  read(): Status;
  /** Looks for changes while somebody listens. */
  watch(isWatched: boolean): void;
  /** Looks now, for news that must not wait for the next look. */
  look(): void;
}

export function createStatus(parts: {
  readonly desk: Desk;
  readonly world: World;
  readonly connections: ConnectionHolder;
  readonly mode: Mode;
}): StatusLine {
  const { desk, world, connections, mode } = parts;
  let timer: NodeJS.Timeout | undefined;
  let told: Told = { text: '', now: 0, wall: 0 };

  function read(): Status {
    const { clouds } = connections.current();
    const listing = clouds.listing.state();
    const speed = world.speed();
    return {
      mode,
      bench: desk.ledger.bench,
      operator: desk.state.operator,
      isOnline: desk.isOnline(),
      usb: desk.bench.unavailable ?? 'watching',
      now: desk.clock.now(),
      ...(speed !== undefined && { speed }),
      ...(listing.isRunning && !listing.isPaused && { listing: progressOf(listing) }),
      budgets: clouds.budgets(),
      jobs: desk.jobs.lines(),
      troubles: clouds.troubles(),
    };
  }

  function look(): void {
    const status = read();
    const { now, ...rest } = status;
    const latest: Told = { text: JSON.stringify(rest), now, wall: performance.now() };
    if (latest.text === told.text && runsAsTold(told, latest, status.speed)) return;
    told = latest;
    desk.publish('status.changed', status);
  }

  return {
    read,
    look,
    watch(isWatched) {
      if (isWatched === (timer !== undefined)) return;
      if (!isWatched) clearInterval(timer);
      timer = isWatched ? setInterval(look, LOOK) : undefined;
    },
  };
}

function progressOf({ done, expected }: ListingView): NonNullable<Status['listing']> {
  return { done, ...(expected !== undefined && { expected }) };
}

/** What the window knows: the line without its time, and both clocks when that was told. */
interface Told {
  readonly text: string;
  readonly now: Instant;
  readonly wall: number;
}

/** The window lets its clock run on at the told speed: only a clock that did otherwise is news. */
function runsAsTold(told: Told, latest: Told, speed = 1): boolean {
  const expected = told.now + (latest.wall - told.wall) * speed;
  return Math.abs(latest.now - expected) < LOOK * speed;
}

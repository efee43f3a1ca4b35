import type { Mode } from '../../contract/host.ts';
import type { Status } from '../../contract/status.ts';
import type { Clouds } from '../clouds/connect.ts';
import type { World } from '../world.ts';
import type { Desk } from './desk.ts';

/** How often the bar at the bottom is compared with what it showed (wall clock: it is for eyes). */
const LOOK = 1_000;

/** The state of the bench as one line, and the news when it changed. */
export interface StatusLine {
  read(): Status;
  /** Looks for changes while somebody listens. */
  watch(isWatched: boolean): void;
}

export function createStatus(parts: {
  readonly desk: Desk;
  readonly world: World;
  readonly clouds: Clouds;
  readonly mode: Mode;
}): StatusLine {
  const { desk, world, clouds, mode } = parts;
  let timer: NodeJS.Timeout | undefined;
  let shown = '';

  function read(): Status {
    const listing = clouds.listing.state();
    return {
      mode,
      bench: desk.ledger.bench,
      operator: desk.state.operator,
      isOnline: desk.isOnline(),
      usb: desk.bench.unavailable ?? 'watching',
      now: desk.clock.now(),
      ...(world.sandbox && { speed: world.sandbox.speed() }),
      ...(listing.isRunning && { listing }),
      budgets: clouds.budgets(),
      jobs: desk.jobs.lines(),
    };
  }

  function look(): void {
    const status = read();
    const text = JSON.stringify({ ...status, now: world.sandbox ? status.now : 0 });
    if (text === shown) return;
    shown = text;
    desk.publish('status.changed', status);
  }

  return {
    read,
    watch(isWatched) {
      if (isWatched === (timer !== undefined)) return;
      if (!isWatched) clearInterval(timer);
      timer = isWatched ? setInterval(look, LOOK) : undefined;
    },
  };
}

import { HOUR, MINUTE } from '../core/time.ts';
import type { Clouds } from './clouds/connect.ts';
import type { Desk } from './desk/desk.ts';
import type { World } from './world.ts';

/** A full listing keeps the facts of devices that nobody scans young enough to decide (assignment: 4 h). */
const AGAIN = 3 * HOUR;
const AFTER_FAILURE = 5 * MINUTE;

/**
 * Lists both clouds now and again and again, and whenever somebody wants it; gives back how to stop. A listing that
 * is paused rests until it is wanted.
 */
export function keepListing(parts: {
  desk: Pick<Desk, 'mirror' | 'clock'>;
  world: Pick<World, 'hurry'>;
  clouds: Pick<Clouds, 'apple' | 'microsoft' | 'listing'>;
  log: (line: string) => void;
}): () => void {
  const { desk, world, clouds, log } = parts;
  const { listing } = clouds;
  let cancel: () => void = () => undefined;
  let calm: () => void = () => undefined;
  let isStopped = false;
  const forget = listing.onWanted(() => void list());
  void list();

  /** The first listing of a rehearsal is not worth waiting for. */
  function hurry(): void {
    const { isPaused, isRunning } = listing.state();
    if (desk.mirror.count() === 0 && !isPaused && !isRunning) calm = world.hurry();
  }
  async function list(): Promise<void> {
    if (clouds.apple.length === 0 && !clouds.microsoft) return;
    hurry();
    const listed = await listing.run();
    calm();
    calm = () => undefined;
    cancel();
    if (isStopped || listing.state().isPaused) return;
    if (!listed.ok) log(`listing stopped: ${listed.error.kind}`);
    // Paused, and wanted again before the page under way was over.
    if (listed.ok && !listed.value.isWhole) return list();
    cancel = desk.clock.after(listed.ok ? AGAIN : AFTER_FAILURE, () => void list());
  }

  return () => {
    isStopped = true;
    listing.stop();
    forget();
    calm();
    cancel();
  };
}

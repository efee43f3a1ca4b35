import { HOUR, MINUTE } from '../core/time.ts';
import type { Clouds } from './clouds/connect.ts';
import type { Desk } from './desk/desk.ts';
import type { World } from './world.ts';

/** A full listing keeps the facts of devices that nobody scans young enough to decide (assignment: 4 h). */
const AGAIN = 3 * HOUR;
const AFTER_FAILURE = 5 * MINUTE;

/** Lists both clouds now and again and again; gives back how to stop. */
export function keepListing(parts: {
  desk: Desk;
  world: World;
  clouds: Clouds;
  log: (line: string) => void;
}): () => void {
  const { desk, world, clouds, log } = parts;
  let cancel: () => void = () => undefined;
  let calm: () => void = () => undefined;
  let isStopped = false;
  void list();

  async function list(): Promise<void> {
    if (world.connections.organizations.length === 0) return;
    if (desk.mirror.count() === 0) calm = world.hurry();
    const listed = await clouds.listing.run();
    calm();
    if (isStopped) return;
    if (!listed.ok) log(`listing stopped: ${listed.error.kind}`);
    cancel = desk.clock.after(listed.ok ? AGAIN : AFTER_FAILURE, () => void list());
  }

  return () => {
    isStopped = true;
    calm();
    cancel();
  };
}

import { candidateOn, serialOn } from './case-view.ts';
import type { Desk } from './desk.ts';
import { despiteLedger } from './despite-ledger.ts';
import { slotsView } from './slots-view.ts';

/** How often the slots are compared with what was told of them (wall clock: it is for eyes). */
const LOOK = 500;

/** Tells the window what stands on the slots. */
export interface SlotsNews {
  /** Now, for what USB shows or the operator did. */
  tell(): void;
  /** While somebody listens, looks for what comes without either: a scan, an answer or a list of the clouds. */
  watch(isWatched: boolean): void;
}

export function createSlotsNews(desk: Desk): SlotsNews {
  let timer: NodeJS.Timeout | undefined;
  let told = '';

  function tell(): void {
    told = sayingsOf(desk);
    desk.publish('bench.slotsChanged', slotsView(desk));
  }
  return {
    tell,
    watch(isWatched) {
      if (isWatched === (timer !== undefined)) return;
      clearInterval(timer);
      timer = undefined;
      if (!isWatched) return;
      told = sayingsOf(desk);
      const look = () => void (sayingsOf(desk) !== told && tell());
      timer = setInterval(() => despiteLedger(look), LOOK);
    },
  };
}

/** What is said of the bench and the devices on it, found without judging them anew. */
function sayingsOf(desk: Desk): string {
  const sayings = desk.bench.slots().map((slot) => {
    const serial = serialOn(desk, slot);
    if (!serial) return candidateOn(desk, slot);
    const { verdict, reset } = desk.state.sent.get(serial) ?? {};
    return [serial, verdict?.lane, reset?.step];
  });
  return JSON.stringify([desk.bench.unavailable, sayings]);
}

import type { Clock } from '../../../core/ports.ts';

/** Soon enough for somebody who has just plugged something in. */
const GLANCE_MS = 400;
/** Between two looks when nothing seems to change; more where a look is costly, so that it costs next to nothing. */
const SHORTEST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;
const PAUSE_PER_LOOK = 500;

interface Looking {
  /** Never rejects. */
  readonly look: () => Promise<void>;
  /** Far cheaper than a look: gives another text when it is worth one; undefined while events do that. */
  readonly glance: () => string | undefined;
  readonly clock: Pick<Clock, 'after'>;
}

/** Looks at once and then again and again, one look after the other, until the returned function is called. */
export function keepLooking({ look, glance, clock }: Looking): () => void {
  let isStopped = false;
  let cancel = (): void => undefined;
  const later = (milliseconds: number, run: () => void) => {
    if (!isStopped) cancel = clock.after(milliseconds, run);
  };
  async function lookNow(isChanging: boolean): Promise<void> {
    // Before the look, so that what comes during it is another sight.
    const seen = glance();
    const began = performance.now();
    await look();
    // What is just coming may not have been complete.
    const pause = isChanging ? GLANCE_MS : pauseAfter(performance.now() - began);
    if (seen !== undefined) glanceFor(pause, () => glance() !== seen);
    else later(pause, () => void lookNow(false));
  }
  function glanceFor(left: number, hasChanged: () => boolean): void {
    later(GLANCE_MS, () => {
      const isChanging = hasChanged();
      if (isChanging || left <= GLANCE_MS) void lookNow(isChanging);
      else glanceFor(left - GLANCE_MS, hasChanged);
    });
  }
  void lookNow(false);
  return () => {
    isStopped = true;
    cancel();
  };
}

function pauseAfter(tookMs: number): number {
  return Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, tookMs * PAUSE_PER_LOOK));
}

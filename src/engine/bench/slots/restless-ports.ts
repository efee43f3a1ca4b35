import type { Clock } from '../../../core/ports.ts';
import { SECOND } from '../../../core/time.ts';

/** A mode change comes twice, a hub that changes its mode once: more within this time is a bad cable or too little power. */
const WINDOW = 30 * SECOND;
const TOO_OFTEN = 4;

export interface RestlessPorts {
  /** Something was plugged in there. */
  arrived(port: string): void;
  /** True from the fourth arrival within half a minute until half a minute without one. */
  isRestless(port: string): boolean;
  stop(): void;
}

/** Finds the ports whose device comes and goes by itself; `onChange` tells when one begins or ends to. */
export function createRestlessPorts(clock: Clock, onChange: (port: string) => void): RestlessPorts {
  const arrivals = new Map<string, number>();
  const forgets = new Set<() => void>();

  function forget(port: string): void {
    const left = (arrivals.get(port) ?? 0) - 1;
    if (left > 0) arrivals.set(port, left);
    else arrivals.delete(port);
    if (left === TOO_OFTEN - 1) onChange(port);
  }
  return {
    arrived(port) {
      const count = (arrivals.get(port) ?? 0) + 1;
      arrivals.set(port, count);
      const cancel = clock.after(WINDOW, () => {
        forgets.delete(cancel);
        forget(port);
      });
      forgets.add(cancel);
      if (count === TOO_OFTEN) onChange(port);
    },
    isRestless: (port) => (arrivals.get(port) ?? 0) >= TOO_OFTEN,
    stop() {
      for (const cancel of forgets) cancel();
      forgets.clear();
    },
  };
}

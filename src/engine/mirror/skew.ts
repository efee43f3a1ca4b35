import { createBelievedSkew } from '../clouds/believed-skew.ts';
import type { Notes } from './notes.ts';

/** Cloud clock minus bench clock, kept for the next start so that a scan before the first answer is right too. */
export interface Skew {
  read(): number;
  write(skew: number): void;
}

/** A Date header counts whole seconds and every answer takes its time: smaller changes are noise, not worth a write. */
const NOISE = 2_000;

export function createSkew(notes: Notes): Skew {
  const saved = notes.read('skew');
  let kept = typeof saved === 'number' && Number.isFinite(saved) ? saved : 0;
  const believe = createBelievedSkew(typeof saved === 'number' ? kept : undefined);
  let current = kept;
  return {
    read: () => current,
    write(told) {
      const skew = believe(told);
      current = skew;
      if (Math.abs(skew - kept) < NOISE) return;
      kept = skew;
      notes.write('skew', skew);
    },
  };
}

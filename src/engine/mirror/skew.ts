import { createBelievedSkew } from '../clouds/http/believed-skew.ts';
import type { MachineClocks } from '../clouds/quota/quota-memory.ts';
import type { Notes } from './notes.ts';

/** Cloud clock minus bench clock, kept for the next start so that a scan before the first answer is right too. */
export interface Skew {
  read(): number;
  write(skew: number): void;
}

/** A Date header counts whole seconds and every answer takes its time: smaller changes are noise, not worth a write. */
const NOISE = 2_000;

export function createSkew(notes: Notes, clocks?: MachineClocks): Skew {
  const saved = notes.read('skew');
  let kept = typeof saved === 'number' && Number.isFinite(saved) ? saved : undefined;
  const believed = createBelievedSkew(kept, clocks);
  return {
    read: believed.now,
    write(told) {
      const skew = believed.told(told);
      if (Math.abs(skew - (kept ?? 0)) < NOISE) return;
      kept = skew;
      notes.write('skew', skew);
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../src/core/ports.ts';

/** The wall clock alone: the live world, which has one too, brings more than an emulated processor loads in a while. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

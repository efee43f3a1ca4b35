import type { DeviceSizes } from './devices.ts';
import type { Fleet } from './requests-run.ts';

/** How much of everything is measured. */
interface Sizes {
  readonly devices: number;
  readonly starts: number;
  readonly scans: number;
  readonly rounds: number;
  readonly idleFor: number;
  readonly appends: number;
  readonly appendRounds: number;
  /** Devices of one check-in. */
  readonly delivery: number;
  readonly requests: Fleet;
  readonly bench: DeviceSizes;
}

export const FULL: Sizes = {
  devices: 200_000,
  starts: 15,
  scans: 360,
  rounds: 3,
  idleFor: 15_000,
  appends: 1_000,
  appendRounds: 7,
  delivery: 10_000,
  requests: { devices: 10_000, toMove: 1_000 },
  bench: { attachRounds: 9, detailRounds: 9, idleFor: 30_000, cycles: 10_000 },
};

/** A smoke test: the shape of every figure, no number to be believed. */
export const QUICK: Sizes = {
  devices: 6_000,
  starts: 1,
  scans: 6,
  rounds: 1,
  idleFor: 1_000,
  appends: 100,
  appendRounds: 1,
  delivery: 500,
  requests: { devices: 2_000, toMove: 100 },
  bench: { attachRounds: 1, detailRounds: 3, idleFor: 1_000, cycles: 640 },
};

import { measureAttach } from './devices-attach.ts';
import { measureCycles } from './devices-cycles.ts';
import { measureDetails } from './devices-details.ts';
import { measureIdle } from './devices-idle.ts';
import { startFakes, type Fakes } from './devices-programs.ts';
import type { Findings } from './figure.ts';

export interface DeviceSizes {
  readonly attachRounds: number;
  readonly detailRounds: number;
  readonly idleFor: number;
  readonly cycles: number;
}

/** The live bench before 64 fake devices, without the app; one after the other. */
export async function measureDevices(sizes: DeviceSizes): Promise<Findings[]> {
  const { attachRounds, detailRounds, idleFor, cycles } = sizes;
  return [
    await withFakes((fakes) => measureAttach(fakes, attachRounds)),
    await withFakes((fakes) => measureDetails(fakes, detailRounds)),
    await withFakes((fakes) => measureIdle(fakes, idleFor)),
    await withFakes((fakes) => measureCycles(fakes, cycles)),
  ];
}

/** Each has its own, since these remember whom they met. */
async function withFakes(measure: (fakes: Fakes) => Promise<Findings>): Promise<Findings> {
  const fakes = await startFakes();
  try {
    return await measure(fakes);
  } finally {
    await fakes.end();
  }
}

import { join } from 'node:path';
import { startElectron, theApp, theFloor, type Start } from './electron-run.ts';
import { toFigure, type Figure } from './figure.ts';
import type { PreparedHome } from './homes.ts';
import { callInPage, tellWhenReady } from './in-page.ts';
import { pause } from './pause.ts';
import { privateMemory, total, type ProcessMemory } from './process-memory.ts';
import { round } from './statistics.ts';

interface MemoryOptions {
  readonly large: PreparedHome;
  readonly scratch: string;
  /** How long nobody touches the app before it is looked at. */
  readonly idleFor: number;
}

interface IdleMemory {
  readonly figures: readonly Figure[];
  readonly note: string;
}

/** Private memory of all processes, idle with a large mirror, against an empty window. */
export async function measureIdleMemory(options: MemoryOptions): Promise<IdleMemory> {
  const { large, scratch, idleFor } = options;
  const floor = await idle(
    { ...theFloor(join(scratch, 'floor-profile')), inPage: callInPage(tellWhenReady, '') },
    idleFor,
  );
  const app = await idle(
    { ...theApp(large.folder), inPage: callInPage(tellWhenReady, '[data-scan-field]') },
    idleFor,
  );
  if (!floor || !app)
    return { figures: [], note: 'Private memory is only measured on Linux (smaps_rollup).' };
  const figure = toFigure({
    name: `privateMemory.idle.${large.devices}`,
    value: total(app),
    unit: 'MB',
    floor: total(floor),
    target: { of: 'value', atMost: 200 },
  });
  const note = `Private memory by process: the app ${listed(app)}; the empty window ${listed(floor)}.`;
  return { figures: [figure], note };
}

async function idle(start: Start, forMilliseconds: number) {
  const running = await startElectron(start);
  await running.told();
  await pause(forMilliseconds);
  const memory = privateMemory(running.pid);
  await running.stop();
  return memory;
}

function listed(processes: readonly ProcessMemory[]): string {
  const parts = processes
    .toSorted((one, other) => other.megabytes - one.megabytes)
    .map(({ kind, megabytes }) => `${kind} ${round(megabytes, 1)}`);
  return parts.join(', ');
}

import { join } from 'node:path';
import { startElectron, theApp, theFloor, type Start } from './electron-run.ts';
import { toFigure, type Findings } from './figure.ts';
import type { PreparedHome } from './homes.ts';
import { callInPage, tellWhenReady } from './in-page.ts';
import { pause } from './pause.ts';
import { privateMemory, strangers, total, type ProcessMemory } from './process-memory.ts';
import { round } from './statistics.ts';

const ATTEMPTS = 6;

interface MemoryOptions {
  readonly large: PreparedHome;
  readonly scratch: string;
  /** How long nobody touches the app before it is looked at. */
  readonly idleFor: number;
}

/** Private memory of all processes, idle with a large mirror, against an empty window. */
export async function measureIdleMemory(options: MemoryOptions): Promise<Findings> {
  const { large, scratch, idleFor } = options;
  const floor = await idle(
    { ...theFloor(join(scratch, 'floor-profile')), inPage: callInPage(tellWhenReady, '') },
    idleFor,
  );
  const app = await idle(
    { ...theApp(large.folder), inPage: callInPage(tellWhenReady, '[data-scan-field]') },
    idleFor,
  );
  if (!floor.memory || !app.memory)
    return { figures: [], note: 'Private memory is only measured on Linux (smaps_rollup).' };
  const figure = toFigure({
    name: `privateMemory.idle.${large.devices}`,
    value: total(app.memory),
    unit: 'MB',
    floor: total(floor.memory),
    target: { of: 'value', atMost: 200 },
  });
  const shared =
    app.isAlone && floor.isAlone
      ? ''
      : ' Another app ran on the same Electron meanwhile: the pages of its program do not count, the sums are too small.';
  const note = `Private memory by process: the app ${listed(app.memory)}; the empty window ${listed(floor.memory)}.${shared}`;
  return { figures: [figure], note };
}

interface Idle {
  readonly memory: readonly ProcessMemory[] | undefined;
  readonly isAlone: boolean;
}

/** Tries again while somebody else runs the same Electron: its pages would be missing from the sum. */
async function idle(start: Start, forMilliseconds: number): Promise<Idle> {
  for (let attempt = 1; ; attempt += 1) {
    const measured = await idleOnce(start, forMilliseconds);
    if (measured.isAlone || attempt === ATTEMPTS) return measured;
    await pause(forMilliseconds);
  }
}

async function idleOnce(start: Start, forMilliseconds: number): Promise<Idle> {
  const running = await startElectron(start);
  await running.told();
  await pause(forMilliseconds);
  const memory = privateMemory(running.pid);
  const isAlone = strangers(running.pid) === 0;
  await running.stop();
  return { memory, isAlone };
}

function listed(processes: readonly ProcessMemory[]): string {
  const parts = processes
    .toSorted((one, other) => other.megabytes - one.megabytes)
    .map(({ kind, megabytes }) => `${kind} ${round(megabytes, 1)}`);
  return parts.join(', ');
}

import { join } from 'node:path';
import { startElectron, theApp, theFloor, type Start } from './electron-run.ts';
import { toFigure, type Findings } from './figure.ts';
import { callInPage, tellWhenReady } from './in-page.ts';
import { pause } from './pause.ts';
import { median, round } from './statistics.ts';

const FIELD = '[data-scan-field]';
/** Lets the machine end what the run before left behind. */
const REST = 700;

interface StartUpOptions {
  /** A data folder that was used before, so that the app starts as on any other day. */
  readonly home: string;
  readonly scratch: string;
  readonly runs: number;
}

/** Spawn until the scan field has the focus and is painted, against an empty window on its own used profile. */
export async function measureStartUp(options: StartUpOptions): Promise<Findings> {
  const { home, scratch, runs } = options;
  const app: Start = { ...theApp(home), inPage: callInPage(tellWhenReady, FIELD) };
  const floor: Start = {
    ...theFloor(join(scratch, 'floor-profile')),
    inPage: callInPage(tellWhenReady, ''),
  };
  const took = await alternate(floor, app, runs);
  const figure = toFigure({
    name: 'spawnToScanField.p50',
    value: median(took.app),
    unit: 'ms',
    floor: median(took.floor),
    target: { of: 'ratio', atMost: 1.25 },
  });
  return { figures: [figure], note: noteOn(took) };
}

/** The fastest of each are what the machine gives when nothing else runs: the medians should tell the same. */
function noteOn({ app, floor }: { readonly app: number[]; readonly floor: number[] }): string {
  const [fastest, fastestFloor] = [Math.min(...app), Math.min(...floor)];
  const ratio = round(fastest / fastestFloor, 3);
  return `Start: of ${app.length} starts each the fastest took ${round(fastest, 0)} ms, the empty window ${round(fastestFloor, 0)} ms, a ratio of ${ratio}.`;
}

/** One of each in turns, so that a busy minute slows both; the first of each only warms caches. */
async function alternate(floor: Start, app: Start, runs: number) {
  const took = { floor: [] as number[], app: [] as number[] };
  for (let run = -1; run < runs; run += 1) {
    const one = { floor: await readyAfter(floor), app: await readyAfter(app) };
    if (run < 0) continue;
    took.floor.push(one.floor);
    took.app.push(one.app);
  }
  return took;
}

async function readyAfter(start: Start): Promise<number> {
  await pause(REST);
  const running = await startElectron(start);
  const readyAt = Number(await running.told());
  await running.stop();
  return readyAt - running.spawnedAt;
}

import { join } from 'node:path';
import { composeEngine } from '../../src/engine/compose.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { startElectron, theApp, type RunningElectron } from './electron-run.ts';
import { toFigure, type Figure, type Findings } from './figure.ts';
import { listedHome } from './homes.ts';
import { callInPage, tellWhenReady, watchFrames, type Frames } from './in-page.ts';
import { pressKey, typeCode } from './keys.ts';
import { pause } from './pause.ts';
import { privateMemory } from './process-memory.ts';
import { percentile, round } from './statistics.ts';

/** So many scans may lie in the window that are not counted yet: keys are sent as fast as they are taken. */
const AHEAD = 20;
const BOX = 20;
const COUNTED = '[data-testid=scanned]';
const COUNT_LIMIT = 120_000;
const LOCK_LIMIT = 20_000;

interface WindowOptions {
  readonly scratch: string;
  readonly devices: number;
}

/** One tenth of the delivery. */
interface Tenth {
  readonly msPerScan: number;
  readonly frames: Frames;
  /** After a collection of garbage, in MB. */
  readonly heap: number;
  /** Private memory of the engine's process, in MB; Linux only. */
  readonly engine: number | undefined;
}

/**
 * A delivery of that many devices through the window of the real app, typed by a scanner that never waits: nothing may
 * be lost, and the last tenth must be as the first one in time and memory.
 */
export async function measureCheckInWindow({ scratch, devices }: WindowOptions): Promise<Findings> {
  const { folder } = await listedHome(join(scratch, 'check-in-window'));
  const serials = Array.from(
    { length: devices },
    (_, index) => `F2L${String(index).padStart(5, '0')}ZZZ1`,
  );
  const sessionId = await onEngine(folder, (engine) => openDelivery(engine, serials));
  const tenths = await deliver(folder, serials);
  const counted = await onEngine(folder, (engine) => countOnce(engine, sessionId));
  const by = (of: (tenth: Tenth) => number) =>
    tenths.map((tenth) => round(of(tenth), 1)).join(', ');
  const note = [
    `Check-in in the window: ${devices} devices in boxes of ${BOX}, typed as fast as the app took the keys.`,
    `By tenths: ms per scan ${by(({ msPerScan }) => msPerScan)};`,
    `heap of the page ${by(({ heap }) => heap)} MB;`,
    `the engine ${by(({ engine }) => engine ?? 0)} MB.`,
  ].join(' ');
  return { figures: figuresOf(tenths, { devices, counted }), note };
}

async function deliver(folder: string, serials: readonly string[]): Promise<Tenth[]> {
  const running = await startElectron({
    ...theApp(folder),
    inPage: callInPage(tellWhenReady, '[data-scan-field]'),
  });
  await running.told();
  await pause(2_000);
  await pressKey(running, { key: '2', isCommand: true });
  await pause(1_000);
  await running.evaluate(callInPage(watchFrames, COUNTED));
  const tenths: Tenth[] = [];
  const size = Math.ceil(serials.length / 10);
  for (let first = 0; first < serials.length; first += size) {
    tenths.push(await deliverTenth(running, serials.slice(first, first + size), first));
  }
  await running.stop();
  return tenths;
}

async function deliverTenth(
  running: RunningElectron,
  serials: readonly string[],
  first: number,
): Promise<Tenth> {
  await running.evaluate('framesSince()');
  const startedAt = performance.now();
  for (const [index, serial] of serials.entries()) {
    if ((first + index) % BOX === BOX - 1) await pressKey(running, { key: 'F6' });
    await typeCode(running, serial);
    await untilCounted(running, first + index + 1 - AHEAD);
  }
  await untilCounted(running, first + serials.length);
  const msPerScan = (performance.now() - startedAt) / serials.length;
  const frames = await running.evaluate<Frames>('framesSince()');
  await running.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await running.send('Runtime.getHeapUsage')) as { usedSize: number };
  const engine = privateMemory(running.pid)?.find(({ kind }) => kind === 'node')?.megabytes;
  return { msPerScan, frames, heap: usedSize / 1024 ** 2, engine };
}

async function untilCounted(running: RunningElectron, scans: number): Promise<void> {
  const end = Date.now() + COUNT_LIMIT;
  while ((await running.evaluate<number>('countedNow()')) < scans) {
    if (Date.now() > end) throw new Error(`the window does not count to ${scans}`);
    await pause(1);
  }
}

async function onEngine<T>(home: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const end = Date.now() + LOCK_LIMIT;
  for (;;) {
    const composed = await composeEngine({ mode: 'sandbox', home, role: 'bench', log: () => {} });
    if (composed.ok) return await work(composed.value).finally(() => composed.value.close());
    // The app's own engine ends a moment after its window.
    if (composed.error.code !== 'benchRunning' || Date.now() > end)
      throw new Error(composed.error.code);
    await pause(200);
  }
}

async function openDelivery({ calls }: Engine, serials: readonly string[]): Promise<string> {
  const opened = await calls['checkIn.open']({ name: 'Delivery' });
  if (!opened.ok) throw new Error(opened.error.code);
  const { sessionId } = opened.value;
  const text = `serial\n${serials.join('\n')}\n`;
  const read = await calls['checkIn.readManifest']({ sessionId, source: 'list', text });
  if (!read.ok) throw new Error(read.error.code);
  const { previewId } = read.value;
  const taken = await calls['checkIn.takeManifest']({ sessionId, previewId });
  if (!taken.ok) throw new Error(taken.error.code);
  return sessionId;
}

/** Devices that are here once, by the ledger: a lost scan or two that were merged leave one out. */
async function countOnce({ calls }: Engine, sessionId: string): Promise<number> {
  const view = await calls['checkIn.session']({ sessionId });
  if (!view.ok) throw new Error(view.error.code);
  const { counts, missing, scanned } = view.value.tally;
  return missing === 0 && scanned === counts.new ? counts.new : counts.new - missing;
}

function figuresOf(
  tenths: readonly Tenth[],
  { devices, counted }: { readonly devices: number; readonly counted: number },
): Figure[] {
  // The first one runs code that no compiler has seen yet.
  const [, early = failed(), ...others] = tenths;
  const late = others.at(-1) ?? failed();
  const name = `checkInWindow.${devices}`;
  const gaps = (tenth: Tenth) => percentile(tenth.frames.gaps, 0.99);
  const tasks = tenths.flatMap(({ frames }) => frames.tasks);
  return [
    toFigure({
      name: `${name}.counted`,
      value: counted,
      unit: 'scans',
      floor: devices,
      target: { of: 'ratio', atLeast: 1 },
    }),
    grown(`${name}.scan`, 'ms', { value: late.msPerScan, floor: early.msPerScan }, 1.5),
    grown(`${name}.heapOfPage`, 'MB', { value: late.heap, floor: early.heap }, 1.2),
    ...(late.engine === undefined || early.engine === undefined
      ? []
      : [grown(`${name}.memoryOfEngine`, 'MB', { value: late.engine, floor: early.engine }, 1.5)]),
    toFigure({
      name: `${name}.frameGap.p99`,
      value: gaps(late),
      unit: 'ms',
      floor: gaps(early),
      target: { of: 'value', atMost: 100 },
    }),
    toFigure({
      name: `${name}.longestTask`,
      value: round(Math.max(0, ...tasks), 1),
      unit: 'ms',
      target: { of: 'value', atMost: 200 },
    }),
  ];
}

function grown(
  name: string,
  unit: string,
  sizes: { readonly value: number; readonly floor: number },
  atMost: number,
): Figure {
  return toFigure({ name, unit, ...sizes, target: { of: 'ratio', atMost } });
}

function failed(): never {
  throw new Error('a delivery has ten tenths');
}

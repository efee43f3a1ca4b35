import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startElectron, theApp, type RunningElectron } from './electron-run.ts';
import { toFigure, type Figure, type Findings } from './figure.ts';
import type { PreparedHome } from './homes.ts';
import { callInPage, tellWhenReady, timerLateness } from './in-page.ts';
import { pause } from './pause.ts';
import { percentile, round } from './statistics.ts';

/** Milliseconds between two turns of an event loop that wants one each millisecond. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** What the importing process tells when it is done. */
export interface ImportReport {
  readonly idle: LoopDelay;
  readonly busy: LoopDelay;
  readonly rows: number;
  readonly devices: number;
  readonly seconds: number;
}

interface ImportOptions {
  readonly large: PreparedHome;
  readonly scratch: string;
  readonly devices: number;
}

/** The campaign of the sandbox, of which the clouds show copies. */
const CAMPAIGN = 2_000;
/** Longer than a frame is felt. */
const LONGEST_STALL = { of: 'value', atMost: 16 } as const;

/** How long engine and window stand still while a whole fleet is imported. */
export async function measureImport(options: ImportOptions): Promise<Findings> {
  const { large, scratch, devices } = options;
  const app = await startElectron({
    ...theApp(large.folder),
    inPage: callInPage(tellWhenReady, '[data-scan-field]'),
  });
  await app.told();
  await pause(5_000);
  const calm = await lateness(app);
  const cloud = child('fleet-cloud-child.ts', [String(Math.max(1, devices / CAMPAIGN))]);
  const baseUrl = String((await once(cloud, 'message'))[0]);
  const folder = join(scratch, 'import');
  mkdirSync(folder, { recursive: true });
  const importer = child('import-child.ts', [baseUrl, join(folder, 'mirror.sqlite')]);
  await once(importer, 'message');
  const reported = reportOf(importer);
  importer.send('go');
  const busy = await latenessUntil(app, reported);
  const report = await reported;
  await app.stop();
  cloud.kill();
  return { figures: figuresOf(report, calm, busy), note: noteOn(report, busy) };
}

function child(file: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

function reportOf(importer: ChildProcess): Promise<ImportReport> {
  return new Promise((resolve, reject) => {
    importer.once('message', (report) => resolve(report as ImportReport));
    importer.once('exit', (code) => reject(new Error(`the import ended with code ${code}`)));
  });
}

async function lateness(app: RunningElectron): Promise<number[]> {
  return app.evaluate<number[]>(callInPage(timerLateness, 4_000));
}

async function latenessUntil(app: RunningElectron, end: Promise<unknown>): Promise<number[]> {
  const state = { isOver: false };
  const finish = () => {
    state.isOver = true;
  };
  end.then(finish, finish);
  const late: number[] = [];
  while (!state.isOver) {
    late.push(...(await app.evaluate<number[]>(callInPage(timerLateness, 1_000))));
  }
  return late;
}

function figuresOf(report: ImportReport, calm: number[], busy: number[]): Figure[] {
  const name = `import.${report.devices}.stall`;
  return [
    toFigure({
      name: `${name}.engine.p99`,
      value: report.busy.p99,
      unit: 'ms',
      floor: report.idle.p99,
      target: LONGEST_STALL,
    }),
    toFigure({
      name: `${name}.engine.max`,
      value: report.busy.max,
      unit: 'ms',
      floor: report.idle.max,
    }),
    toFigure({
      name: `${name}.window.p99`,
      value: percentile(busy, 0.99),
      unit: 'ms',
      floor: percentile(calm, 0.99),
      target: LONGEST_STALL,
    }),
    toFigure({
      name: `${name}.window.max`,
      value: Math.max(...busy),
      unit: 'ms',
      floor: Math.max(...calm),
    }),
  ];
}

function noteOn({ rows, devices, seconds, busy }: ImportReport, late: readonly number[]): string {
  return `Import: ${rows} rows of ${devices} devices in ${round(seconds, 0)} s; engine p50 ${round(busy.p50)} ms, p99.9 ${round(busy.p999)} ms; window p50 ${round(percentile(late, 0.5))} ms.`;
}

import { join } from 'node:path';
import { startElectron, theApp, theFloor, type RunningElectron } from './electron-run.ts';
import { toFigure, type Figure, type Findings } from './figure.ts';
import type { PreparedHome } from './homes.ts';
import { callInPage, tellKeyToPaint, tellWhenReady } from './in-page.ts';
import { buildOneStatePage } from './one-state-page.ts';
import { pause } from './pause.ts';
import { percentile, round } from './statistics.ts';

const FIELD = '[data-scan-field]';
const VERDICT = '[data-testid=verdict] .band-for-text';
/** As many keys as a scan has, so that the floor page is as busy with keys as the app. */
const BURST = 'C0DE0F1LNQKD';
/** A scanner's pace; DevTools adds a millisecond or two. */
const KEY_GAP = 4;
/** The first scans run code that no compiler has seen yet. */
const WARM_UP = 12;

interface VerdictOptions {
  readonly small: PreparedHome;
  readonly large: PreparedHome;
  readonly scratch: string;
  /** Scans of each kind. */
  readonly scans: number;
  readonly rounds: number;
}

type Series = (serials: number, first: number) => Promise<number[]>;

/** Enter → verdict painted in the app, against a key → one React state painted in a page of the same runtime. */
export async function measureVerdict(options: VerdictOptions): Promise<Findings> {
  const { small, large, scratch, scans, rounds } = options;
  const page = await buildOneStatePage(join(scratch, 'one-state'));
  const series: Record<'floor' | 'small' | 'large', Series> = {
    floor: (count) => floorSeries(join(scratch, 'one-state-profile'), page, count),
    small: (count, first) => appSeries(small, count, first),
    large: (count, first) => appSeries(large, count, first),
  };
  const took = { floor: [] as number[], small: [] as number[], large: [] as number[] };
  const perRound = Math.ceil(scans / rounds);
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const kind of ['floor', 'small', 'large'] as const) {
      took[kind].push(...(await series[kind](perRound, turn * (perRound + WARM_UP))));
    }
  }
  const figures = [
    ...figuresOf(took.small, took.floor, small.devices),
    ...figuresOf(took.large, took.floor, large.devices),
    ...growthOf(took.large, took.small),
  ];
  const p90 = (samples: readonly number[]) => `${round(percentile(samples, 0.9), 1)} ms`;
  const note = `Verdict: ${took.large.length} scans each; p90 ${p90(took.small)} and ${p90(took.large)}, floor ${p90(took.floor)}.`;
  return { figures, note };
}

function figuresOf(took: readonly number[], floor: readonly number[], devices: number): Figure[] {
  const name = `lastCharacterToVerdict.${devices}`;
  return [
    toFigure({
      name: `${name}.p50`,
      value: percentile(took, 0.5),
      unit: 'ms',
      floor: percentile(floor, 0.5),
    }),
    toFigure({
      name: `${name}.p99`,
      value: percentile(took, 0.99),
      unit: 'ms',
      floor: percentile(floor, 0.99),
      target: { of: 'ratio', atMost: 1.3 },
    }),
  ];
}

/** The larger mirror against the smaller one. */
function growthOf(large: readonly number[], small: readonly number[]): Figure[] {
  return ([50, 99] as const).map((rank) =>
    toFigure({
      name: `lastCharacterToVerdict.growth.p${rank}`,
      value: percentile(large, rank / 100),
      unit: 'ms',
      floor: percentile(small, rank / 100),
      target: { of: 'ratio', atMost: 1.1 },
    }),
  );
}

async function floorSeries(profile: string, page: string, count: number): Promise<number[]> {
  const running = await startElectron({
    ...theFloor(profile, page),
    inPage: callInPage(tellWhenReady, ''),
  });
  await running.told();
  await running.evaluate(callInPage(tellKeyToPaint, '[data-testid=keys]'));
  const keys = BURST.length + 1;
  const bursts = Array.from({ length: count + WARM_UP }, (_, index) => ({
    text: BURST,
    shows: String(keys * (index + 1)),
  }));
  return timeBursts(running, bursts);
}

async function appSeries(home: PreparedHome, count: number, first: number): Promise<number[]> {
  const running = await startElectron({
    ...theApp(home.folder),
    inPage: callInPage(tellWhenReady, FIELD),
  });
  await running.told();
  // The window asks for everything it shows when the engine has come; a person takes longer than this.
  await pause(2_000);
  await running.evaluate(callInPage(tellKeyToPaint, VERDICT));
  const serials = Array.from(
    { length: count + WARM_UP },
    (_, index) => home.serials[(first + index) % home.serials.length] ?? '',
  );
  return timeBursts(
    running,
    serials.map((text) => ({ text, shows: text.slice(-4) })),
  );
}

async function timeBursts(
  running: RunningElectron,
  bursts: readonly { readonly text: string; readonly shows: string }[],
): Promise<number[]> {
  const took: number[] = [];
  for (const [index, { text, shows }] of bursts.entries()) {
    await running.evaluate(`expectText(${JSON.stringify(shows)})`);
    await type(running, text);
    took.push(Number(await running.told()));
    // Not in step with the frames of the screen.
    await pause(60 + ((index * 37) % 90));
  }
  await running.stop();
  return took.slice(WARM_UP);
}

async function type(running: RunningElectron, text: string): Promise<void> {
  for (const key of text) {
    await press(running, { key, text: key });
    await pause(KEY_GAP);
  }
  await press(running, { key: 'Enter', text: '\r' });
}

async function press(
  running: RunningElectron,
  { key, text }: { readonly key: string; readonly text: string },
): Promise<void> {
  const code = key === 'Enter' ? key : /\d/.test(key) ? `Digit${key}` : `Key${key}`;
  const virtual = key === 'Enter' ? 13 : key.codePointAt(0);
  const about = { key, code, windowsVirtualKeyCode: virtual };
  await running.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...about });
  await running.send('Input.dispatchKeyEvent', { type: 'keyUp', ...about });
}

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCheckInWindow } from './check-in-window.ts';
import { measureCheckIn } from './check-in.ts';
import { measureDevicesTable } from './devices-table.ts';
import { measureDevices } from './devices.ts';
import { toFigure, type Figure, type Findings } from './figure.ts';
import { grownHome, listedHome } from './homes.ts';
import { measureIdleMemory } from './idle-memory.ts';
import { measureImport } from './import-stall.ts';
import { measureInstalledSize } from './installed-size.ts';
import { measureAppends } from './ledger-appends.ts';
import { loadNow, machineLine } from './machine.ts';
import { writeReport } from './report.ts';
import { measureRequests } from './requests.ts';
import { FULL, QUICK } from './sizes.ts';
import { measureStartUp } from './start-up.ts';
import { measureVerdict } from './verdict-time.ts';

/*
 * `npm run bench [-- --quick] [--only app|appends|installed|checkIn|checkInWindow|devicesTable|requests|devices]`: one JSON line per figure on stdout,
 * and docs/benchmarks.md unless it was quick or a part; the notes of a part follow it. What is slow on a busy machine
 * is measured first and alone. `node tests/bench/run.ts --only …` is enough for what needs no app.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const sizes = values.quick ? QUICK : FULL;
const parts: Readonly<Record<string, () => Promise<void>>> = {
  app: measureApp,
  appends: async () => keep(appends()),
  installed: async () => keep(measureInstalledSize()),
  devices: async () => (await measureDevices(sizes.bench)).forEach(keep),
  checkIn: async () => keep(await measureCheckIn(sizes.delivery)),
  devicesTable: async () =>
    keep(await measureDevicesTable(sizes.devices, sizes.rounds, join(scratch, 'table'))),
  checkInWindow: async () => keep(await measureCheckInWindow({ scratch, devices: sizes.delivery })),
  requests: async () => keep(await measureRequests(sizes.requests)),
};
const page = resolve(import.meta.dirname, '../../docs/benchmarks.md');
const scratch = mkdtempSync(join(os.tmpdir(), 'resetbench-bench-'));
const figures: Figure[] = [];
const notes: string[] = [];

try {
  await measureAll();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measureAll(): Promise<void> {
  const { only } = values;
  const chosen = only === undefined ? Object.values(parts) : [parts[only]];
  notes.push(`Load average before the first figure: ${loadNow().toFixed(2)} (idle is near 0).`);
  for (const measure of chosen) {
    if (!measure) throw new Error(`--only is one of ${Object.keys(parts).join(', ')}`);
    await measure();
  }
  notes.push(`Load average after the last one: ${loadNow().toFixed(2)}.`);
  if (only !== undefined) process.stdout.write(`${notes.join('\n')}\n`);
  else if (!values.quick) report();
}

async function measureApp(): Promise<void> {
  const { devices, starts, scans, rounds, idleFor } = sizes;
  const small = await listedHome(join(scratch, 'small'));
  const large = await grownHome(small, join(scratch, 'large'), devices);
  keep(await measureStartUp({ home: small.folder, scratch, runs: starts }));
  keep(await measureVerdict({ small, large, scratch, scans, rounds }));
  keep(await measureImport({ large, scratch, devices }));
  keep(await measureIdleMemory({ large, scratch, idleFor }));
}

function report(): void {
  mkdirSync(resolve(page, '..'), { recursive: true });
  const machine = machineLine();
  const measuredOn = new Date().toISOString().slice(0, 10);
  writeReport(page, { machine, measuredOn, figures, notes });
}

function appends(): Findings {
  const { ours, raw } = measureAppends(sizes.appends, sizes.appendRounds);
  const figure = toFigure({
    name: 'ledgerAppends.perSecond',
    value: ours,
    unit: '1/s',
    floor: raw,
    target: { of: 'ratio', atLeast: 0.8 },
  });
  return { figures: [figure], note: `Appends: median of ${sizes.appendRounds} rounds.` };
}

function keep(found: Findings): void {
  for (const figure of found.figures) {
    figures.push(figure);
    process.stdout.write(`${JSON.stringify(figure)}\n`);
  }
  notes.push(found.note);
}

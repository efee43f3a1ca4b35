import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';
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
 * `npm run bench [-- --quick]`: one JSON line per figure on stdout, and docs/benchmarks.md unless it was quick.
 * What is slow on a busy machine is measured first and alone.
 */
const isQuick = process.argv.includes('--quick');
const sizes = isQuick ? QUICK : FULL;
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
  notes.push(`Load average before the first figure: ${loadNow().toFixed(2)} (idle is near 0).`);
  const { devices, starts, scans, rounds, idleFor } = sizes;
  const small = await listedHome(join(scratch, 'small'));
  const large = await grownHome(small, join(scratch, 'large'), devices);
  keep(await measureStartUp({ home: small.folder, scratch, runs: starts }));
  keep(await measureVerdict({ small, large, scratch, scans, rounds }));
  keep(await measureImport({ large, scratch, devices }));
  keep(await measureIdleMemory({ large, scratch, idleFor }));
  keep(appends());
  keep(measureInstalledSize());
  keep(await measureRequests(sizes.requests));
  notes.push(`Load average after the last one: ${loadNow().toFixed(2)}.`);
  if (isQuick) return;
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

import type { BenchProgram, Fakes } from './devices-programs.ts';
import { startBench } from './devices-programs.ts';
import type { Findings } from './figure.ts';
import { toFigure } from './figure.ts';
import { median, percentile, round } from './statistics.ts';

/** A device is on the screen before the person who plugs it in looks up. */
const SOON = { of: 'value', atMost: 500 } as const;

interface Attached {
  /** The first of all tiles, the last of all tiles, the last that is complete; ms after the plug. */
  readonly appeared: number;
  readonly complete: number;
}

/** How long 64 devices, and one, take from the plug to their tiles. New devices each time. */
export async function measureAttach(fakes: Fakes, rounds: number): Promise<Findings> {
  const bench = await startBench(fakes);
  const [many, one]: [Attached[], Attached[]] = [[], []];
  for (let count = 0; count < rounds; count += 1) {
    many.push(await attach(fakes, bench, 64));
    one.push(await attach(fakes, bench, 1));
  }
  await bench.end();
  return { figures: figuresOf(many, one), note: noteOn(many) };
}

async function attach(fakes: Fakes, bench: BenchProgram, count: number): Promise<Attached> {
  const { at, udids } = await fakes.plug(count);
  const appeared = await bench.appeared(udids);
  const complete = await bench.complete(udids);
  await fakes.unplug(udids);
  await bench.gone();
  return { appeared: Math.max(...appeared) - at, complete: Math.max(...complete) - at };
}

function figuresOf(many: readonly Attached[], one: readonly Attached[]) {
  const [all, single] = [many, one].map((rounds) => ({
    appeared: median(rounds.map(({ appeared }) => appeared)),
    complete: median(rounds.map(({ complete }) => complete)),
  }));
  if (!all || !single) return [];
  const unit = 'ms';
  return [
    toFigure({ name: 'devices.attach64.complete.p50', value: all.complete, unit }),
    toFigure({ name: 'devices.attach64.tiles.p50', value: all.appeared, unit, target: SOON }),
    toFigure({ name: 'devices.attach1.tile.p50', value: single.appeared, unit, target: SOON }),
    toFigure({ name: 'devices.attach1.complete.p50', value: single.complete, unit }),
  ];
}

function noteOn(many: readonly Attached[]): string {
  const times = many.map(({ complete }) => complete);
  return `Devices, attach: ${many.length} rounds; all 64 complete after ${round(times[0] ?? 0, 0)} ms in the first, which finds a program that has just started, ${round(percentile(times, 0), 0)} ms at best.`;
}

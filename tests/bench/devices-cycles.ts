import type { Rest } from './devices-bench-child.ts';
import { startBench, type BenchProgram, type Fakes } from './devices-programs.ts';
import { toFigure, type Figure, type Findings } from './figure.ts';
import { round } from './statistics.ts';

const AT_ONCE = 64;
/** Waits of seconds take milliseconds: the 3 s of a bounce, the 30 s after which a port is calm again. */
const HURRY = 50;
const ALL_OVER = 60_000 / HURRY;
/** For what is compiled late and kept; over 4,000 plugs or more it is less than the record of one device for each. */
const ROOM = { of: 'value', atMost: 2 } as const;
/** A page here and there stays in use. Over 8,000 plugs it is less than the buffers of one connection for each. */
const ROOM_OF_PROCESS = { of: 'value', atMost: 8 } as const;

/** What the bench holds on to after many plugs. A fifth of the cycles fills what has a bound. */
export async function measureCycles(fakes: Fakes, cycles: number): Promise<Findings> {
  const bench = await startBench({ address: fakes.address, hurry: HURRY, isSparing: true });
  const rests: Rest[] = [];
  const cycle = cycling(fakes, bench);
  let done = 0;
  for (const share of [0.2, 0.6, 1]) {
    while (done < cycles * share) done += await cycle();
    rests.push(await bench.rest(ALL_OVER));
  }
  const sockets = await fakes.sockets();
  await bench.end();
  return { figures: figuresOf(rests, sockets), note: noteOn(rests, done) };
}

/** Each round plugs and unplugs 64, half of them new ones; gives back how many came and left. */
function cycling(fakes: Fakes, bench: BenchProgram): () => Promise<number> {
  let [number, earlier]: [number, readonly string[]] = [0, []];
  return async () => {
    number += 1;
    await fakes.replug(earlier);
    const fresh = await fakes.plug(AT_ONCE - earlier.length);
    const all = [...earlier, ...fresh.udids];
    // Every third time they leave in the middle of the conversation, and every third they bounce.
    if (number % 3 === 0) await bench.appeared(all);
    else await bench.complete(all);
    await fakes.unplug(all);
    if (number % 3 === 1) {
      await fakes.replug(all);
      await fakes.unplug(all);
    }
    await bench.gone();
    earlier = fresh.udids.slice(0, AT_ONCE / 2);
    return AT_ONCE;
  };
}

/** Grown since it was least: code that is thrown away after a while must not hide what came to stay. */
function figuresOf([first, middle, last]: readonly Rest[], sockets: number): Figure[] {
  if (!first || !middle || !last) return [];
  const heap = last.heapMegabytes - Math.min(first.heapMegabytes, middle.heapMegabytes);
  const rss = last.rssMegabytes - first.rssMegabytes;
  const handles = { value: handlesOf(last), floor: handlesOf(first), unit: 'handles' };
  const name = 'devices.memoryCycles';
  return [
    toFigure({ name: `${name}.heapGrowth`, value: heap, unit: 'MB', target: ROOM }),
    toFigure({ name: `${name}.rssGrowth`, value: rss, unit: 'MB', target: ROOM_OF_PROCESS }),
    toFigure({ name: `${name}.handles`, ...handles, target: { of: 'ratio', atMost: 1 } }),
    // It listens, and has hung up on everybody else.
    toFigure({
      name: `${name}.sockets`,
      value: sockets,
      unit: 'sockets',
      target: { of: 'value', atMost: 1 },
    }),
  ];
}

function handlesOf({ handles }: Rest): number {
  return Object.values(handles).reduce((sum, count) => sum + count, 0);
}

function noteOn(rests: readonly Rest[], cycles: number): string {
  const listed = (of: (rest: Rest) => number) => rests.map((rest) => round(of(rest))).join(', ');
  const kinds = Object.entries(rests.at(-1)?.handles ?? {}).map((each) => each.join(' '));
  return `Devices, cycles: ${cycles} plugs; at 20, 60 and 100 % the heap is ${listed(({ heapMegabytes }) => heapMegabytes)} MB, the whole process ${listed(({ rssMegabytes }) => rssMegabytes)} MB; handles at the end: ${kinds.join(', ')}.`;
}

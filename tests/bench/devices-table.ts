import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { EngineCallName, InputOf, OutputOf } from '../../src/contract/calls.ts';
import { composeEngine } from '../../src/engine/compose.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { toFigure, type Figure, type Findings } from './figure.ts';
import { grownHome, listedHome } from './homes.ts';
import { percentile } from './statistics.ts';

/** What a person notices as a wait, and how long a scan may have to stand behind something else. */
const ANSWER = 100;
const STALL = 50;

/** What a person does to the table: each is asked anew each time, so that no page is the one before. */
const QUESTIONS: readonly Omit<InputOf<'devices.window'>, 'offset' | 'limit'>[] = [
  { search: '', filter: { lanes: ['fix'] } },
  { search: '', filter: { models: ['iPhone 16'], isInIntune: true } },
  { search: '', filter: {}, sort: { by: 'lane', isDescending: false } },
  { search: '', filter: {}, sort: { by: 'enrolledAt', isDescending: true } },
  { search: '', filter: {}, sort: { by: 'serial', isDescending: true } },
  { search: '35', filter: {}, sort: { by: 'model', isDescending: true } },
  { search: '', filter: { steps: ['reassign'] }, sort: { by: 'service', isDescending: false } },
  { search: '', filter: { enrolledWithin: 30 }, sort: { by: 'reason', isDescending: true } },
];

interface Measured {
  readonly took: readonly number[];
  readonly longestStall: number;
  /** How long it took to judge the whole fleet once, in seconds. */
  readonly judgedIn: number;
}

/**
 * The Devices table over that many devices, filtered and sorted in every way. The floor is the same on a tenth of them:
 * an answer must stay within a glance, and no other call may have to wait for it.
 */
export async function measureDevicesTable(
  devices: number,
  rounds: number,
  scratch: string,
): Promise<Findings> {
  mkdirSync(scratch, { recursive: true });
  const listed = await listedHome(join(scratch, 'listed'));
  const tenth = Math.max(3_000, devices / 10);
  const few = await measured(listed.folder, join(scratch, 'few'), tenth, rounds);
  const many = await measured(listed.folder, join(scratch, 'many'), devices, rounds);
  const note =
    `Devices table: ${devices} devices, ${QUESTIONS.length} filters and orders, ${rounds} times each; ` +
    `judged once in ${many.judgedIn.toFixed(0)} s beside the bench.`;
  return { figures: figuresOf(devices, few, many), note };
}

function figuresOf(devices: number, few: Measured, many: Measured): Figure[] {
  const name = `devicesTable.${devices}`;
  return [
    toFigure({
      name: `${name}.answer.p50`,
      value: percentile(many.took, 0.5),
      unit: 'ms',
      floor: percentile(few.took, 0.5),
    }),
    toFigure({
      name: `${name}.answer.p99`,
      value: percentile(many.took, 0.99),
      unit: 'ms',
      floor: percentile(few.took, 0.99),
      target: { of: 'value', atMost: ANSWER },
    }),
    toFigure({
      name: `${name}.stall.max`,
      value: many.longestStall,
      unit: 'ms',
      target: { of: 'value', atMost: STALL },
    }),
  ];
}

async function measured(
  from: string,
  folder: string,
  devices: number,
  rounds: number,
): Promise<Measured> {
  cpSync(from, folder, { recursive: true });
  await grownHome({ folder: from, devices: 2_000, serials: [] }, folder, devices);
  const composed = await composeEngine({
    mode: 'sandbox',
    home: folder,
    role: 'bench',
    log: () => {},
  });
  if (!composed.ok) throw new Error(composed.error.code);
  const engine = composed.value;
  try {
    const judgedIn = await untilJudged(engine);
    return { ...(await askAll(engine, rounds)), judgedIn };
  } finally {
    await engine.close();
  }
}

async function untilJudged(engine: Engine): Promise<number> {
  const start = performance.now();
  for (;;) {
    const { judged, total } = await ask(engine, 'devices.choices', {});
    if (judged === total) return (performance.now() - start) / 1_000;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function askAll(engine: Engine, rounds: number) {
  const took: number[] = [];
  const stalls = monitorEventLoopDelay({ resolution: 5 });
  stalls.enable();
  for (let round = 0; round < rounds; round += 1) {
    for (const question of QUESTIONS) {
      const start = performance.now();
      await ask(engine, 'devices.window', { ...question, offset: 200, limit: 100 });
      took.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  stalls.disable();
  return { took, longestStall: stalls.max / 1_000_000 };
}

async function ask<Name extends EngineCallName>(
  engine: Engine,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  // Name and input belong together by the signature; TypeScript does not follow that through the table.
  const handler = engine.calls[name] as (input: InputOf<Name>) => unknown;
  const reply = (await handler(input)) as
    | { ok: true; value: OutputOf<Name> }
    | { ok: false; error: { code: string } };
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
  return reply.value;
}

import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import { hasEnded, type JobKind, type Work } from '../core/jobs/job.ts';
import { say } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import type { CommandLine } from './command-line.ts';
import { showOneLine } from './one-line.ts';
import { pause } from './pause.ts';

export type Outcome = 'confirmed' | 'failed' | 'open';
export interface WorkOutcome {
  readonly outcome: Outcome;
  /** As core/jobs/failures.ts writes it. */
  readonly failure?: string | undefined;
}

const LOOK_EVERY = 250;
/** A look at ten thousand devices takes its time: no more than so large a part of it is spent with looking. */
const LOOKING_SHARE = 0.1;

interface Awaited {
  readonly kinds: readonly JobKind[];
  /** Under `cli` stands how it says how far it is. */
  readonly words: string;
  readonly line: CommandLine;
}

/** What became of the work for each serial when all of it has ended, or when the time is up. */
export async function awaitWork(
  engine: Engine,
  serials: readonly SerialNumber[],
  { kinds, words, line: { timeout, language } }: Awaited,
): Promise<ReadonlyMap<SerialNumber, WorkOutcome>> {
  const until = Date.now() + timeout * 60_000;
  const progress = showOneLine();
  const outcomes = new Map<SerialNumber, WorkOutcome>();
  let open = serials;
  for (;;) {
    const beganAt = Date.now();
    for (const serial of open) outcomes.set(serial, await outcomeOf(engine, serial, kinds));
    open = open.filter((serial) => outcomes.get(serial)?.outcome === 'open');
    const params = { done: serials.length - open.length, total: serials.length };
    progress.show(say(language, `cli.${words}.progress`, params));
    if (open.length === 0 || Date.now() >= until) break;
    await pause(Math.max(LOOK_EVERY, (Date.now() - beganAt) / LOOKING_SHARE));
  }
  progress.clear();
  return outcomes;
}

/** Of these kinds alone: that the device comes up in Intune is a matter for whoever erases it. */
async function outcomeOf(
  engine: Engine,
  serial: SerialNumber,
  kinds: Awaited['kinds'],
): Promise<WorkOutcome> {
  const steps = await workOf(engine, serial, kinds);
  const failed = steps.find(({ state }) => state === 'failed');
  // What is no work any more was cancelled, here or by Apple.
  if (failed || steps.length === 0) return { outcome: 'failed', failure: failed?.failure };
  return { outcome: steps.some(isOpen) ? 'open' : 'confirmed' };
}

/** Work of these kinds that has not ended yet, whoever began it. */
export async function isUnderWay(
  engine: Engine,
  serial: SerialNumber,
  kinds: Awaited['kinds'],
): Promise<boolean> {
  return (await workOf(engine, serial, kinds)).some(isOpen);
}

async function workOf(
  engine: Engine,
  serial: SerialNumber,
  kinds: Awaited['kinds'],
): Promise<readonly Work[]> {
  const { work } = await engine.check(serial, { cached: true });
  return work.filter(({ kind }) => kinds.includes(kind));
}

function isOpen({ state }: Work): boolean {
  return !hasEnded(state);
}

import { expect } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { readFailure } from '../../../src/core/jobs/failures.ts';
import { HOUR } from '../../../src/core/time.ts';
import de from '../../../src/core/words/de.json' with { type: 'json' };
import en from '../../../src/core/words/en.json' with { type: 'json' };
import type { FaultyClouds } from './faulty-clouds.ts';

export const POST = 'POST api-business.apple.com/v1/orgDeviceActivities';
export const POST_URL = 'POST https://api-business.apple.com/v1/orgDeviceActivities';

/** Scans them, presses FIX on each, and waits until no job moves them any more. Gives what the jobs said meanwhile. */
export async function move(
  bench: FaultyClouds,
  serials: readonly SerialNumber[],
  before: () => void = () => undefined,
): Promise<ReadonlySet<string>> {
  for (const serial of serials) await bench.check(serial);
  before();
  for (const serial of serials) bench.jobs.queueReassign(serial, bench.offices);
  return untilMoved(bench);
}

/** Waits for the end of all reassignments; gives what they waited for and noted until then. */
export async function untilMoved(bench: FaultyClouds): Promise<ReadonlySet<string>> {
  const said = new Set<string>();
  await bench.pass(3 * HOUR, () => {
    const moves = bench.jobs.views().filter(({ kind }) => kind === 'reassign');
    for (const { waiting, note } of moves) {
      if (waiting !== undefined) said.add(waiting);
      if (note !== undefined) said.add(note);
    }
    return moves.every(({ state }) => state === 'confirmed' || state === 'failed');
  });
  return said;
}

/** The reassignment of this serial as the bench shows it, with the words of its failure. */
export function moveOf(bench: FaultyClouds, serial: SerialNumber) {
  const work = bench.jobs.workOf(serial).find(({ kind }) => kind === 'reassign');
  if (!work) throw new Error('nobody asked for it');
  return { state: work.state, failure: work.failure };
}

/** With what it failed, once it is sure that both languages say what to do; throws when it did not fail. */
export function failureOfMove(bench: FaultyClouds, serial: SerialNumber): string {
  const { state, failure = '' } = moveOf(bench, serial);
  if (state !== 'failed') throw new Error(`It is ${state}.`);
  for (const words of [en, de]) {
    const { text, next } = words.jobFailure[readFailure(failure).code];
    expect(text).not.toBe('');
    expect(next).not.toBe('');
  }
  return failure;
}

/** The activities that Apple has taken for this serial: more than one would have been sent twice. */
export function activitiesFor({ sandbox }: FaultyClouds, serial: SerialNumber): number {
  return sandbox.world.state.activities.filter(({ serials }) => serials.includes(serial)).length;
}

export function serviceOf({ sandbox }: FaultyClouds, serial: SerialNumber): string | null {
  return sandbox.world.device(serial)?.serviceId ?? null;
}

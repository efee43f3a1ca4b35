import type { Queued } from '../contract/campaign.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import { isPastMove } from '../core/verdict/past-move.ts';
import { REASON_CODES, type Gate } from '../core/verdict/reasons.ts';
import type { Engine } from '../engine/engine.ts';

/** Those of the refused whose service, sync and profile are as they shall be: nothing was left to do for them. */
export async function atTargetAmong(
  engine: Engine,
  refused: Queued['refused'],
): Promise<ReadonlySet<SerialNumber>> {
  const there = new Set<SerialNumber>();
  for (const { serial, reason } of refused) {
    if (saysSo(reason) && !(await isElsewhere(engine, serial))) there.add(serial);
  }
  return there;
}

function saysSo(reason: string): boolean {
  const code = REASON_CODES.find((each) => each === reason);
  return code !== undefined && isPastMove(code);
}

const OF_MOVE: readonly Gate[] = ['organization', 'service', 'identity', 'profile'];

/** A device that was handed over, or is enrolled, may have been taken elsewhere all the same: its further reasons tell. */
async function isElsewhere(engine: Engine, serial: SerialNumber): Promise<boolean> {
  const { verdict } = await engine.check(serial, { cached: true });
  return verdict.reasons.some(
    ({ gate, lane }) => OF_MOVE.includes(gate) && (lane === 'stop' || lane === 'fix'),
  );
}

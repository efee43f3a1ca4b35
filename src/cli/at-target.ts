import type { Queued } from '../contract/campaign.ts';
import type { SerialNumber } from '../core/identifiers/serial-number.ts';
import { GATES, REASON_CODES, REASONS, type Gate } from '../core/verdict/reasons.ts';
import type { Engine } from '../engine/engine.ts';

/** Those of the refused whose service, sync and profile are as they shall be: nothing was left to do for them. */
export async function atTargetAmong(
  engine: Engine,
  refused: Queued['refused'],
): Promise<ReadonlySet<SerialNumber>> {
  const there = new Set<SerialNumber>();
  for (const { serial, reason } of refused) {
    if (isPastMove(reason) && !(await isElsewhere(engine, serial))) there.add(serial);
  }
  return there;
}

/** What may still hold up a reset is no matter of a move. */
function isPastMove(reason: string): boolean {
  const code = REASON_CODES.find((each) => each === reason);
  if (code === undefined) return false;
  const { gate, lane } = REASONS[code];
  const isPastProfile = GATES.indexOf(gate) > GATES.indexOf('profile');
  return isPastProfile || lane === 'done' || code === 'profileSettling';
}

const OF_MOVE: readonly Gate[] = ['organization', 'service', 'identity', 'profile'];

/** A device that was handed over, or is enrolled, may have been taken elsewhere all the same: its further reasons tell. */
async function isElsewhere(engine: Engine, serial: SerialNumber): Promise<boolean> {
  const { verdict } = await engine.check(serial, { cached: true });
  return verdict.reasons.some(
    ({ gate, lane }) => OF_MOVE.includes(gate) && (lane === 'stop' || lane === 'fix'),
  );
}

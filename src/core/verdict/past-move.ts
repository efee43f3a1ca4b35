import { GATES, REASONS, type ReasonCode } from './reasons.ts';

/**
 * Does this reason say that service, sync and profile are as they shall be? What may still hold up a reset is no
 * matter of a move.
 */
export function isPastMove(code: ReasonCode): boolean {
  const { gate, lane } = REASONS[code];
  const isPastProfile = GATES.indexOf(gate) > GATES.indexOf('profile');
  return isPastProfile || lane === 'done' || code === 'profileSettling';
}

import type { CaseState } from '../../core/custody/case-state.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Permission } from '../bench/bench-watch.ts';
import { deviceStateOf } from './card.ts';
import { slotsOf } from './case-view.ts';
import type { Desk } from './desk.ts';

/** Pairing is for a reset that the operator has begun and that is not on record yet, and ends with it. */
export function permitPairing(desk: Desk, serial: SerialNumber): void {
  const permission = permissionIn(deviceStateOf(desk, serial).cases[0]);
  for (const { port } of slotsOf(desk, serial)) desk.bench.allowPairing(port, permission);
}

/** That it came back is in the ledger, so that it holds over a restart in the middle of a reset. */
function permissionIn(newest: CaseState | undefined): Permission {
  if (!newest?.isOpen || newest.reset.startedAt === undefined) return 'no';
  const { step } = newest.reset;
  if (step === 'back') return 'hasReturned';
  return step === 'started' || step === 'gone' ? 'afterReturn' : 'no';
}

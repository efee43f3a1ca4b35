import type { Card } from '../../contract/desk.ts';
import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import type { Reply } from '../engine.ts';
import { cardOf, deviceStateOf } from './card.ts';
import { openCase } from './case.ts';
import { NOBODY, record, type Desk } from './desk.ts';
import { permitPairing } from './permit-pairing.ts';
import { tell } from './tell.ts';

/** Every later event carries this name. */
export function signIn(desk: Desk, operator: string): Reply<Record<string, never>> {
  const before = desk.state.operator;
  desk.state.operator = operator;
  const happening = { type: 'operatorChanged', data: { operator } } as const;
  const kept = record(desk, { serial: null, caseId: null }, happening);
  if (kept.ok) return success({});
  desk.state.operator = before;
  return kept;
}

/** Nobody is there any more; who was is on record. */
export function signOut(desk: Desk): Reply<Record<string, never>> {
  if (desk.state.operator === null) return success({});
  const happening = { type: 'operatorChanged', data: { operator: NOBODY } } as const;
  const kept = record(desk, { serial: null, caseId: null }, happening);
  if (!kept.ok) return kept;
  desk.state.operator = null;
  return success({});
}

/** "Same user keeps data" for this device, or the consent to erase it after all. */
export function stateIntent(desk: Desk, serial: SerialNumber, keepsData: boolean): Reply<Card> {
  return state(desk, serial, { type: 'intentStated', data: { keepsData } });
}

/**
 * The device leaves the bench; its case is closed, a new arrival opens a new one. Its enrollment is still awaited:
 * a device that was handed over and never came up is what the campaign lead must hear of.
 */
export function handOver(desk: Desk, serial: SerialNumber): Reply<Card> {
  if (!deviceStateOf(desk, serial).cases[0]?.isOpen) return failure({ code: 'unknownDevice' });
  return state(desk, serial, { type: 'handedOver', data: {} });
}

/** Appends one statement of the signed-in operator to the device's open case. */
export function state(desk: Desk, serial: SerialNumber, happening: Happening): Reply<Card> {
  if (!desk.state.operator) return failure({ code: 'noOperator' });
  const { caseId, opening } = openCase(desk, serial, 'command');
  const kept = record(desk, { serial, caseId }, ...opening, happening);
  if (!kept.ok) return kept;
  permitPairing(desk, serial);
  const card = cardOf(desk, serial);
  tell(desk, card);
  return success(card);
}

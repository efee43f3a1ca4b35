import type { Slots } from '../../contract/bench.ts';
import type { Card } from '../../contract/desk.ts';

/** A verdict may stand this long without anybody touching it (wall time: it is about a person's eyes). */
export const CARD_STANDS = 20_000;

/** While a reset runs the card is a guide, and stays. */
export function isResetOpen({ reset }: Card): boolean {
  return reset.step === 'started' || reset.step === 'gone' || reset.step === 'back';
}

/** Whether the device went off its slot between two states of its card, and not because of a reset. */
export function wasUnplugged(before: Card, after: Card): boolean {
  const hasLeft = before.slotNumber !== undefined && after.slotNumber === undefined;
  const leftUnbegun = before.reset.step === 'expected' && after.reset.step === 'gone';
  return leftUnbegun || (hasLeft && !isResetOpen(after));
}

/** Whether the slot of this card now holds another device, or none. */
export function isOffItsSlot(card: Card, { slots }: Slots): boolean {
  if (card.slotNumber === undefined || isResetOpen(card)) return false;
  const occupant = slots.find((slot) => slot.number === card.slotNumber)?.occupant;
  if (!occupant) return true;
  const read = occupant.serial ?? occupant.candidate;
  return read !== undefined && read !== card.serial;
}

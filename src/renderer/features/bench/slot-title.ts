import type { Say } from '../../app/language.tsx';

/** "Slot 7, left hub"; an unnamed slot is its number alone. */
export function slotTitle(number: number, name: string, say: Say): string {
  const isNamed = name !== '' && name !== String(number);
  return isNamed ? say('ui.slots.slot', { number, name }) : say('ui.card.slot', { slot: number });
}

import type { Card } from '../../contract/desk.ts';
import type { Happening } from '../../core/custody/event.ts';
import { deviceStateOf } from './card.ts';
import { slotsOf } from './case-view.ts';
import { record, type Desk } from './desk.ts';

/** Sends a card to the window, and keeps the change of verdict in the ledger while its case is open. */
export function tell(desk: Desk, card: Card): void {
  const before = desk.state.sent.get(card.serial);
  if (before && isSameToOperator(before, card)) return;
  keepVerdict(desk, card);
  desk.state.sent.set(card.serial, card);
  desk.publish('desk.cardChanged', card);
}

/** Writes `verdictChanged`, and `resetExpected` when the device may be erased now. */
export function keepVerdict(desk: Desk, card: Card): void {
  const newest = deviceStateOf(desk, card.serial).cases[0];
  const deciding = card.verdict.reasons[0];
  if (!newest?.isOpen || !deciding) return;
  const { lane } = card.verdict;
  const { lastVerdict } = newest;
  if (lastVerdict?.lane === lane && lastVerdict.reason === deciding.code) return;
  const verdictChanged = { type: 'verdictChanged', data: { lane, reason: deciding.code } } as const;
  const isFreed = lane === 'clear' && newest.reset.step === 'none';
  const freed: Happening[] = isFreed
    ? [{ type: 'resetExpected', data: { slot: slotsOf(desk, card.serial)[0]?.port } }]
    : [];
  record(desk, { serial: card.serial, caseId: newest.caseId }, verdictChanged, ...freed);
}

/** Nothing differs but when it was said. */
export function isSameToOperator(one: Card, other: Card): boolean {
  const visible = ({ revision: _revision, assessedAt: _at, ...rest }: Card) => JSON.stringify(rest);
  return visible(one) === visible(other);
}

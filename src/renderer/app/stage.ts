import type { Slot, Slots } from '../../contract/bench.ts';
import type { Card, ScanLine } from '../../contract/desk.ts';
import type { CardStage, Stage } from './store.ts';

/** As many lines of history as a glance takes in. */
const REMEMBERED_SCANS = 10;

/** A word that stood no longer than this was not read: nobody has to be told that it changed. */
const UNREAD = 1_500;

/** The card as it is shown first, or again after a second scan of its serial. */
export function cardStage(card: Card, at: number, isRescanned = false): CardStage {
  return { kind: 'card', card, shownAt: at, isRescanned };
}

/** The stage after news of a card: only a newer state of the device on show changes it. */
export function stageAfterNews(stage: Stage, card: Card, at: number): Stage {
  if (stage.kind !== 'card' || stage.card.serial !== card.serial) return stage;
  if (card.revision <= stage.card.revision) return stage;
  return renewedStage(stage, card, at);
}

/** The same card with what is true now. A confirmation that was half given does not outlive a change. */
export function renewedStage(stage: CardStage, card: Card, at: number): CardStage {
  const { lane } = stage.card.verdict;
  const isSameStep = stage.card.reset.step === card.reset.step;
  if (lane === card.verdict.lane) {
    return { ...stage, card, isRescanned: stage.isRescanned && isSameStep };
  }
  const wasRead = at - stage.shownAt > UNREAD;
  return { ...cardStage(card, at), ...(wasRead && { was: { lane, at } }) };
}

export function scansWith(scans: readonly ScanLine[], line: ScanLine): readonly ScanLine[] {
  const others = scans.filter(({ eventId }) => eventId !== line.eventId);
  return [line, ...others].slice(0, REMEMBERED_SCANS);
}

/** The history says what is true of a device now: yesterday's word never stands over today's device. */
export function scansAfterNews(scans: readonly ScanLine[], card: Card): readonly ScanLine[] {
  const { lane } = card.verdict;
  // Older lines keep the answer that was given then.
  const newest = scans.find(({ serial }) => serial === card.serial);
  if (!newest || newest.lane === lane) return scans;
  return scans.map((line) => (line === newest ? { ...line, lane } : line));
}

/** New slots, with every tile that has not changed being the same object, so that it is not drawn again. */
export function slotsAfterNews(known: Slots | undefined, next: Slots): Slots {
  if (!known) return next;
  const before = new Map<string, Slot>(known.slots.map((slot) => [slot.port, slot]));
  const slots = next.slots.map((slot) => {
    const old = before.get(slot.port);
    return old && JSON.stringify(old) === JSON.stringify(slot) ? old : slot;
  });
  return { ...next, slots };
}

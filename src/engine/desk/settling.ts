import type { Card } from '../../contract/desk.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { MINUTE, type Instant } from '../../core/time.ts';
import { cardOf } from './card.ts';
import type { Desk } from './desk.ts';
import { isSameToOperator } from './tell.ts';

type Priority = 'bench' | 'background';

/** No verdict needs more rounds of asking than this; it bounds a cloud that contradicts itself for ever. */
const ROUNDS = 12;
/** A question that brought nothing new is not asked again before this, so that it burns no quota. */
const FRUITLESS_PAUSE = MINUTE;

/** Asks the clouds round by round until a verdict needs no answer any more, or none brings anything new. */
export interface Settling {
  settle(serial: SerialNumber, priority: Priority): Promise<Card>;
  /** The last round was fruitless, a short while ago. */
  isPaused(serial: SerialNumber): boolean;
  isStopped(): boolean;
  stop(): void;
}

export function createSettling(desk: Desk, onCard: (card: Card) => void): Settling {
  const underWay = new Map<SerialNumber, Promise<Card>>();
  const notBefore = new Map<SerialNumber, Instant>();
  let isStopped = false;

  async function ask(serial: SerialNumber, priority: Priority): Promise<Card> {
    let card = cardOf(desk, serial);
    for (let round = 0; round < ROUNDS; round += 1) {
      if (card.verdict.questions.length === 0) return card;
      await desk.revalidation.ask(serial, card.verdict.questions, priority);
      if (isStopped) return card;
      const before = card;
      card = cardOf(desk, serial);
      onCard(card);
      if (isSameToOperator(before, card)) break;
    }
    notBefore.set(serial, desk.clock.now() + FRUITLESS_PAUSE);
    return card;
  }

  return {
    settle(serial, priority) {
      const running = underWay.get(serial);
      if (running) return running;
      const settling = ask(serial, priority).finally(() => underWay.delete(serial));
      underWay.set(serial, settling);
      return settling;
    },
    isPaused(serial) {
      const left = (notBefore.get(serial) ?? 0) - desk.clock.now();
      // More is left than there ever was when the clock was set back.
      if (left > 0 && left <= FRUITLESS_PAUSE) return true;
      notBefore.delete(serial);
      return false;
    },
    isStopped: () => isStopped,
    stop() {
      isStopped = true;
    },
  };
}

import type { Card } from '../../contract/desk.ts';
import type { Happening } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { MINUTE, SECOND, type Instant } from '../../core/time.ts';
import { cardOf, deviceStateOf, verdictOf } from './card.ts';
import { serialOn, slotsOf } from './case-view.ts';
import { record, type Desk } from './desk.ts';

/** No verdict needs more rounds of asking than this; it bounds a cloud that contradicts itself for ever. */
const ROUNDS = 12;
/** A question that brought nothing new is not asked again before this, so that it burns no quota. */
const FRUITLESS_PAUSE = MINUTE;
/** How often the devices in sight are assessed anew, since time alone can end a verdict. */
const TICK = 15 * SECOND;
const AHEAD = 2 * MINUTE;

/** Keeps the cards of the devices in sight true: asks what is missing, and tells when a verdict changes. */
export interface Follow {
  /** Sends the card if it changed, then asks for what its verdict needs. */
  refresh(serial: SerialNumber): void;
  /** The same for a card that went out as the answer to a scan; begins only when that answer is on its way. */
  answered(card: Card): void;
  /** The card after everything that can be asked was asked. */
  settle(serial: SerialNumber, priority: 'bench' | 'background'): Promise<Card>;
  stop(): void;
}

export function createFollow(desk: Desk): Follow {
  const underWay = new Map<SerialNumber, Promise<Card>>();
  const notBefore = new Map<SerialNumber, Instant>();
  let isStopped = false;
  let cancelTick = desk.clock.after(TICK, tick);

  function tick(): void {
    if (isStopped) return;
    for (const serial of inSight(desk)) {
      const isPaused = (notBefore.get(serial) ?? 0) > desk.clock.now();
      if (isPaused) tell(desk, cardOf(desk, serial));
      else {
        refresh(serial);
        askAhead(desk, serial);
      }
    }
    cancelTick = desk.clock.after(TICK, tick);
  }

  function refresh(serial: SerialNumber): void {
    tell(desk, cardOf(desk, serial));
    void settle(serial, 'bench');
  }

  function answered(card: Card): void {
    setImmediate(() => {
      if (isStopped) return;
      keepVerdict(desk, card);
      void settle(card.serial, 'bench');
    });
  }

  function settle(serial: SerialNumber, priority: 'bench' | 'background'): Promise<Card> {
    const running = underWay.get(serial);
    if (running) return running;
    const settling = ask(serial, priority).finally(() => underWay.delete(serial));
    underWay.set(serial, settling);
    return settling;
  }

  async function ask(serial: SerialNumber, priority: 'bench' | 'background'): Promise<Card> {
    let card = cardOf(desk, serial);
    for (let round = 0; round < ROUNDS; round += 1) {
      if (card.verdict.questions.length === 0) return card;
      await desk.revalidation.ask(serial, card.verdict.questions, priority);
      if (isStopped) return card;
      const answered = cardOf(desk, serial);
      if (inSight(desk).has(serial)) tell(desk, answered);
      if (isSameToOperator(card, answered)) {
        notBefore.set(serial, desk.clock.now() + FRUITLESS_PAUSE);
        return answered;
      }
      card = answered;
    }
    return card;
  }

  return {
    refresh,
    answered,
    settle,
    stop() {
      isStopped = true;
      cancelTick();
    },
  };
}

/** Asks for what is about to be too old, so that a verdict in sight does not lapse into WAIT and back. */
function askAhead(desk: Desk, serial: SerialNumber): void {
  const { questions } = verdictOf(desk, serial, deviceStateOf(desk, serial), AHEAD);
  if (questions.length > 0) void desk.revalidation.ask(serial, questions, 'background');
}

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
  const isKnown =
    newest.lastVerdict?.lane === card.verdict.lane && newest.lastVerdict.reason === deciding.code;
  if (isKnown) return;
  const { lane } = card.verdict;
  const slot = slotsOf(desk, card.serial)[0];
  const happenings: Happening[] = [
    { type: 'verdictChanged', data: { lane, reason: deciding.code } },
  ];
  if (lane === 'clear' && newest.reset.step === 'none') {
    happenings.push({ type: 'resetExpected', data: slot ? { slot: slot.port } : {} });
  }
  record(desk, { serial: card.serial, caseId: newest.caseId }, ...happenings);
}

/** The device whose card is up, and those on the slots. */
export function inSight(desk: Desk): Set<SerialNumber> {
  const onSlots = desk.bench.slots().flatMap((slot) => serialOn(desk, slot) ?? []);
  return new Set(desk.state.shown ? [desk.state.shown, ...onSlots] : onSlots);
}

function isSameToOperator(one: Card, other: Card): boolean {
  const visible = ({ revision: _revision, assessedAt: _at, ...rest }: Card) => JSON.stringify(rest);
  return visible(one) === visible(other);
}

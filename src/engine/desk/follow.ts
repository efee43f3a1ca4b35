import type { Card } from '../../contract/desk.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import { cardOf, deviceStateOf, verdictOf } from './card.ts';
import { serialOn } from './case-view.ts';
import type { Desk } from './desk.ts';
import { despiteLedger, expectLedgerFault } from './despite-ledger.ts';
import { createSettling } from './settling.ts';
import { keepVerdict, tell } from './tell.ts';

/** How often the devices in sight are assessed anew, since time alone can end a verdict. */
const TICK = 15 * SECOND;
/** What will be too old within this time is asked for now. */
const AHEAD = 2 * MINUTE;

/** Keeps the cards of the devices in sight true: asks what is missing, and tells when a verdict changes. */
export interface Follow {
  /** Assesses the devices in sight again and again from now on. */
  start(): void;
  /** Sends the card if it changed, then asks for what its verdict needs. */
  refresh(serial: SerialNumber): void;
  /** The same for a card that went out as an answer; begins only when that answer is on its way. */
  answered(card: Card): void;
  /** The card after everything that can be asked was asked. */
  settle(serial: SerialNumber, priority: 'bench' | 'background'): Promise<Card>;
  stop(): void;
}

export function createFollow(desk: Desk): Follow {
  const settling = createSettling(desk, (card) => {
    if (inSight(desk).has(card.serial)) tell(desk, card);
  });
  const settleUnasked = (serial: SerialNumber): void =>
    void settling.settle(serial, 'bench').catch(expectLedgerFault);
  const refresh = (serial: SerialNumber): void => {
    tell(desk, cardOf(desk, serial));
    if (!settling.isPaused(serial)) settleUnasked(serial);
  };
  const look = (serial: SerialNumber): void => {
    refresh(serial);
    if (!settling.isPaused(serial)) askAhead(desk, serial);
  };
  let cancelTick: () => void = () => undefined;
  function tick(): void {
    forgetUnseen(desk);
    for (const serial of inSight(desk)) despiteLedger(() => look(serial));
    cancelTick = desk.clock.after(TICK, tick);
  }
  return {
    start: () => void (cancelTick = desk.clock.after(TICK, tick)),
    refresh,
    answered(card) {
      setImmediate(() => {
        if (settling.isStopped()) return;
        despiteLedger(() => keepVerdict(desk, card));
        settleUnasked(card.serial);
      });
    },
    settle: settling.settle,
    stop() {
      settling.stop();
      cancelTick();
    },
  };
}

/** The device whose card is up, and those on the slots. */
function inSight(desk: Desk): Set<SerialNumber> {
  const onSlots = desk.bench.slots().flatMap((slot) => serialOn(desk, slot) ?? []);
  return new Set(desk.state.shown ? [desk.state.shown, ...onSlots] : onSlots);
}

/** What was sent is kept to compare with; of devices out of sight nothing more is sent. */
function forgetUnseen(desk: Desk): void {
  const seen = inSight(desk);
  for (const serial of desk.state.sent.keys()) {
    if (!seen.has(serial)) desk.state.sent.delete(serial);
  }
}

/** Asks for what is about to be too old, so that a verdict in sight does not lapse into WAIT and back. */
function askAhead(desk: Desk, serial: SerialNumber): void {
  const { questions } = verdictOf(desk, serial, deviceStateOf(desk, serial), AHEAD);
  if (questions.length > 0) void desk.revalidation.ask(serial, questions, 'background');
}

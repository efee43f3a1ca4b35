import type { ScanReply } from '../../contract/desk.ts';
import { BENCH_COMMANDS, type BenchCommand } from '../../core/identifiers/bench-codes.ts';
import type { SoundPlayer } from '../sound/player.ts';
import { isResetOpen } from './card-lease.ts';
import type { CardShow } from './card-show.ts';
import { calledBy } from './readings.ts';
import { cardStage, scansWith } from './stage.ts';
import type { AppStore } from './store.ts';

interface Parts {
  readonly store: AppStore;
  readonly sound: SoundPlayer;
  readonly cards: CardShow;
  readonly undo: () => Promise<void>;
}

type Handle = (reply: ScanReply) => void;

/** What the window does with each kind of answer to a scan. The scan is on record when it comes. */
export function createScanReplies({ store, sound, cards, undo }: Parts): Handle {
  // The others are of a check-in.
  const commands: Readonly<Partial<Record<BenchCommand, () => void>>> = {
    NEXT: cards.giveWay,
    UNDO: () => void undo(),
    SOUND: sound.repeat,
  };
  const refuse =
    (outcome: 'unresolved' | 'refused'): Handle =>
    ({ line, record }) => {
      sound.play(record?.answer === 'matches' ? 'accepted' : 'notSerial');
      cards.show({ kind: 'code', line, outcome, record });
      if (!record) store.setState({ hint: { kind: 'notSerial' } });
    };
  // Only what the person sees can be confirmed: after SCAN NEXT the same serial is a first scan again.
  const showScanned: Handle = ({ card }) => {
    if (!card) return;
    const { stage } = store.getState();
    const isAgain = stage.kind === 'card' && stage.card.serial === card.serial;
    sound.play(
      isAgain && stage.card.verdict.lane === card.verdict.lane ? 'accepted' : card.verdict.lane,
    );
    store.setState({ called: calledBy(card, Date.now()) });
    cards.show(cardStage(card, Date.now(), isAgain));
    const isConfirming = card.verdict.lane === 'clear' || isResetOpen(card);
    if (isAgain && isConfirming) store.setState({ hint: { kind: 'confirmed' } });
  };
  const handlers: Readonly<Record<ScanReply['outcome'], Handle>> = {
    device: showScanned,
    confirmed: showScanned,
    command({ line }) {
      const command = BENCH_COMMANDS.find((word) => word === line.code.value);
      if (command) commands[command]?.();
    },
    operator({ line }) {
      sound.play('accepted');
      store.setState({ hint: { kind: 'signedIn', operator: line.code.value }, trouble: undefined });
    },
    unresolved: refuse('unresolved'),
    refused: refuse('refused'),
  };
  return (reply) => {
    store.setState(({ scans }) => ({
      hint: undefined,
      help: undefined,
      scans: scansWith(scans, reply.line),
    }));
    handlers[reply.outcome](reply);
  };
}

import type { NewsOf } from '../../contract/calls.ts';
import type { Card } from '../../contract/desk.ts';
import type { Failure } from '../../contract/protocol.ts';
import { readBenchCode } from '../../core/identifiers/bench-codes.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Result } from '../../core/result.ts';
import type { FixKind } from '../../core/verdict/verdict.ts';
import type { SoundPlayer } from '../sound/player.ts';
import { createCardShow, type CardShow } from './card-show.ts';
import { createCheckIn, type CheckIn, type CheckInParts } from './check-in.ts';
import type { EngineClient } from './engine-client.ts';
import { createHeldScans } from './held-scans.ts';
import { createReadings } from './readings.ts';
import { createScanQueue } from './scan-queue.ts';
import { createScanReplies } from './scan-replies.ts';
import type { AppStore } from './store.ts';

export interface DeskParts {
  readonly store: AppStore;
  readonly engine: EngineClient;
  readonly sound: SoundPlayer;
}

/** Everything a person can do at the bench. */
export interface Desk {
  scan(text: string): void;
  /** Keeps scans back while there is no engine, and until the window has taken up with a new one. */
  holdScans(): void;
  /** Sends what was kept, and again what the last engine took without an answer. */
  resumeScans(): void;
  showCard(serial: SerialNumber): Promise<void>;
  /** The next scan is of the device on this port. */
  armSlot(port: string): void;
  /** A device named itself on USB. */
  hearReading(reading: NewsOf<'bench.deviceRead'>): Promise<void>;
  /** Tells the device on this port, which is in recovery, to start normally. */
  leaveRecovery(port: string): Promise<void>;
  fix(serial: SerialNumber, fix: FixKind): Promise<void>;
  /** Only after the serial was scanned again and a key held: the caller has seen to both. */
  startReset(serial: SerialNumber): Promise<void>;
  attestReset(serial: SerialNumber): Promise<void>;
  stateIntent(serial: SerialNumber, keepsData: boolean): Promise<void>;
  handOver(serial: SerialNumber): Promise<void>;
  undo(): Promise<void>;
  repeatSound(): void;
  readonly cards: CardShow;
  readonly checkIn: CheckIn;
}

/** The window's side of the desk: asks the engine and keeps the stage. It holds no truth of its own. */
export function createDesk(parts: DeskParts): Desk {
  const { engine, sound, store } = parts;
  const cards = createCardShow(store, sound);
  const act = async (asked: Promise<Result<Card, Failure>>) => {
    store.setState({ isBusy: true, trouble: undefined });
    const answer = await asked;
    store.setState({ isBusy: false });
    if (answer.ok) cards.take(answer.value);
    else store.setState({ trouble: answer.error });
  };
  const checkIn = createCheckIn({ ...parts, count: (text, id) => scans.count(text, id) });
  const undo = () => (checkIn.isUp() ? checkIn.undo() : undoNewest(parts, cards));
  const scans = createScans({ ...parts, checkIn }, cards, undo);
  const { count: _, ...others } = scans;
  return {
    ...others,
    undo,
    cards,
    checkIn,
    repeatSound: sound.repeat,
    hearReading: createReadings({ ...parts, cards }),
    leaveRecovery: (port) => leaveRecovery(parts, port),
    showCard(serial) {
      store.setState({ view: 'bench', help: undefined });
      return act(engine.ask('desk.card', { serial }));
    },
    armSlot(armedSlot) {
      cards.giveWay();
      store.setState({ armedSlot, view: 'bench' });
    },
    fix: (serial, fix) => act(engine.ask('desk.fix', { serial, fix })),
    startReset: (serial) => act(engine.ask('desk.startReset', { serial, rescanned: serial })),
    attestReset: (serial) => act(engine.ask('desk.attestReset', { serial, rescanned: serial })),
    stateIntent: (serial, keepsData) => act(engine.ask('desk.stateIntent', { serial, keepsData })),
    handOver: (serial) => act(engine.ask('desk.handOver', { serial })),
  };
}

function createScans(
  { engine, sound, store, checkIn }: DeskParts & { readonly checkIn: CheckIn },
  cards: CardShow,
  undo: () => Promise<void>,
): Pick<Desk, 'scan' | 'holdScans' | 'resumeScans'> & Pick<CheckInParts, 'count'> {
  const queue = createScanQueue(engine, {
    onUnsaved: (unsaved) => store.setState({ unsaved }),
    onReply: createScanReplies({ store, sound, cards, undo }),
    onCheckIn: checkIn.hear,
    onFailure: ({ error }) => {
      sound.play('notSerial');
      store.setState(({ view }) => ({
        trouble: error,
        view: view === 'checkIn' ? view : 'bench',
      }));
    },
  });
  const held = createHeldScans({ store, engine, sound, checkIn });
  const count = (text: string, sessionId: string) =>
    queue.add({ text, sessionId, key: crypto.randomUUID() });
  return {
    count,
    scan(text) {
      const isOfList = store.getState().view === 'checkIn' && !checkIn.isUp();
      if (text.trim() === '') {
        return isOfList ? held.confirm() : store.setState({ hint: { kind: 'empty' } });
      }
      const sessionId = checkIn.isUp();
      if (sessionId) return count(text, sessionId);
      // A badge or a command is of the whole bench, whatever stands on screen.
      if (isOfList) return isBenchCode(text) ? queue.add({ text }) : held.take(text);
      queue.add({ text, slot: store.getState().armedSlot });
      // Now and not with the answer: who goes elsewhere meanwhile is not called back.
      store.setState({ armedSlot: undefined, view: 'bench' });
    },
    holdScans: queue.hold,
    resumeScans: queue.resume,
  };
}

function isBenchCode(text: string): boolean {
  return readBenchCode(text.trim().toUpperCase()) !== undefined;
}

async function undoNewest({ engine, store }: DeskParts, cards: CardShow): Promise<void> {
  const answer = await engine.ask('desk.undo', {});
  if (!answer.ok) return store.setState({ trouble: answer.error });
  const { line, card } = answer.value;
  if (card) cards.take(card);
  else cards.giveWay();
  const scans = await engine.ask('desk.recentScans', {});
  store.setState({
    hint: { kind: 'undone', line },
    ...(scans.ok && { scans: scans.value.slice(0, 10) }),
  });
}

async function leaveRecovery({ engine, store }: DeskParts, port: string): Promise<void> {
  const answer = await engine.ask('bench.exitRecovery', { port });
  if (answer.ok) return store.setState({ slots: answer.value, trouble: undefined });
  const isRight = answer.error.code === 'usbNotPermitted';
  store.setState({
    trouble: answer.error,
    view: 'bench',
    help: isRight ? { topic: 'busNotPermitted' } : undefined,
  });
}

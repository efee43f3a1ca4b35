import type { NewsOf } from '../../contract/calls.ts';
import type { SoundPlayer } from '../sound/player.ts';
import type { CardShow } from './card-show.ts';
import type { EngineClient } from './engine-client.ts';
import { cardStage } from './stage.ts';
import type { AppState, AppStore } from './store.ts';

type Reading = NewsOf<'bench.deviceRead'>;

interface Parts {
  readonly store: AppStore;
  readonly engine: EngineClient;
  readonly sound: SoundPlayer;
  readonly cards: CardShow;
}

/**
 * What the window does when a device names itself: where nobody is busy its card comes up as if it had been scanned.
 * Otherwise its tile alone says so.
 */
export function createReadings({ engine, store, sound, cards }: Parts) {
  return async ({ serial, port }: Reading): Promise<void> => {
    if (!isIdle(store.getState(), port)) return;
    const answer = await engine.ask('desk.card', { serial });
    if (!answer.ok || !isIdle(store.getState(), port)) return;
    const card = answer.value;
    sound.play(card.verdict.lane);
    store.setState({ armedSlot: undefined, help: undefined, called: calledBy(card, Date.now()) });
    cards.show(cardStage(card, Date.now()));
  };
}

/** The slot whose tile answers to a scan. */
export function calledBy(card: { readonly slotNumber?: number | undefined }, at: number) {
  return card.slotNumber === undefined ? undefined : { number: card.slotNumber, at };
}

/** Nobody reads a card or a guide, nothing is half typed, and no scan is awaited. */
function isIdle(state: AppState, port: string): boolean {
  const { armedSlot = port, assembly, help, stage, unsaved, view } = state;
  const isFree = view === 'bench' && stage.kind === 'scanNext' && state.arranging === undefined;
  const isQuiet = assembly.text === '' && unsaved.length === 0;
  const isAboutIt = armedSlot === port && (help === undefined || help.port === port);
  return isFree && isQuiet && isAboutIt;
}

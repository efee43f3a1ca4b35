import type { Card } from '../../contract/desk.ts';
import type { SoundPlayer } from '../sound/player.ts';
import { CARD_STANDS, isResetOpen, wasUnplugged } from './card-lease.ts';
import { createCountdown } from './countdown.ts';
import { cardStage, renewedStage, stageAfterNews } from './stage.ts';
import type { AppStore, Stage } from './store.ts';

/** What stands on the big card, and for how long. */
export interface CardShow {
  show(stage: Stage): void;
  /** SCAN NEXT. */
  giveWay(): void;
  /** The answer to something the person did with a device. */
  take(card: Card): void;
  /** A card changed by itself: never silently, and never over a newer one. */
  hear(card: Card): void;
  /** What a new engine says of the device on show. */
  renew(card: Card): void;
  /** Somebody is still busy with it. */
  touch(): void;
}

export function createCardShow(store: AppStore, sound: SoundPlayer): CardShow {
  const lease = createCountdown(CARD_STANDS, () => {
    if (mustStay(store.getState().stage)) lease.start();
    else giveWay();
  });
  const show = (stage: Stage) => {
    store.setState({ stage, trouble: undefined });
    if (stage.kind === 'scanNext') return lease.stop();
    lease.start();
    lease.touch();
  };
  const giveWay = () => {
    show({ kind: 'scanNext' });
    store.setState({ hint: undefined });
  };
  const soundIfOther = (card: Card) => {
    const { stage } = store.getState();
    const before = stage.kind === 'card' ? stage.card.verdict.lane : undefined;
    if (before !== card.verdict.lane) sound.play(card.verdict.lane);
  };
  return {
    show,
    giveWay,
    touch: lease.touch,
    take(card) {
      const { stage } = store.getState();
      if (stage.kind !== 'card' || stage.card.serial !== card.serial) {
        return show(cardStage(card, Date.now()));
      }
      soundIfOther(card);
      // The person did this: the change needs no mention, and nothing is confirmed for what comes next.
      show({ ...renewedStage(stage, card, Date.now()), was: undefined, isRescanned: false });
    },
    renew(card) {
      const { stage } = store.getState();
      if (stage.kind === 'card' && stage.card.serial === card.serial) {
        show(renewedStage(stage, card, Date.now()));
      }
    },
    hear(card) {
      const { stage } = store.getState();
      const next = stageAfterNews(stage, card, Date.now());
      if (next === stage || stage.kind !== 'card') return;
      if (wasUnplugged(stage.card, card)) return giveWay();
      soundIfOther(card);
      show(next);
    },
  };
}

function mustStay(stage: Stage): boolean {
  return stage.kind === 'card' && isResetOpen(stage.card);
}

import type { SessionView } from '../../contract/check-in.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { AppStore, CheckInPanel, CheckInStage } from './store.ts';

/** What is opened beside the scans of a check-in, and of which device. */
export interface CheckInPanels {
  /** From now on, until the next scan, conditions and moves are about this device. */
  choose(serial: SerialNumber): void;
  open(panel: CheckInPanel): void;
  /** The panel of the box being filled, or else of the newest one; closes it when it is open. */
  placeBox(): void;
  /** False when none is open, or not this one. */
  close(panel?: CheckInPanel): boolean;
}

export function createCheckInPanels(store: AppStore): CheckInPanels {
  const change = (next: Partial<CheckInStage>) =>
    store.setState(({ checkIn }) => ({ checkIn: checkIn && { ...checkIn, ...next } }));
  const open = (panel: CheckInPanel) => change({ panel });
  const close = (wanted?: CheckInPanel) => {
    const { checkIn, view } = store.getState();
    if (!checkIn?.panel || view !== 'checkIn') return false;
    if (wanted && wanted !== checkIn.panel) return false;
    change({ panel: undefined });
    return true;
  };
  return {
    open,
    close,
    choose: (chosen) => change({ chosen, panel: undefined }),
    placeBox() {
      const { checkIn, view } = store.getState();
      if (!checkIn || checkIn.session.handOff || view !== 'checkIn') return;
      const boxId = boxAtHand(checkIn.session);
      if (checkIn.panel?.kind === 'place') close();
      else if (boxId !== undefined) open({ kind: 'place', boxId });
    },
  };
}

function boxAtHand({ tally: { boxes, currentBoxId } }: SessionView): string | undefined {
  return currentBoxId ?? boxes.at(-1)?.boxId;
}

/** The device that the next note or move is about: the chosen one, or the one that was scanned last. */
export function serialAtHand(stage: CheckInStage | undefined): SerialNumber | undefined {
  const isThere = ({ isUndone, outcome }: SessionView['newest'][number]) =>
    !isUndone && outcome !== 'extra';
  const lines = stage?.session.newest.filter(isThere) ?? [];
  const chosen = lines.find(({ serial }) => serial !== undefined && serial === stage?.chosen);
  // A code that names no device came from another one: nothing is said of the one before it.
  return (chosen ?? lines[0])?.serial;
}

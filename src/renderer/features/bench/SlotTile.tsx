import { memo } from 'react';
import type { Slot } from '../../../contract/bench.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { LaneShape } from '../../ui/LaneShape.tsx';
import { OccupantLines } from './OccupantLines.tsx';
import { serialOn, tileLabel } from './slot-state.ts';
import { SlotMenu } from './SlotMenu.tsx';
import './slot-state.css';

/** One physical slot. It stays where it is, whatever is plugged in. */
export const SlotTile = memo(function SlotTile({ slot }: { readonly slot: Slot }) {
  const isShown = useAppState(
    ({ stage, armedSlot, help }) =>
      armedSlot === slot.port ||
      isPickedIn(slot, help?.port) ||
      (stage.kind === 'card' && stage.card.slotNumber === slot.number),
  );
  const isPicked = useAppState(({ arranging }) => isPickedIn(slot, arranging?.picked));
  const calledAt = useAppState(({ called }) =>
    called?.number === slot.number ? called.at : undefined,
  );
  return (
    <li
      className="slot"
      data-lane={slot.occupant?.lane}
      data-empty={!slot.occupant || undefined}
      data-away={slot.occupant?.goneSince !== undefined || undefined}
      data-shown={isShown || undefined}
      data-picked={isPicked || undefined}
      aria-current={isPicked || undefined}
    >
      <SlotFace slot={slot} />
      <SlotMenu slot={slot} />
      {isShown && calledAt !== undefined && (
        <span key={calledAt} className="slot-called" aria-hidden="true" />
      )}
    </li>
  );
});

function isPickedIn({ ports }: Slot, picked: string | undefined): boolean {
  return picked !== undefined && ports.includes(picked);
}

/**
 * Pressing it shows the card of its device. One that has shown no serial is asked for it, with the guide to what keeps
 * it from telling.
 */
function SlotFace({ slot }: { readonly slot: Slot }) {
  const { desk, store } = useApp();
  const say = useSay();
  const { occupant, port } = slot;
  const serial = serialOn(occupant);
  const press = () => {
    if (serial) return void desk.showCard(serial);
    desk.armSlot(port);
    const topic = occupant?.symptom;
    store.setState({ help: topic && { topic, port } });
  };
  return (
    <button type="button" className="slot-face" disabled={!occupant} onClick={press}>
      <span className="visually-hidden">{tileLabel(slot, say)}</span>
      <span className="slot-top" aria-hidden="true">
        <span className="slot-number">{slot.number}</span>
        {occupant?.lane && <LaneShape lane={occupant.lane} size={26} />}
      </span>
      {occupant ? (
        <OccupantLines occupant={occupant} />
      ) : (
        <span className="slot-line muted" aria-hidden="true">
          {slot.name}
        </span>
      )}
    </button>
  );
}

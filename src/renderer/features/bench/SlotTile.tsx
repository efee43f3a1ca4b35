import { BatteryLow, BatteryMedium } from 'lucide-react';
import { memo } from 'react';
import type { Occupant, Slot } from '../../../contract/bench.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay, type Say } from '../../app/language.tsx';
import { FamilyIcon } from '../../ui/FamilyIcon.tsx';
import { LaneShape } from '../../ui/LaneShape.tsx';
import { slotTitle } from './slot-title.ts';
import { SlotMenu } from './SlotMenu.tsx';

/** One physical slot. It stays where it is, whatever is plugged in. */
export const SlotTile = memo(function SlotTile({ slot }: { readonly slot: Slot }) {
  const isShown = useAppState(
    ({ stage, armedSlot }) =>
      armedSlot === slot.port || (stage.kind === 'card' && stage.card.slotNumber === slot.number),
  );
  const isPicked = useAppState(({ arranging }) => isPickedIn(slot, arranging?.picked));
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
    </li>
  );
});

function isPickedIn({ ports }: Slot, picked: string | undefined): boolean {
  return picked !== undefined && ports.includes(picked);
}

/** Pressing it shows the card of its device, or asks for the serial of one that has shown none. */
function SlotFace({ slot }: { readonly slot: Slot }) {
  const { desk } = useApp();
  const say = useSay();
  const { occupant } = slot;
  const serial = serialOn(occupant);
  return (
    <button
      type="button"
      className="slot-face"
      disabled={!occupant}
      onClick={() => (serial ? void desk.showCard(serial) : desk.armSlot(slot.port))}
    >
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

/** What was read counts before what is only likely. */
function serialOn(occupant: Occupant | undefined): Occupant['serial'] {
  return occupant?.serial ?? occupant?.candidate;
}

function OccupantLines({ occupant }: { readonly occupant: Occupant }) {
  const say = useSay();
  const { batteryPercent, serial } = occupant;
  const tail = serialOn(occupant)?.slice(-4);
  return (
    <>
      <span className="slot-line" aria-hidden="true">
        <FamilyIcon family={occupant.family} size={14} />
        {tail === undefined ? (
          <span>{say('ui.slots.noSerial')}</span>
        ) : (
          <span className="slot-tail">{serial === undefined ? `${tail}?` : tail}</span>
        )}
        {batteryPercent !== undefined && <Battery percent={batteryPercent} />}
      </span>
      <span className="slot-line muted" aria-hidden="true">
        {stateOf(occupant, say)}
      </span>
    </>
  );
}

function Battery({ percent }: { readonly percent: number }) {
  const isLow = percent < 20;
  const Icon = isLow ? BatteryLow : BatteryMedium;
  return (
    <span className="slot-battery" data-low={isLow || undefined}>
      <Icon size={14} aria-hidden="true" /> {percent}
    </span>
  );
}

/** The reset comes before the mode: it is what the person waits for. */
function stateOf(occupant: Occupant, say: Say): string {
  const { resetStep, mode, isInSetupAssistant } = occupant;
  if (occupant.goneSince !== undefined) return say('ui.reset.gone');
  if (resetStep === 'started' || resetStep === 'gone' || resetStep === 'back') {
    return say(`ui.reset.${resetStep}`);
  }
  if (occupant.serial === undefined && occupant.candidate !== undefined)
    return say('ui.slots.confirm');
  return isInSetupAssistant ? say('ui.slots.setupAssistant') : say(`ui.mode.${mode}`);
}

/** What a screen reader says for the whole tile, the lane's word included. */
function tileLabel({ number, name, occupant }: Slot, say: Say): string {
  const slot = slotTitle(number, name, say);
  if (!occupant) return `${slot}: ${say('ui.slots.empty')}`;
  const word = occupant.lane ? say(`lane.${occupant.lane}.word`) : '';
  const serial = serialOn(occupant) ?? say('ui.slots.noSerial');
  return [slot, word, serial, stateOf(occupant, say)].filter(Boolean).join(', ');
}

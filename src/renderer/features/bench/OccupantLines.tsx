import { BatteryLow, BatteryMedium, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Occupant } from '../../../contract/bench.ts';
import { useSay } from '../../app/language.tsx';
import { FamilyIcon } from '../../ui/FamilyIcon.tsx';
import { isBatteryLow, serialOn, stateOf } from './slot-state.ts';

/** Which device is on a slot, and how it is; for the eyes alone, the tile's name says the same. */
export function OccupantLines({ occupant }: { readonly occupant: Occupant }) {
  const say = useSay();
  const tail = serialOn(occupant)?.slice(-4);
  return (
    <>
      <span className="slot-line" aria-hidden="true">
        <FamilyIcon family={occupant.family} size={14} />
        {tail === undefined ? (
          <span>{say('ui.slots.noSerial')}</span>
        ) : (
          <span className="slot-tail">{occupant.serial === undefined ? `${tail}?` : tail}</span>
        )}
        {occupant.goneSince === undefined && <Battery percent={occupant.batteryPercent} />}
      </span>
      <StateLine occupant={occupant} />
    </>
  );
}

/** A dash until it can be read: nothing is guessed. */
function Battery({ percent }: { readonly percent: number | undefined }) {
  if (percent === undefined) return <span className="slot-battery">–</span>;
  const isLow = isBatteryLow(percent);
  const Icon = isLow ? BatteryLow : BatteryMedium;
  return (
    <span className="slot-battery" data-low={isLow || undefined}>
      <Icon size={14} aria-hidden="true" /> {percent}
    </span>
  );
}

function StateLine({ occupant }: { readonly occupant: Occupant }) {
  const say = useSay();
  const { text, tone } = stateOf(occupant, say);
  const Sign = tone === 'stop' ? OctagonAlert : TriangleAlert;
  return (
    <span className="slot-line slot-state" data-tone={tone} aria-hidden="true">
      {tone && (
        <span className="slot-sign">
          <Sign size={13} />
        </span>
      )}
      <span className="slot-words">{text}</span>
    </span>
  );
}

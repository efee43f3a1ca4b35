import { Volume2, VolumeOff } from 'lucide-react';
import { laneSchema } from '../../../core/verdict/lane.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { LaneShape } from '../../ui/LaneShape.tsx';

interface SoundProps {
  readonly volume: number;
  readonly onChange: (volume: number) => void;
}

const USUAL_VOLUME = 0.7;
const OUTCOMES = ['accepted', 'alreadyHere', 'doneBefore', 'notExpected', 'notSerial'] as const;

/** How loud, and what each sound means: every one can be heard here beside its shape and word. */
export function SoundSettings({ volume, onChange }: SoundProps) {
  const say = useSay();
  const isOff = volume === 0;
  return (
    <div className="sound-settings">
      <div className="volume">
        <button
          type="button"
          className="button"
          role="switch"
          aria-checked={!isOff}
          onClick={() => onChange(isOff ? USUAL_VOLUME : 0)}
        >
          {isOff ? (
            <VolumeOff size={18} aria-hidden="true" />
          ) : (
            <Volume2 size={18} aria-hidden="true" />
          )}
          {say(isOff ? 'ui.settings.soundOff' : 'ui.settings.soundOn')}
        </button>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={volume}
          aria-label={say('ui.settings.volume')}
          onChange={(event) => onChange(Number(event.target.value))}
        />
      </div>
      <SoundList isOff={isOff} />
    </div>
  );
}

function SoundList({ isOff }: { readonly isOff: boolean }) {
  const { sound } = useApp();
  const say = useSay();
  return (
    <ul className="sound-list">
      {laneSchema.options.map((lane) => (
        <li key={lane} data-lane={lane}>
          <button type="button" className="sound" disabled={isOff} onClick={() => sound.play(lane)}>
            <LaneShape lane={lane} size={18} /> {say(`lane.${lane}.word`)}
          </button>
        </li>
      ))}
      {OUTCOMES.map((outcome) => (
        <li key={outcome}>
          <button
            type="button"
            className="sound"
            disabled={isOff}
            onClick={() => sound.play(outcome)}
          >
            {say(`ui.outcome.${outcome}`)}
          </button>
        </li>
      ))}
    </ul>
  );
}

import type { Wave } from '../../../../contract/waves.ts';
import { EARLIEST_DEADLINE, LATEST_DEADLINE } from '../../../../core/jobs/deadline.ts';
import { useBenchNow } from '../../../app/bench-time.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { absoluteTime } from '../../../ui/time-text.ts';
import { nameOfWave } from './wave-words.ts';
import { WaveActs } from './WaveActs.tsx';
import { WaveBar } from './WaveBar.tsx';
import { WaveTroubles } from './WaveTroubles.tsx';

interface WaveItemProps {
  readonly wave: Wave;
  readonly onChanged: () => void;
}

export function WaveItem({ wave, onChanged }: WaveItemProps) {
  const say = useSay();
  const name = nameOfWave(say, wave);
  return (
    <li className="wave" aria-label={name}>
      <div className="wave-head">
        <div>
          <h3>{name}</h3>
          <p className="muted small">
            {say('ui.waves.devices', { count: wave.devices })} · <WaveStage wave={wave} />
          </p>
        </div>
        <Deadline wave={wave} />
        <WaveBar wave={wave} />
        <WaveActs wave={wave} name={name} onChanged={onChanged} />
      </div>
      <WaveTroubles wave={wave} />
    </li>
  );
}

function WaveStage({ wave }: Pick<WaveItemProps, 'wave'>) {
  const say = useSay();
  const { isStarting, startedAt, startedBy, endedAt } = wave;
  if (isStarting) return <span role="status">{say('ui.waves.is.starting')}</span>;
  if (startedAt === null) return say('ui.waves.is.planned');
  return (
    <>
      {say('ui.waves.startedBy', { operator: startedBy ?? '–' })}{' '}
      <RelativeTime at={startedAt} isPast />
      {endedAt !== null && (
        <>
          {' · '}
          {say('ui.waves.ended')} <RelativeTime at={endedAt} isPast />
        </>
      )}
    </>
  );
}

/** Until when users may put it off; of a wave that cannot be started now, why. */
function Deadline({ wave: { deadlineAt, startedAt } }: Pick<WaveItemProps, 'wave'>) {
  const say = useSay();
  const language = useLanguage();
  const now = useBenchNow(60_000);
  const ahead = deadlineAt - now;
  const fromOn = deadlineAt - LATEST_DEADLINE;
  return (
    <div className="small">
      {say('ui.waves.deadline')} <RelativeTime at={deadlineAt} />
      <p className="muted">{absoluteTime(language, deadlineAt)}</p>
      {startedAt === null && ahead > LATEST_DEADLINE && (
        <p>{say('ui.waves.window.early', { fromOn })}</p>
      )}
      {startedAt === null && ahead < EARLIEST_DEADLINE && <p>{say('ui.waves.window.late')}</p>}
    </div>
  );
}

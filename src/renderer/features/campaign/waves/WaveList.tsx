import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { Asked } from '../feed/use-asked.ts';
import { WaveItem } from './WaveItem.tsx';

interface WaveListProps {
  readonly list: Asked<'waves.list'>;
  readonly onChanged: () => void;
}

/** Every wave with how far it is. */
export function WaveList({ list: { value, failure }, onChanged }: WaveListProps) {
  const say = useSay();
  return (
    <section className="campaign-part" aria-label={say('ui.waves.list.title')}>
      <h2>{say('ui.waves.list.title')}</h2>
      {failure && <FailureNotice trouble={failure} />}
      {value?.waves.length === 0 && (
        <EmptyState title={say('ui.waves.list.none.title')}>
          {say('ui.waves.list.none.text')}
        </EmptyState>
      )}
      <ul className="waves">
        {value?.waves.map((wave) => (
          <WaveItem key={wave.id} wave={wave} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  );
}

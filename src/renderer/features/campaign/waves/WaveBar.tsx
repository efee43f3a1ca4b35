import type { Wave } from '../../../../contract/waves.ts';
import type { WaveState } from '../../../../core/campaign/wave-state.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';

/** From what is done to what is in trouble, what is planned last. */
const ORDER: readonly WaveState[] = [
  'inIntune',
  'migrating',
  'queued',
  'failed',
  'refused',
  'planned',
];

/** How far a wave is, as one bar of parts and in words. */
export function WaveBar({ wave: { counts, devices } }: { readonly wave: Wave }) {
  const say = useSay();
  const language = useLanguage();
  const parts = ORDER.filter((state) => counts[state] > 0);
  const total = devices.toLocaleString(language);
  const count = counts.inIntune.toLocaleString(language);
  return (
    <div className="wave-progress">
      <div
        className="wave-bar"
        role="progressbar"
        aria-label={say('ui.waves.state.inIntune')}
        aria-valuemin={0}
        aria-valuemax={devices}
        aria-valuenow={counts.inIntune}
        aria-valuetext={say('ui.waves.progress', { count, total })}
      >
        {parts.map((state) => (
          <span key={state} data-state={state} style={{ flexGrow: counts[state] }} />
        ))}
      </div>
      <ul className="wave-counts small">
        {parts.map((state) => (
          <li key={state} data-state={state}>
            <strong className="number">{counts[state].toLocaleString(language)}</strong>{' '}
            {say(`ui.waves.state.${state}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

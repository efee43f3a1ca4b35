import type { Wave } from '../../../../contract/waves.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { ShowDevices } from './ShowDevices.tsx';
import { troubleText } from './wave-words.ts';

/** Who is not under way and why, with what to do about it. */
export function WaveTroubles({ wave: { troubles } }: { readonly wave: Wave }) {
  const say = useSay();
  const language = useLanguage();
  if (troubles.length === 0) return null;
  return (
    <ul className="wave-troubles small">
      {troubles.map((trouble) => {
        const text = troubleText(say, trouble);
        return (
          <li key={`${trouble.kind} ${trouble.reason}`}>
            <strong className="number">{trouble.count.toLocaleString(language)}</strong>
            <span>{text}</span>
            <ShowDevices title={text} serials={trouble.serials} count={trouble.count} />
          </li>
        );
      })}
    </ul>
  );
}

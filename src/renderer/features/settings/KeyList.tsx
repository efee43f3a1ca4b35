import { useSay } from '../../app/language.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';

const KEYS = [
  ['F', 'fix'],
  ['R', 'startReset'],
  ['E', 'attestReset'],
  ['H', 'handOver'],
  ['Esc', 'next'],
  ['Ctrl Z', 'undo'],
  ['F2', 'repeatSound'],
  ['F3', 'arrange'],
  ['F4', 'help'],
  ['← →', 'guide'],
  ['F6', 'nextBox'],
  ['F7', 'closeBox'],
  ['F8', 'note'],
  ['M', 'moveDevice'],
  ['P', 'photo'],
  ['F9', 'placeBox'],
  ['Ctrl 1–7', 'views'],
  ['F1', 'keys'],
] as const;

/** Every key of the window, with what it does. */
export function KeyList() {
  const say = useSay();
  return (
    <dl className="key-list">
      {KEYS.map(([key, name]) => (
        <div key={name}>
          <dt>
            <KeyCap>{key}</KeyCap>
          </dt>
          <dd>{say(`ui.keys.${name}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

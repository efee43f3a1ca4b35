import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';

/** The serials a code may mean. Where they differ is marked: it is often a single O or 0. */
// Chosen, not scanned: the same text would only be ambiguous once more.
export function CandidateButtons({ serials }: { readonly serials: readonly SerialNumber[] }) {
  const { desk } = useApp();
  const say = useSay();
  if (serials.length === 0) return null;
  const isShared = (character: string, index: number) =>
    serials.every((serial) => serial[index] === character);
  return (
    <div className="candidates" role="group" aria-label={say('ui.code.candidates')}>
      {serials.map((serial) => (
        <Button key={serial} aria-label={serial} onClick={() => void desk.showCard(serial)}>
          <span className="serial candidate" translate="no">
            {serial.split('').map((character, index) => {
              const key = `${index}${character}`;
              return isShared(character, index) ? character : <mark key={key}>{character}</mark>;
            })}
          </span>
        </Button>
      ))}
    </div>
  );
}

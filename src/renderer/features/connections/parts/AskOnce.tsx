import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { ActButton } from './ActButton.tsx';

interface AskOnceProps {
  readonly place: string;
  /** What the button says, and what will happen, in a sentence. */
  readonly label: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => unknown;
}

/** Asks once more in place, before something that is not easily taken back: no dialog. */
export function AskOnce({ place, label, text, yes, no, onYes }: AskOnceProps) {
  const [isAsked, setIsAsked] = useState(false);
  const box = useFocusOn(isAsked);
  const act = async () => {
    await onYes();
    setIsAsked(false);
  };
  return (
    <div ref={box}>
      {isAsked ? (
        <div className="asked" role="group" aria-label={label}>
          <p>{text}</p>
          <ActButton place={place} onAct={act}>
            {yes}
          </ActButton>
          <Button look="plain" onClick={() => setIsAsked(false)}>
            {no}
          </Button>
        </div>
      ) : (
        <ActButton place={place} look="plain" onAct={() => setIsAsked(true)}>
          {label}
        </ActButton>
      )}
    </div>
  );
}

/** The button that was pressed is gone: the focus goes to the harmless one in its stead. */
function useFocusOn(isAsked: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(isAsked);
  useEffect(() => {
    if (before.current === isAsked) return;
    before.current = isAsked;
    [...(box.current?.querySelectorAll('button') ?? [])].at(-1)?.focus();
  }, [isAsked]);
  return box;
}

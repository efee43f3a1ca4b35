import { useSay } from '../../../app/language.tsx';
import { AskOnce } from './AskOnce.tsx';

interface RemovalProps {
  readonly place: string;
  /** What is lost by it, and what is not. */
  readonly text: string;
  readonly onRemove: () => unknown;
}

export function Removal({ place, text, onRemove }: RemovalProps) {
  const say = useSay();
  return (
    <AskOnce
      place={place}
      label={say('ui.connections.remove')}
      text={text}
      yes={say('ui.connections.removeNow')}
      no={say('ui.connections.keep')}
      onYes={onRemove}
    />
  );
}

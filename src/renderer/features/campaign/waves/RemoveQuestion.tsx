import { useEffect, useRef } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';

interface RemoveQuestionProps {
  readonly name: string;
  readonly onNo: () => void;
  readonly onYes: () => void;
}

/** What a removal takes away and what it leaves. */
export function RemoveQuestion({ name, onNo, onYes }: RemoveQuestionProps) {
  const say = useSay();
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.querySelector('button')?.focus(), []);
  return (
    <div
      className="wave-question"
      role="group"
      aria-label={say('ui.waves.removeOf', { name })}
      ref={group}
    >
      <p>{say('ui.waves.removal.text')}</p>
      <Button look="plain" onClick={onNo}>
        {say('ui.waves.removal.no')}
      </Button>
      <Button onClick={onYes}>{say('ui.waves.removal.yes')}</Button>
    </div>
  );
}
